/** What a person reads of a query that another engine is to answer. */
import type { Approximation, Difference, Reason, Untranslated } from "./translation.ts";

const reasons: Readonly<Record<Reason, string>> = {
  "known-here-only": "only the label index of this machine knows that",
  "compares-labels": "it takes a comparison of an image's labels with each other",
  "counts-labels": "labels cannot be counted there",
  "no-scores": "scores of labels are not kept there",
  "part-of-name": "only whole names of labels can be asked for there",
  glob: "only keys that begin with or contain a text can be asked for there",
  "not-in-tags": "write-back puts no such name into a tag",
  "unknown-class": "there is no such storage class",
  sort: "nothing can be sorted by that there",
  "too-many": "the query has more than 100 conditions in one place",
  "too-deep": "the query has more than five levels of conditions",
};

const differences: Readonly<Record<Difference, string>> = {
  "two-levels":
    "a label two levels below is found only where the one between them was found in the image, too",
  "as-written": "capitals count there",
  "own-contains": "there the engine decides what contains it",
  "content-type": "the content type counts there, not the ending of the key",
  "few-tags": "tags hold a few labels of an image, and of these only their own names",
  unsorted: "the images come in the order of the engine",
};

/** `is:outdated: only the label index of this machine knows that` */
export function untranslatedText({ clause, reason }: Untranslated): string {
  return clause === "" ? reasons[reason] : `${clause}: ${reasons[reason]}`;
}

export function approximationText({ clause, difference }: Approximation): string {
  return `${clause}: ${differences[difference]}`;
}
