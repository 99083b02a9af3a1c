/** How long a presigned URL lives, as people type it. */
import { maxExpiry } from "../oss/signature.ts";

const secondsOf: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/**
 * Seconds, of `90 s`, `15 min`, `2 hours` or `3d`; a bare number is of minutes. `undefined` where it cannot be read, is
 * no whole number of seconds, or is outside of 1 second to 7 days. [V4 URL]
 */
export function readLifetime(text: string): number | undefined {
  const pattern =
    /^\s*(\d{1,7}(?:\.\d{1,3})?)\s*(?:(s|secs?|seconds?)|(m|mins?|minutes?)|(h|hours?)|(d|days?))?\s*$/i;
  const [whole, number, ...units] = pattern.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const unit = units.find((written) => written !== undefined) ?? "m";
  const seconds = Number(number) * (secondsOf[unit.charAt(0).toLowerCase()] ?? 60);
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= maxExpiry ? seconds : undefined;
}
