/** What a code sample is about: one detection, and how its object is reached. */
import type { Addressing } from "../oss/account.ts";
import type { ObjectAddress } from "../oss/address.ts";

export interface SampleParameters extends ObjectAddress {
  /** 0–1 */
  readonly threshold: number;
  /** Without `oss-`: `cn-hangzhou`. */
  readonly region: string;
  /** Origin without the bucket, such as `https://oss-cn-hangzhou.aliyuncs.com`; a custom domain as it is. */
  readonly endpoint: string;
  readonly addressing: Addressing;
  /** Whether the caller pays for what it asks of a requester-pays bucket. */
  readonly requesterPays?: boolean;
}

/** The header that says so; whoever sends it to another bucket pays no more than before. */
export const payerHeader = { name: "x-oss-request-payer", value: "requester" } as const;

/** Whether a key has a segment `.` or `..`, which many HTTP clients take out of a path. */
export function hasDotSegment(key: string): boolean {
  return /(?:^|\/)\.\.?(?:\/|$)/.test(key);
}
