/** What labels are asked for: an object of a bucket, or a picture on this side that is uploaded for the call. */
import type { DetectionOutcome } from "../../detection/detector.ts";
import type { StoredDetection } from "../../labelIndex/storedDetection.ts";
import type { ObjectAddress } from "../../oss/address.ts";
import type { PanelObject } from "../../panel/protocol.ts";

export interface SubjectDetection {
  /** 0–1 */
  readonly threshold: number;
  /** True asks the service even when the answer is known. */
  readonly refresh: boolean;
  readonly signal: AbortSignal;
}

export interface Subject {
  /** One panel per id. */
  readonly id: string;
  /** File name, as the panel's title shows it. */
  readonly title: string;
  /** `oss://bucket/key`, or the path of a local picture. */
  readonly uri: string;
  readonly account: string;
  /** Where it is in OSS; absent for a local picture. */
  readonly address?: ObjectAddress;
  /** Said beside the labels. */
  readonly note: string | undefined;
  /** Size, pixels and picture, as far as they are available; never throws and never asks for labels. */
  facts(signal: AbortSignal): Promise<PanelObject>;
  /** The answer known for the present bytes, asking nothing billable. Throws `OssError`. */
  known(signal: AbortSignal): Promise<StoredDetection | undefined>;
  /** At most one billable call. Throws `OssError`. */
  detect(detection: SubjectDetection): Promise<DetectionOutcome>;
}
