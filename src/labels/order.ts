/** The one order in which labels are shown, copied and printed. */
import type { Label } from "./label.ts";

/**
 * Compares by confidence (highest first), then centric score (highest first), then name by code unit.
 * Unknown numbers come last. Labels equal so far are told apart by level and parent, so that the order
 * never depends on the order of the answer.
 */
export function compareLabels(a: Label, b: Label): number {
  return (
    highestFirst(a.confidence, b.confidence) ||
    highestFirst(a.centricScore, b.centricScore) ||
    compareText(a.name, b.name) ||
    highestFirst(b.level, a.level) ||
    compareText(a.parent ?? "", b.parent ?? "")
  );
}

/** A sorted copy, by `compareLabels`. */
export function sortLabels(labels: readonly Label[]): Label[] {
  return [...labels].sort(compareLabels);
}

/** A sorted copy, by centric score first: what the picture is most likely of comes first. */
export function sortByCentricScore(labels: readonly Label[]): Label[] {
  return [...labels].sort(
    (a, b) => highestFirst(a.centricScore, b.centricScore) || compareLabels(a, b),
  );
}

function highestFirst(a: number | undefined, b: number | undefined): number {
  // Every known number of a label is at least 0.
  return (b ?? -1) - (a ?? -1);
}

/** By code unit: the same on every machine, whatever its locale. */
function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
