/** What detecting an image would cost, and the words in which links, titles and questions say it beforehand. */

import { t } from "@vscode/l10n";
import { grouped } from "../../labels/format.ts";

export interface DetectionCost {
  /** The labels are known at the threshold that would be asked for, so that nothing is asked. */
  readonly isKnown: boolean;
  /** The account that would be asked bills nothing. */
  readonly isFree: boolean;
  /** A copy of a local picture is uploaded for the call, and deleted. */
  readonly uploads: boolean;
}

/** "1 billable call", for brackets behind a title; `undefined` where nothing would be asked. */
export function costText({ isKnown, isFree, uploads }: DetectionCost): string | undefined {
  if (isKnown) return undefined;
  if (isFree) {
    return uploads
      ? t("uploads a copy, sample account, nothing is billed")
      : t("sample account, nothing is billed");
  }
  return uploads ? t("uploads a copy, 1 billable call") : t("1 billable call");
}

/** What a plan comes to. */
export interface DetectionCount {
  readonly images: number;
  /** Images whose labels are known already, so that nothing is asked. */
  readonly known: number;
  /** Calls that may be billed. */
  readonly billed: number;
}

/** What a detection of images may cost, as a sentence. */
export function costSentence({ known, billed }: Omit<DetectionCount, "images">): string {
  const calls = grouped(billed);
  if (known === 0) {
    if (billed === 0) return t("Nothing is billed.");
    return billed === 1 ? t("1 call may be billed.") : t("{0} calls may be billed.", calls);
  }
  const images = grouped(known);
  if (billed === 0) {
    return t("Nothing is billed; the labels of {0} are known already and cost nothing.", images);
  }
  return billed === 1
    ? t("1 call may be billed; the labels of {0} are known already and cost nothing.", images)
    : t("{calls} calls may be billed; the labels of {images} are known already and cost nothing.", {
        calls,
        images,
      });
}
