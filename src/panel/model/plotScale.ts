/** The plot's axes: where a label's scores lie between the corners, and which numbers stand along the edge. */
import type { LabelledItem } from "./labelTree.ts";

/** A label that has both scores. */
export interface ScoredItem {
  readonly item: LabelledItem;
  readonly confidence: number;
  readonly centricScore: number;
}

/** Labels that can be plotted, the most likely subjects first, and those that cannot since a score is missing. */
export function splitByScores(items: readonly LabelledItem[]): {
  scored: ScoredItem[];
  unscored: LabelledItem[];
} {
  const scored: ScoredItem[] = [];
  const unscored: LabelledItem[] = [];
  for (const item of items) {
    const { confidence, centricScore } = item.label;
    if (confidence === undefined || centricScore === undefined) unscored.push(item);
    else scored.push({ item, confidence, centricScore });
  }
  scored.sort((a, b) => b.confidence * b.centricScore - a.confidence * a.centricScore);
  return { scored, unscored };
}

/**
 * The left end of the confidence axis: a round number at or below everything that is known, so that labels of a high
 * threshold are not all squeezed against the right edge. It does not move with the slider.
 */
export function confidenceFrom(asked: number, items: readonly LabelledItem[]): number {
  let lowest = asked;
  for (const { label } of items) lowest = Math.min(lowest, label.confidence ?? 1);
  return Math.min(0.9, Math.floor(lowest * 10 + 1e-6) / 10);
}

/** Numbers along an axis from `from` to 1: both ends and what divides them evenly, at most five. */
export function ticks(from: number): number[] {
  const tenths = Math.round((1 - from) * 10);
  const step = [1, 2, 3, 5].find((size) => tenths % size === 0 && tenths / size <= 4) ?? tenths;
  return Array.from({ length: tenths / step + 1 }, (_, n) => (10 - tenths + n * step) / 10);
}
