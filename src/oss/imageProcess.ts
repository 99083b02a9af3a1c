/** Values of `x-oss-process`, as OSS's image processing takes them. */
import { Refusal } from "../errors/refusal.ts";

/** Asks for labels at or above a threshold of 0–1; throws as {@link thresholdText}. [Image label detection] */
export function labelsProcess(threshold: number): string {
  return `image/labels,thr_${thresholdText(threshold)}`;
}

/**
 * A threshold as `thr_` takes it: at most three decimals, never an exponent, rounded down so that
 * no label is lost. Throws a `Refusal` with code `wrong-threshold` outside 0–1.
 */
export function thresholdText(threshold: number): string {
  if (!(threshold >= 0 && threshold <= 1)) {
    throw new Refusal("wrong-threshold", { threshold: String(threshold) });
  }
  // A little more than the error of floating point, so that 0.29 * 1000 is 290.
  return String(Math.floor(threshold * 1000 + 1e-6) / 1000);
}
