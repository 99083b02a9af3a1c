/** Facts about an object and its answer as short texts. */
import { t } from "@vscode/l10n";
import { formatScore, grouped } from "../../labels/format.ts";
import type { Label } from "../../labels/label.ts";
import { nameLanguage } from "../../labels/language.ts";

/** `1 label`, `7 labels`, `5 of 7 labels`. */
export function labelCount(shown: number, all = shown): string {
  if (shown === all) return all === 1 ? t("1 label") : t("{0} labels", grouped(all));
  if (all === 1) return t("{0} of 1 label", grouped(shown));
  return t("{0} of {1} labels", grouped(shown), grouped(all));
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
  if (!(minutes >= 1)) return t("just now");
  if (minutes < 60) return t("{0} min ago", minutes);
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return t("{0} h ago", hours);
  const days = Math.floor(hours / 24);
  return days === 1 ? t("1 day ago") : t("{0} days ago", grouped(days));
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

/** Why a detection is offered: nothing is known yet, an answer is, or the last call failed. */
export type Occasion = "first" | "again" | "retry";

/** A detection's button: `Detect again at 0.50 · 1 call`, or `· free` where the account bills nothing. */
export function callText(occasion: Occasion, isFree: boolean, threshold?: number): string {
  return `${deedText(occasion, threshold)} · ${isFree ? t("free") : t("1 call")}`;
}

function deedText(occasion: Occasion, threshold: number | undefined): string {
  const at = formatScore(threshold);
  const says = threshold !== undefined;
  switch (occasion) {
    case "first":
      return says ? t("Detect labels at {0}", at) : t("Detect labels");
    case "again":
      return says ? t("Detect again at {0}", at) : t("Detect again");
    case "retry":
      return says ? t("Try again at {0}", at) : t("Try again");
  }
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
