/** What a difference between this machine's clock and the service's means. (EC 0002-00000504 [EC].) */

import { t } from "@vscode/l10n";
import { grouped } from "../labels/format.ts";
import type { Outcome } from "./setupItem.ts";
import { found, passed, unknown } from "./setupItem.ts";

/** Milliseconds of difference from which on OSS refuses signatures. */
const maxOffset = 15 * 60_000;
/** Smaller ones are the network's, or the header's whole seconds. */
const noticeable = 60_000;

/** `offset` is how far the service is ahead, in milliseconds; `undefined` where its time was not told. */
export function clockOutcome(offset: number | undefined): Outcome {
  if (offset === undefined) {
    return unknown(t("The response does not give the service's time."));
  }
  const size = Math.abs(offset);
  const apart = durationText(size);
  if (size < noticeable) {
    return passed(
      size < 2000
        ? t("This machine and the service are less than 2 seconds apart.")
        : t("This machine and the service are {apart} apart.", { apart }),
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

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/** `3 days`, `1 hour`, `40 seconds`: rounded, in the largest unit of which there is about one. */
export function durationText(milliseconds: number): string {
  // A second short of a day is a day.
  const [unit, length] = units.find(([, least]) => milliseconds + 1000 >= least) ?? second;
  const count = Math.round(milliseconds / length);
  switch (unit) {
    case "day":
      return count === 1 ? t("1 day") : t("{0} days", grouped(count));
    case "hour":
      return count === 1 ? t("1 hour") : t("{0} hours", count);
    case "minute":
      return count === 1 ? t("1 minute") : t("{0} minutes", count);
    case "second":
      return count === 1 ? t("1 second") : t("{0} seconds", count);
  }
}

const second = ["second", 1000] as const;
