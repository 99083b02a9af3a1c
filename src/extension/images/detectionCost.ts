/** What detecting an image would cost, and the words in which links, titles and questions say it beforehand. */

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
