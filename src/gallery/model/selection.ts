/** Which images of a result are selected, by their positions: as ranges, so that all of 100,000 are one. */

/** First and last, both inclusive. */
export type Range = readonly [first: number, last: number];

export interface Selection {
  /** In order; none touches the next. */
  readonly ranges: readonly Range[];
  /** Where a range begins that Shift spans. */
  readonly anchor: number;
}

export const nothingSelected: Selection = { ranges: [], anchor: 0 };

export function selectOnly(position: number): Selection {
  return { ranges: [[position, position]], anchor: position };
}

export function selectAll(count: number, { anchor }: Selection): Selection {
  return { ranges: count > 0 ? [[0, count - 1]] : [], anchor };
}

export function isSelected({ ranges }: Selection, position: number): boolean {
  return ranges.some(([first, last]) => first <= position && position <= last);
}

export function countSelected({ ranges }: Selection): number {
  return ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
}

/** In or out, the others as they are. */
export function toggle(selection: Selection, position: number): Selection {
  const { ranges } = selection;
  const changed = isSelected(selection, position)
    ? ranges.flatMap((range) => without(range, position))
    : joined([...ranges, [position, position]]);
  return { ranges: changed, anchor: position };
}

/** From the anchor to a position, in place of what was selected; with `adds`, beside it. */
export function selectTo(selection: Selection, position: number, adds = false): Selection {
  const { ranges, anchor } = selection;
  const range: Range = [Math.min(anchor, position), Math.max(anchor, position)];
  return { ranges: adds ? joined([...ranges, range]) : [range], anchor };
}

function without([first, last]: Range, position: number): Range[] {
  if (position < first || position > last) return [[first, last]];
  const parts: Range[] = [
    [first, position - 1],
    [position + 1, last],
  ];
  return parts.filter(([from, to]) => from <= to);
}

function joined(ranges: readonly Range[]): Range[] {
  const result: [number, number][] = [];
  for (const [first, last] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const before = result.at(-1);
    if (before && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else result.push([first, last]);
  }
  return result;
}
