/** What a difference between this machine's clock and the service's means. (EC 0002-00000504 [EC].) */
import { unknown, works } from "./outcome.ts";
import type { Outcome } from "./setupItem.ts";

/** Milliseconds of difference from which on OSS refuses signatures. */
const maxOffset = 15 * 60_000;
/** Smaller ones are the network's, or the header's whole seconds. */
const noticeable = 60_000;

/** `offset` is how far the service is ahead, in milliseconds; `undefined` where its time was not told. */
export function clockOutcome(offset: number | undefined): Outcome {
  if (offset === undefined) {
    return unknown("The response does not say what time it is at the service.");
  }
  const size = Math.abs(offset);
  const apart = durationText(size);
  if (size < noticeable) {
    return works(
      `This machine and the service are ${size < 2000 ? "less than 2 seconds" : apart} apart.`,
    );
  }
  const off = `This machine's clock is ${apart} ${offset > 0 ? "behind" : "ahead"}`;
  if (size < maxOffset) {
    return {
      verdict: "attention",
      finding: `${off}; from 15 minutes on OSS refuses what it signs.`,
      nextStep: "Set this machine's clock.",
    };
  }
  return {
    verdict: "fails",
    finding: `${off}, so OSS refuses what it signs.`,
    nextStep: "Set this machine's clock; until then calls are signed with the service's time.",
  };
}

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
