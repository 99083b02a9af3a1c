/** What a code sample is about: one detection, and how its object is reached. */
import type { Addressing } from "../oss/account.ts";
import type { ObjectAddress } from "../oss/address.ts";
import { labelsProcess } from "../oss/imageProcess.ts";

export interface CodeSubject extends ObjectAddress {
  /** 0–1 */
  readonly threshold: number;
  /** Without `oss-`: `cn-hangzhou`. */
  readonly region: string;
  /** Origin without the bucket, such as `https://oss-cn-hangzhou.aliyuncs.com`; the domain itself for one's own. */
  readonly endpoint: string;
  readonly addressing: Addressing;
}

/**
 * The value of `x-oss-process` that asks for labels at or above a threshold of 0–1. Throws an `OssError`
 * with code `wrong-threshold` outside of that. (OSS help, "Image label detection".)
 */
export function detectionProcess(threshold: number): string {
  return labelsProcess(threshold);
}
