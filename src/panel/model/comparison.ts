/** Labels of several detections side by side: what they share, and by how much they differ. */
import type { Label } from "../../labels/label.ts";
import { sortLabels } from "../../labels/order.ts";
import { foldText } from "../../labels/search.ts";

export type ComparedScore = "confidence" | "centricScore";

/** What is known of one column; `undefined` labels: nothing. */
export interface ComparedLabels {
  /** 0–1: nothing below it was asked for. */
  readonly threshold: number;
  readonly labels: readonly Label[] | undefined;
}

/**
 * One column of one row: a score; a name without one, as labels have that were added by hand; no label of that name,
 * where another image has it as surely as this one was asked for, or only less surely, so that this one may have it,
 * too; or nothing known at all.
 */
export type ComparedCell =
  | { readonly kind: "score"; readonly value: number }
  | { readonly kind: "named" | "unknown" }
  | { readonly kind: "absent" | "below"; readonly threshold: number };

export interface ComparedRow {
  readonly name: string;
  readonly cells: readonly ComparedCell[];
  /**
   * 0–1: between the highest score and the lowest. What is absent counts as 0; a confidence below a threshold as that
   * threshold; what is unknown not at all. `undefined` where one image has the label without a score and another
   * lacks it: no number says by how much they differ.
   */
  readonly difference: number | undefined;
  /** Places of the cells that make the difference: the one that is unlike all others, else what is absent. */
  readonly standsOut: readonly number[];
}

/** Rows that differ by less are called the same. */
export const leastDifference = 0.05;

/** A row for each name, the greatest difference first; of equals the surest label. */
export function comparedRows(
  columns: readonly ComparedLabels[],
  score: ComparedScore,
): ComparedRow[] {
  const names = new Map<string, string>();
  const byColumn = columns.map(({ labels }) => {
    const best = new Map<string, Label>();
    for (const label of sortLabels(labels ?? [])) {
      const folded = foldText(label.name);
      if (!names.has(folded)) names.set(folded, label.name);
      // Of duplicates the surest comes first.
      if (!best.has(folded)) best.set(folded, label);
    }
    return best;
  });
  const rows = [...names].map(([folded, name]): ComparedRow => {
    const named = byColumn.map((best) => best.get(folded));
    const surest = Math.max(...named.map((label) => label?.confidence ?? (label ? 1 : 0)));
    const cells = columns.map(({ labels, threshold }, index): ComparedCell => {
      if (!labels) return { kind: "unknown" };
      const label = named[index];
      if (!label) return { kind: surest < threshold ? "below" : "absent", threshold };
      const value = label[score];
      return value === undefined ? { kind: "named" } : { kind: "score", value };
    });
    const values = cells.map((cell) => scoreOf(cell, score));
    const row = { name, cells, difference: differenceOf(cells, values) };
    return { ...row, standsOut: differs(row) ? standingOut(cells, values) : [] };
  });
  return rows.sort((a, b) => rank(b) - rank(a) || highest(b) - highest(a));
}

/** Whether a row is called different. */
export function differs({ difference }: Pick<ComparedRow, "difference">): boolean {
  return difference === undefined || difference >= leastDifference;
}

/** What no number tells comes with the greatest differences. */
function rank({ difference = 1 }: ComparedRow): number {
  return difference;
}

function highest({ cells }: ComparedRow): number {
  return Math.max(0, ...cells.map((cell) => (cell.kind === "score" ? cell.value : 0)));
}

function differenceOf(
  cells: readonly ComparedCell[],
  values: readonly (number | undefined)[],
): number | undefined {
  const has = (kind: ComparedCell["kind"]) => cells.some((cell) => cell.kind === kind);
  if (has("named") && has("absent")) return undefined;
  const known = values.filter((value) => value !== undefined);
  return known.length < 2 ? 0 : Math.max(...known) - Math.min(...known);
}

/** `undefined` for what says nothing of how sure it is. Thresholds are of confidence alone. */
function scoreOf(cell: ComparedCell, score: ComparedScore): number | undefined {
  if (cell.kind === "score") return cell.value;
  if (cell.kind === "absent") return 0;
  if (cell.kind === "below" && score === "confidence") return cell.threshold;
  return undefined;
}

/** Of three and more, the one that differs from all others, which do not differ among themselves. */
function standingOut(
  cells: readonly ComparedCell[],
  values: readonly (number | undefined)[],
): number[] {
  const known = values.flatMap((value, index) => (value === undefined ? [] : [{ value, index }]));
  const odd = known.filter(({ value, index }) => {
    const others = known.filter((each) => each.index !== index).map((each) => each.value);
    const [least, most] = [Math.min(...others), Math.max(...others)];
    const isApart = value <= least - leastDifference || value >= most + leastDifference;
    return isApart && most - least < leastDifference;
  });
  const [only] = odd;
  if (known.length > 2 && only && odd.length === 1) return [only.index];
  return cells.flatMap(({ kind }, index) => (kind === "absent" ? index : []));
}
