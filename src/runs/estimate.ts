/** What a run costs, and how long it takes, before it begins. */
import { t } from "@vscode/l10n";
import { grouped } from "../labels/format.ts";

export interface Prices {
  /** In the currency. */
  readonly perThousandCalls: number;
  /** As people write it: `USD`. */
  readonly currency: string;
}

/** Seconds that the service takes for a detection, by its published example of a thousand calls at a time. */
const secondsPerCall = 0.45;

/** Seconds for so many calls, so many of them at once. */
export function estimatedSeconds(calls: number, concurrency: number): number {
  return (calls * secondsPerCall) / concurrency;
}

/** "USD 142.00"; amounts below a cent are not called nothing. */
export function priceText(calls: number, { perThousandCalls, currency }: Prices): string {
  const amount = (calls * perThousandCalls) / 1000;
  if (amount > 0 && amount < 0.01) return t("less than {currency} 0.01", { currency });
  return `${currency} ${grouped(amount.toFixed(2))}`;
}

/** "about 31 hours", "about 4 minutes", "less than a minute". */
export function durationText(seconds: number): string {
  if (seconds < 60) return t("less than a minute");
  const minutes = Math.round(seconds / 60);
  if (seconds < 90 * 60) {
    return minutes === 1 ? t("about 1 minute") : t("about {0} minutes", minutes);
  }
  const hours = seconds / 3600;
  if (hours < 72) return t("about {0} hours", Math.round(hours));
  return t("about {0} days", grouped(Math.round(hours / 24)));
}
