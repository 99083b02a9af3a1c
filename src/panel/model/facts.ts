/** Facts about an object and its answer as short English text. */
import { countText, formatScore, grouped } from "../../labels/format.ts";
import type { Label } from "../../labels/label.ts";
import { nameLanguage } from "../../labels/language.ts";

/** `1 label`, `7 labels`, `5 of 7 labels`. */
export function labelCount(shown: number, all = shown): string {
  const total = countText(all, "label");
  return shown === all ? total : `${grouped(shown)} of ${total}`;
}

/** A moment on the reader's clock, to the second: `2026-01-31 12:00:05`. */
export function localTime(time: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  const day = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join("-");
  return `${day} ${[time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(":")}`;
}

/** How long ago `then` was, coarsely: `just now`, `2 min ago`, `3 h ago`, `5 days ago`. Clocks that disagree give `just now`. */
export function ago(then: Date, now: Date): string {
  const minutes = Math.floor((now.getTime() - then.getTime()) / 60_000);
  if (!(minutes >= 1)) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ago`;
  const days = Math.floor(hours / 24);
  return days === 1 ? "1 day ago" : `${grouped(days)} days ago`;
}

/** The lowest known confidence, rounded down to what a slider shows: from there on every known label is shown. */
export function lowestConfidence(labels: readonly Label[]): number {
  const lowest = labels.reduce((least, { confidence }) => Math.min(least, confidence ?? 1), 1);
  return Math.floor(lowest * 100 + 1e-6) / 100;
}

/** The languages that names are in, as words. */
export function languageWords(labels: readonly Label[]): string[] {
  return [...new Set(labels.flatMap((label) => nameLanguage(label)?.word ?? []))].sort();
}

/** A threshold the person may want to ask for next, below `asked`: 0.2 less on a grid of 0.05. `undefined` at 0. */
export function lowerThreshold(asked: number): number | undefined {
  if (asked <= 0) return undefined;
  return Math.max(0, Math.floor((asked - 0.2) * 20 + 1e-6) / 20);
}

/** A detection's button: `Detect again at 0.50 · 1 call`, or `· free` where the account bills nothing. */
export function callText(words: string, isFree: boolean, threshold?: number): string {
  const at = threshold === undefined ? "" : ` at ${formatScore(threshold)}`;
  return `${words}${at} · ${isFree ? "free" : "1 call"}`;
}

/**
 * What people type into the threshold field: a number from 0 to 1 in steps of 0.01, also with a comma for a point or
 * as percent; `undefined` for anything else.
 */
export function readThreshold(text: string): number | undefined {
  const [, digits = "", percent] = /^([^%]*?)\s*(%?)$/.exec(text.trim()) ?? [];
  const value = Number(digits.replace(",", ".")) / (percent ? 100 : 1);
  if (digits === "" || !Number.isFinite(value)) return undefined;
  return Math.round(Math.min(1, Math.max(0, value)) * 100) / 100;
}
