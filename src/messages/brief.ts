/** Failures in the few words that a panel has room for. */
import { t } from "@vscode/l10n";
import { Failure } from "../errors/failure.ts";
import { OssError } from "../oss/error.ts";
import { explain } from "./explain.ts";

/**
 * Why there is no picture of an image.
 * @param error of the call that was to fetch it; `undefined` when the call worked and brought none
 */
export function noPictureText(error: unknown): string {
  return error instanceof Failure ? explain(error).short : t("No preview");
}

/** What a cancelled detection came to. Where its call goes on for another caller, nothing is said of the bill. */
export function cancelledText(error: unknown, isFree: boolean): string {
  if (!(error instanceof OssError)) return t("Cancelled.");
  const mayBeBilled = error.possiblyBilledCalls > 0 && !isFree;
  return mayBeBilled
    ? t("Cancelled. The call may have been billed.")
    : t("Cancelled. Nothing was billed.");
}
