/** A length of time in words. */

const units: readonly [milliseconds: number, one: string][] = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
];

/** `3 days`, `1 hour`, `40 seconds`: rounded, in the largest unit of which there is about one. */
export function durationText(milliseconds: number): string {
  // A second short of a day is a day.
  const unit = units.find(([length]) => milliseconds + 1000 >= length) ?? [1000, "second"];
  const count = Math.round(milliseconds / unit[0]);
  return count === 1 ? `1 ${unit[1]}` : `${count} ${unit[1]}s`;
}
