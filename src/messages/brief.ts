/** Failures in the few words that a panel has room for. */
import { Failure } from "../errors/failure.ts";
import { OssError } from "../oss/error.ts";

const texts: ReadonlyMap<string, string> = new Map([
  ["InvalidObjectState", "Archived"],
  ["AccessDenied", "No permission"],
  ["NoSuchKey", "Not found"],
  ["http-404", "Not found"],
  ["ImageTooLarge", "Too large"],
  ["answer-too-large", "Too large"],
  ["BadRequest", "Not an image"],
  ["ImageDamage", "Damaged"],
  ["not-an-image", "Not an image"],
  ["file-unreadable", "Cannot be read"],
]);

/**
 * Why there is no picture of an image.
 * @param error of the call that was to fetch it; `undefined` when the call worked and brought none
 */
export function noPictureText(error: unknown): string {
  return (error instanceof Failure && texts.get(error.code)) || "No preview";
}

/** What a cancelled detection came to. Where its call goes on for another caller, nothing is said of the bill. */
export function cancelledText(error: unknown, isFree: boolean): string {
  if (!(error instanceof OssError)) return "Cancelled.";
  const mayBeBilled = error.possiblyBilledCalls > 0 && !isFree;
  return `Cancelled. ${mayBeBilled ? "The call may have been billed." : "Nothing was billed."}`;
}
