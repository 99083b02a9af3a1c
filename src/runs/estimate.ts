/** What a run costs, and how long it takes, before it begins. */
import { countText, grouped } from "../labels/format.ts";

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
  if (amount > 0 && amount < 0.01) return `less than ${currency} 0.01`;
  return `${currency} ${grouped(amount.toFixed(2))}`;
}

/** "about 31 hours", "about 4 minutes", "less than a minute". */
export function durationText(seconds: number): string {
  if (seconds < 60) return "less than a minute";
  const minutes = seconds / 60;
  if (minutes < 90) return about(minutes, "minute");
  const hours = minutes / 60;
  return hours < 72 ? about(hours, "hour") : about(hours / 24, "day");
}

function about(amount: number, unit: string): string {
  return `about ${countText(Math.round(amount), unit)}`;
}
