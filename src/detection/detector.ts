/** Detects the labels of an object with the fewest billable calls: what is known is never asked again. */

import { md5Of } from "../labelIndex/fingerprint.ts";
import type { ObjectVersion, StoredDetection } from "../labelIndex/storedDetection.ts";
import type { Detection } from "../labels/detection.ts";
import type { Label } from "../labels/label.ts";
import { sortLabels } from "../labels/order.ts";
import { formatObjectUri, type ObjectAddress } from "../oss/address.ts";
import type { OssClient } from "../oss/client.ts";
import { refKey } from "../oss/objectRef.ts";
import { checkImageSize, checkThreshold } from "./preflight.ts";
import { SharedWork } from "./sharedWork.ts";

/** Where answers are kept; the label index, or nothing at all. */
export interface DetectionStore {
  find(version: ObjectVersion, threshold: number): StoredDetection | undefined;
  save(answer: StoredDetection): void;
}

export interface DetectionRequest {
  /** Name of the account; answers are kept per account. */
  readonly account: string;
  readonly client: OssClient;
  readonly address: ObjectAddress;
  /** 0–1 */
  readonly threshold: number;
  /** True asks the service even when the answer is known. */
  readonly refresh?: boolean;
  readonly signal?: AbortSignal;
}

export interface DetectionOutcome {
  readonly detection: Detection;
  /** The answer as kept, which may reach below the threshold of this detection. */
  readonly answer: StoredDetection;
  /** Calls that were, or may have been, billed: 0 for a known answer. */
  readonly billableCalls: number;
}

export class Detector {
  readonly #known: DetectionStore;
  readonly #shared = new SharedWork<DetectionOutcome>();
  readonly #asked = new SharedWork<DetectionOutcome>();

  constructor(known: DetectionStore) {
    this.#known = known;
  }

  /**
   * The labels of an object. Asks for its version (HEAD, not a billable detection), then the index,
   * and only then the service. Throws `OssError`.
   */
  async detect(request: DetectionRequest): Promise<DetectionOutcome> {
    const { account, address, threshold, refresh = false } = request;
    checkThreshold(threshold);
    const same = `${refKey({ account, ...address })} ${threshold} ${refresh}`;
    return this.#shared.run(same, request.signal, (signal) => this.#detect(request, signal));
  }

  async #detect(request: DetectionRequest, signal: AbortSignal): Promise<DetectionOutcome> {
    const { account, client, address } = request;
    const head = await client.headObject(address, { signal });
    const version = objectVersion(account, address, head);
    const known = this.known(version, request);
    if (known) return known;
    checkImageSize(formatObjectUri(address), head.size);
    return this.askOnce(version, request, signal, (shared) => this.ask(request, version, shared));
  }

  /**
   * Asks for bytes that are not known yet, once at a time: copies of a picture that are asked for together are
   * one call. `ask` makes it; whoever waited for another's has its answer as a known one. A copy that the service
   * would not look at says nothing about the next.
   */
  async askOnce(
    version: ObjectVersion,
    { threshold, refresh }: { threshold: number; refresh?: boolean },
    signal: AbortSignal,
    ask: (signal: AbortSignal) => Promise<DetectionOutcome>,
  ): Promise<DetectionOutcome> {
    const { account, size } = version;
    const bytes = version.crc64 ?? md5Of(version);
    if (refresh || bytes === undefined || size === undefined) return ask(signal);
    let isAsking = false;
    const same = JSON.stringify([account, bytes, size, threshold]);
    try {
      const outcome = await this.#asked.run(same, signal, (shared) => {
        isAsking = true;
        return ask(shared);
      });
      if (isAsking) return outcome;
    } catch (error) {
      if (isAsking || signal.aborted) throw error;
    }
    // The other object may also have been replaced before it was looked at.
    return this.known(version, { threshold }) ?? ask(signal);
  }

  /** The known answer for these bytes, unless the person wants to ask again. */
  known(
    version: ObjectVersion,
    { threshold, refresh }: { threshold: number; refresh?: boolean },
  ): DetectionOutcome | undefined {
    const answer = refresh ? undefined : this.#known.find(version, threshold);
    return (
      answer && {
        detection: toDetection(answer, version, threshold, true),
        answer,
        billableCalls: 0,
      }
    );
  }

  /** Makes the billable call and keeps its answer. */
  async ask(
    request: Pick<DetectionRequest, "client" | "address" | "threshold">,
    version: ObjectVersion,
    signal: AbortSignal,
  ): Promise<DetectionOutcome> {
    const { client, address, threshold } = request;
    const labels = await client.detectLabels(address, { threshold, signal });
    const answer: StoredDetection = {
      object: answeredVersion(version, labels.crc64),
      threshold,
      detectedAt: new Date().toISOString(),
      labels: sortLabels(labels.labels),
      raw: labels.raw,
      ...(labels.requestId !== undefined && { requestId: labels.requestId }),
      ...(labels.serverTime !== undefined && { serverTime: labels.serverTime }),
    };
    this.#known.save(answer);
    return {
      detection: toDetection(answer, version, threshold, false),
      answer,
      billableCalls: labels.possiblyBilledCalls,
    };
  }
}

/** A known answer as a detection at a threshold at or above the one that was asked for. */
export function toDetection(
  answer: StoredDetection,
  object: Pick<ObjectVersion, "account" | "bucket" | "key">,
  threshold: number,
  fromCache: boolean,
): Detection {
  return {
    object: formatObjectUri(object),
    account: object.account,
    threshold,
    labels: answer.labels.filter((label) => reaches(label, threshold)),
    requestId: answer.requestId,
    detectedAt: answer.detectedAt,
    fromCache,
  };
}

/** A label without a confidence stays: the service chose to answer it. */
function reaches(label: Label, threshold: number): boolean {
  return label.confidence === undefined || label.confidence >= threshold;
}

/** An object as HEAD describes it. */
export function objectVersion(
  account: string,
  address: ObjectAddress,
  head: { size: number; etag?: string; crc64?: string },
): ObjectVersion {
  return {
    account,
    bucket: address.bucket,
    key: address.key,
    size: head.size,
    ...(head.etag !== undefined && { etag: head.etag }),
    ...(head.crc64 !== undefined && { crc64: head.crc64 }),
  };
}

/** The object may have been replaced between HEAD and the call; then only the call's checksum is true. */
function answeredVersion(version: ObjectVersion, crc64: string | undefined): ObjectVersion {
  if (crc64 === undefined || crc64 === version.crc64) return version;
  const { account, bucket, key } = version;
  if (version.crc64 === undefined) return { ...version, crc64 };
  return { account, bucket, key, crc64 };
}
