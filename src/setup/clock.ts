/** What a difference between this machine's clock and the service's means. (EC 0002-00000504 [EC].) */

import type { Outcome } from "./setupItem.ts";
import { found, passed, unknown } from "./setupItem.ts";

/** Milliseconds of difference from which on OSS refuses signatures. */
const maxOffset = 15 * 60_000;
/** Smaller ones are the network's, or the header's whole seconds. */
const noticeable = 60_000;

/** `offset` is how far the service is ahead, in milliseconds; `undefined` where its time was not told. */
export function clockOutcome(offset: number | undefined): Outcome {
  if (offset === undefined) {
    return unknown("The response does not give the service's time.");
  }
  const size = Math.abs(offset);
  const apart = durationText(size);
  if (size < noticeable) {
    return passed(
      `This machine and the service are ${size < 2000 ? "less than 2 seconds" : apart} apart.`,
    );
  }
  const isBehind = offset > 0;
  if (size < maxOffset) {
    return found("attention", isBehind ? "clock-behind" : "clock-ahead", { apart }, noContext);
  }
  const finding = isBehind ? "clock-too-far-behind" : "clock-too-far-ahead";
  return found("failed", finding, { apart }, noContext);
}

/** Nothing of the account can set a clock. */
const noContext = { typedKeys: false };

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
