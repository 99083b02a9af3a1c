/** What a person reads of a query that another engine is to answer. */
import { t } from "@vscode/l10n";
import { termsOf } from "../query/parse.ts";
import type { Approximation, Difference, Reason, Untranslated } from "./translation.ts";

/** `is:outdated: only the label index of this machine knows that`; without a clause it is about the whole query. */
export function untranslatedText({ clause, reason }: Untranslated): string {
  const text = reasonText(reason);
  return clause === "" ? text : t("{clause}: {text}", { clause, text });
}

export function approximationText({ clause, difference }: Approximation): string {
  return t("{clause}: {text}", { clause, text: differenceText(difference) });
}

/** Of a query as it was typed: that there is no order is said where the person asked for one. */
export function differenceTexts(typed: string, approximations: readonly Approximation[]): string[] {
  const isSorted = termsOf(typed).terms.some(({ term }) => term.kind === "sort");
  return approximations
    .filter(({ difference }) => isSorted || difference !== "unsorted")
    .map(approximationText);
}

function reasonText(reason: Reason): string {
  switch (reason) {
    case "known-here-only":
      return t("only the label index of this machine knows that");
    case "compares-labels":
      return t("it takes a comparison of an image's labels with each other");
    case "counts-labels":
      return t("labels cannot be counted there");
    case "no-scores":
      return t("scores of labels are not kept there");
    case "part-of-name":
      return t("only whole names of labels can be asked for there");
    case "glob":
      return t("only keys that begin with or contain a text can be asked for there");
    case "not-in-tags":
      return t("write-back puts no such name into a tag");
    case "unknown-class":
      return t("there is no such storage class");
    case "sort":
      return t("nothing can be sorted by that there");
    case "too-many":
      return t("the query has more than 100 conditions in one place");
    case "too-deep":
      return t("the query has more than five levels of conditions");
  }
}

function differenceText(difference: Difference): string {
  switch (difference) {
    case "two-levels":
      return t(
        "a label two levels below is found only where the one between them was found in the image, too",
      );
    case "as-written":
      return t("capitals count there");
    case "own-contains":
      return t("there the engine decides what contains it");
    case "content-type":
      return t("the content type counts there, not the ending of the key");
    case "few-tags":
      return t("tags hold a few labels of an image, and of these only their own names");
    case "unsorted":
      return t("the images come in the order of the engine");
  }
}
