/** What a difference between this machine's clock and the service's means. (OSS help, "0002-00000504".) */
import { durationText } from "./durationText.ts";
import { unknown, works } from "./outcome.ts";
import type { Outcome } from "./setupItem.ts";

/** Milliseconds of difference from which on OSS refuses signatures. */
const mostOffset = 15 * 60_000;
/** Smaller ones are the network's, or the header's whole seconds. */
const noticeable = 60_000;

/** `offset` is how far the service is ahead, in milliseconds; `undefined` where its time was not told. */
export function clockOutcome(offset: number | undefined): Outcome {
  if (offset === undefined) {
    return unknown("The answer does not tell the service's time.");
  }
  const size = Math.abs(offset);
  const apart = durationText(size);
  if (size < noticeable) {
    return works(
      `This machine and the service are ${size < 2000 ? "less than 2 seconds" : apart} apart.`,
    );
  }
  const off = `This machine's clock is ${apart} ${offset > 0 ? "behind" : "ahead"}`;
  if (size < mostOffset) {
    return {
      verdict: "attention",
      finding: `${off}; from 15 minutes on OSS refuses what it signs.`,
      nextStep: "Set this machine's clock.",
    };
  }
  return {
    verdict: "fails",
    finding: `${off}, so that OSS refuses what it signs.`,
    nextStep: "Set this machine's clock; until then calls are signed with the service's time.",
  };
}
