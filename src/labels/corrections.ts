/** What a person thinks of an answer: labels that are wrong, and those that are missing. The answer stays as it came. */
import { type Label, labelNamed } from "./label.ts";
import { foldText } from "./search.ts";

/** Names as they were written, in the order in which that was done. */
export interface LabelCorrections {
  /** Every label of such a name is hidden. */
  readonly hidden: readonly string[];
  readonly added: readonly string[];
}

export const noCorrections: LabelCorrections = { hidden: [], added: [] };

/** `hide`: a label of the answer is wrong; `show` takes that back. `add`: one is missing; `remove` takes that back. */
export type CorrectionKind = "hide" | "show" | "add" | "remove";

/** The corrections after one more; the same ones where it changes nothing. Names compare folded. */
export function corrected(
  corrections: LabelCorrections,
  kind: CorrectionKind,
  name: string,
): LabelCorrections {
  const { hidden, added } = corrections;
  switch (kind) {
    case "hide":
      // One that was added is simply no longer there.
      if (hasName(added, name)) return { hidden, added: without(added, name) };
      return hasName(hidden, name) ? corrections : { hidden: [...hidden, name], added };
    case "show":
      return { hidden: without(hidden, name), added };
    case "add":
      // What was hidden is not missing, but was hidden by mistake.
      if (hasName(hidden, name)) return { hidden: without(hidden, name), added };
      return hasName(added, name) ? corrections : { hidden, added: [...added, name] };
    case "remove":
      return { hidden, added: without(added, name) };
  }
}

/** Whether nothing is corrected. */
export function isUncorrected({ hidden, added }: LabelCorrections): boolean {
  return hidden.length === 0 && added.length === 0;
}

/** The labels of an answer in their order, without hidden ones, and then the added ones that it lacks. */
export function correctedLabels(
  labels: readonly Label[],
  corrections: LabelCorrections = noCorrections,
): Label[] {
  const hidden = new Set(corrections.hidden.map(foldText));
  return [
    ...labels.filter(({ name }) => !hidden.has(foldText(name))),
    ...addedLabels(labels, corrections),
  ];
}

/** Labels that a person added and the answer lacks: a name and nothing else. */
export function addedLabels(labels: readonly Label[], { added }: LabelCorrections): Label[] {
  return added
    .filter(
      (name) =>
        !hasName(
          labels.map((label) => label.name),
          name,
        ),
    )
    .map(labelNamed);
}

/** Whether a name is among others, folded. */
export function hasName(names: readonly string[], name: string): boolean {
  const folded = foldText(name);
  return names.some((other) => foldText(other) === folded);
}

function without(names: readonly string[], name: string): readonly string[] {
  const folded = foldText(name);
  return names.filter((other) => foldText(other) !== folded);
}
