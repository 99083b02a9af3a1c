/** What detecting an image would cost, and the words in which links, titles and questions say it beforehand. */

import { countText, grouped } from "../../labels/format.ts";

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
  const call = isFree ? "sample account, nothing is billed" : "1 billable call";
  return uploads ? `uploads a copy, ${call}` : call;
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
  const parts = [
    billed === 0 ? "Nothing is billed" : `${countText(billed, "call")} may be billed`,
    known > 0 && `the labels of ${grouped(known)} are known already and cost nothing`,
  ];
  return `${parts.filter(Boolean).join("; ")}.`;
}
