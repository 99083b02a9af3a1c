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

/** One column of one row: a score, no label of that name, or nothing known at all. */
export type ComparedCell =
  | { readonly kind: "score"; readonly value: number | undefined }
  | { readonly kind: "absent"; readonly below: number }
  | { readonly kind: "unknown" };

export interface ComparedRow {
  readonly name: string;
  readonly cells: readonly ComparedCell[];
  /** 0–1: between the highest score and the lowest; a label that is absent counts as 0, what is unknown not at all. */
  readonly difference: number;
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
    const cells = columns.map(({ labels, threshold }, index): ComparedCell => {
      if (!labels) return { kind: "unknown" };
      const label = byColumn[index]?.get(folded);
      return label ? { kind: "score", value: label[score] } : { kind: "absent", below: threshold };
    });
    return { name, cells, difference: differenceOf(cells) };
  });
  return rows.sort((a, b) => b.difference - a.difference || highest(b) - highest(a));
}

function differenceOf(cells: readonly ComparedCell[]): number {
  const values = valuesOf(cells);
  return values.length < 2 ? 0 : Math.max(...values) - Math.min(...values);
}

function highest({ cells }: ComparedRow): number {
  return Math.max(0, ...valuesOf(cells));
}

/** A label without a score says nothing about how sure it is. */
function valuesOf(cells: readonly ComparedCell[]): number[] {
  return cells.flatMap((cell) => {
    if (cell.kind === "absent") return 0;
    return cell.kind === "score" && cell.value !== undefined ? cell.value : [];
  });
}
