/** The one order in which labels are shown, copied and printed. */
import type { Label } from "./label.ts";

/**
 * Compares by confidence (highest first), then centric score (highest first), then name by code unit.
 * Unknown numbers come last. Labels equal so far are told apart by level and parent, so that the order
 * never depends on the order of the answer.
 */
export function compareLabels(a: Label, b: Label): number {
  return (
    compareNumbers(b.confidence, a.confidence, Number.NEGATIVE_INFINITY) ||
    compareNumbers(b.centricScore, a.centricScore, Number.NEGATIVE_INFINITY) ||
    compareText(a.name, b.name) ||
    compareNumbers(a.level, b.level, Number.POSITIVE_INFINITY) ||
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
    (a, b) =>
      compareNumbers(b.centricScore, a.centricScore, Number.NEGATIVE_INFINITY) ||
      compareLabels(a, b),
  );
}

function compareNumbers(a: number | undefined, b: number | undefined, unknown: number): number {
  const left = a ?? unknown;
  const right = b ?? unknown;
  // Infinities cannot be subtracted from each other.
  return left === right ? 0 : left < right ? -1 : 1;
}

/** By code unit: the same on every machine, whatever its locale. */
function compareText(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
