/** The labels that an image is judged by, and the names above each of them. */
import { type Label, labelNamed } from "../labels/label.ts";
import { sortLabels } from "../labels/order.ts";
import { parentFinder, parentNameOf } from "../labels/parents.ts";
import { foldText } from "../labels/search.ts";

/** What a person hid or added, by names as they were written. */
export interface LabelCorrections {
  readonly hidden: readonly string[];
  readonly added: readonly string[];
}

/** A current label as queries see it. Its names are folded by `foldText`. */
export interface JudgedLabel {
  readonly label: Label;
  readonly name: string;
  /** From the nearest to the highest; the last one may be implied. */
  readonly above: readonly string[];
}

/** Names above a label. The service documents three levels; what goes on beyond this many is cut. */
const maxNamesAbove = 64;

/**
 * The labels of a detection in its order without those whose names are hidden, then the added ones, which have a name
 * and nothing else. A name that the detection has is not added again, be it hidden. Names are compared folded.
 */
export function currentLabels(
  detected: readonly Label[],
  corrections?: LabelCorrections,
): readonly Label[] {
  if (!corrections || corrections.hidden.length + corrections.added.length === 0) return detected;
  const hidden = new Set(corrections.hidden.map(foldName));
  const names = new Set(detected.map(({ name }) => foldName(name)));
  const current = detected.filter(({ name }) => !hidden.has(foldName(name)));
  for (const name of corrections.added) {
    const folded = foldName(name);
    if (names.has(folded)) continue;
    names.add(folded);
    current.push(labelNamed(name));
  }
  return current;
}

/** The same with their names and those above them. A hidden label stays a link between others. */
export function judgedLabels(
  detected: readonly Label[],
  corrections?: LabelCorrections,
): JudgedLabel[] {
  const namesAbove = chains(detected);
  return currentLabels(detected, corrections).map((label) => ({
    label,
    name: foldName(label.name),
    above: namesAbove(label).map(foldName),
  }));
}

/**
 * A function that gives the names above a label of the detection, as the service wrote them, from the nearest on. A
 * circle ends where a name comes again.
 */
export function chains(detected: readonly Label[]): (label: Label) => string[] {
  let sorted: readonly Label[] | undefined;
  let find: ((label: Label) => number | undefined) | undefined;
  return (label) => {
    const names: string[] = [];
    let at: Label | undefined = label;
    while (at && names.length < maxNamesAbove) {
      const name: string | undefined = parentNameOf(at);
      if (name === undefined || name === label.name || names.includes(name)) break;
      names.push(name);
      sorted ??= sortLabels(detected);
      find ??= parentFinder(sorted);
      at = sorted[find(at) ?? -1];
    }
    return names;
  };
}

/** `foldText` of names, which are few and come again and again. */
function foldName(name: string): string {
  if (name.length > maxKeptLength) return foldText(name);
  let folded = foldedNames.get(name);
  if (folded === undefined) {
    if (foldedNames.size >= maxFoldedNames) foldedNames.clear();
    folded = foldText(name);
    foldedNames.set(name, folded);
  }
  return folded;
}

const foldedNames = new Map<string, string>();
const maxFoldedNames = 10_000;
const maxKeptLength = 100;
