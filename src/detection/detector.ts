/** Detects the labels of an object with the fewest billable calls: what is stored or under way is not asked for again. */

import { md5Of } from "../labelIndex/fingerprint.ts";
import type { ObjectVersion, StoredDetection } from "../labelIndex/storedDetection.ts";
import type { Detection } from "../labels/detection.ts";
import type { Label } from "../labels/label.ts";
import { sortLabels } from "../labels/order.ts";
import { formatObjectUri } from "../oss/address.ts";
import type { OssClient } from "../oss/client.ts";
import { thresholdText } from "../oss/imageProcess.ts";
import { type ObjectRef, refKey } from "../oss/objectRef.ts";
import { SharedWork } from "../oss/sharedWork.ts";
import { checkImageSize, checkThreshold } from "./preflight.ts";

/** Where detections are stored: the label index, or nowhere. */
export interface DetectionStore {
  /** The newest about the same bytes that was asked for at the threshold (0–1) or a lower one. */
  find(version: ObjectVersion, threshold: number): Promise<StoredDetection | undefined>;
  save(stored: StoredDetection): Promise<void>;
}

/** What is wanted of an object. */
export interface DetectionOptions {
  /** 0–1; rounded down to the three decimals that the service takes. */
  readonly threshold: number;
  /** True asks the service even when a detection is stored. */
  readonly refresh?: boolean;
}

/** What `HEAD` tells of an object's bytes. */
export type ObjectFingerprint = Pick<ObjectVersion, "etag" | "crc64"> & { readonly size: number };

export interface DetectionRequest extends DetectionOptions {
  readonly object: ObjectRef;
  /** The account's client; opened only when something is asked. */
  readonly client: () => Promise<OssClient>;
  /** Gives the object's HEAD where the caller asks for it anyway; else the detector does. */
  readonly head?: (signal: AbortSignal) => Promise<ObjectFingerprint>;
  readonly signal?: AbortSignal;
}

export interface DetectionOutcome {
  /** The object that was asked about; what is stored may be about another of the same bytes. */
  readonly object: ObjectRef;
  /** 0–1: the threshold of this request, as the service takes it. */
  readonly threshold: number;
  /** May reach below the threshold of this request. */
  readonly stored: StoredDetection;
  /** True when nothing was asked of the service for this. */
  readonly fromCache: boolean;
  /** Calls that were billed, or may have been: 0 for a stored detection, and for a caller that waited for another's call. */
  readonly possiblyBilledCalls: number;
}

type Want = Required<DetectionOptions>;

export class Detector {
  readonly #store: DetectionStore;
  readonly #byObject = new SharedWork<DetectionOutcome, Want>(covers);
  readonly #byBytes = new SharedWork<DetectionOutcome, Want>(covers);

  constructor(store: DetectionStore) {
    this.#store = store;
  }

  /**
   * The labels of an object. Asks for its version (HEAD, not a billable detection), then the store, and only then the
   * service. A caller waits for a call on the same object that is under way, if that covers theirs: at the same or a
   * lower threshold, and a new call if they want one. Rejects with a `Failure`.
   */
  async detect(request: DetectionRequest): Promise<DetectionOutcome> {
    const want = wantOf(request);
    let isOurs = false;
    const outcome = await this.#byObject.run(
      refKey(request.object),
      want,
      request.signal,
      (signal) => {
        isOurs = true;
        return this.#detect(request, want, signal);
      },
    );
    return isOurs ? outcome : { ...outcome, threshold: want.threshold, possiblyBilledCalls: 0 };
  }

  async #detect(
    { object, client, head: given }: DetectionRequest,
    want: Want,
    signal: AbortSignal,
  ): Promise<DetectionOutcome> {
    const head = await (given ? given(signal) : headOf(object, client, signal));
    const version = objectVersion(object, head);
    const stored = await this.stored(version, want);
    if (stored) return stored;
    checkImageSize(formatObjectUri(object), head.size);
    return this.askOnce(version, want, signal, (shared) =>
      this.ask({ object, client, threshold: want.threshold }, version, shared),
    );
  }

  /**
   * Asks about bytes, once at a time: copies of a picture that are asked for together are one call, if it covers what
   * each wants. `ask` makes it; a caller that waited for another's call reads its answer from the store. A copy that the service
   * refused to look at says nothing about the next.
   */
  async askOnce(
    version: ObjectVersion,
    options: DetectionOptions,
    signal: AbortSignal,
    ask: (signal: AbortSignal) => Promise<DetectionOutcome>,
  ): Promise<DetectionOutcome> {
    const { account, size } = version;
    const bytes = version.crc64 ?? md5Of(version);
    if (bytes === undefined || size === undefined) return ask(signal);
    const want = wantOf(options);
    let isOurs = false;
    try {
      const outcome = await this.#byBytes.run(
        JSON.stringify([account, bytes, size]),
        want,
        signal,
        (shared) => {
          isOurs = true;
          return ask(shared);
        },
      );
      if (isOurs) return outcome;
    } catch (error) {
      if (isOurs || signal.aborted) throw error;
    }
    // The other object may also have been replaced before it was looked at.
    return (await this.stored(version, { threshold: want.threshold })) ?? ask(signal);
  }

  /** What is stored about these bytes at the threshold, unless the person wants to ask again. */
  async stored(
    version: ObjectVersion,
    options: DetectionOptions,
  ): Promise<DetectionOutcome | undefined> {
    const { threshold, refresh } = wantOf(options);
    const stored = refresh ? undefined : await this.#store.find(version, threshold);
    if (!stored) return undefined;
    const { account, bucket, key } = version;
    const object = { account, bucket, key };
    return { object, threshold, stored, fromCache: true, possiblyBilledCalls: 0 };
  }

  /** Makes the billable call and stores its answer. */
  async ask(
    { object, client, threshold: given }: Omit<DetectionRequest, "refresh" | "signal" | "head">,
    version: ObjectVersion,
    signal: AbortSignal,
  ): Promise<DetectionOutcome> {
    const { threshold } = wantOf({ threshold: given });
    const detected = await (await client()).detectLabels(object, { threshold, signal });
    const stored: StoredDetection = {
      object: detectedVersion(version, detected.crc64),
      threshold,
      detectedAt: new Date().toISOString(),
      labels: sortLabels(detected.labels),
      raw: detected.raw,
      ...(detected.requestId !== undefined && { requestId: detected.requestId }),
      ...(detected.serverTime !== undefined && { serverTime: detected.serverTime }),
    };
    await this.#store.save(stored);
    const { possiblyBilledCalls } = detected;
    return { object, threshold, stored, fromCache: false, possiblyBilledCalls };
  }
}

/** A lower threshold covers a higher one, and a call covers a caller that would also take what is stored. */
function covers(running: Want, want: Want): boolean {
  return running.threshold <= want.threshold && (running.refresh || !want.refresh);
}

/** The one place where a threshold is rounded: it is one number on the wire, in the store and in every detection. */
function wantOf({ threshold, refresh = false }: DetectionOptions): Want {
  checkThreshold(threshold);
  return { threshold: Number(thresholdText(threshold)), refresh };
}

async function headOf(
  object: ObjectRef,
  client: () => Promise<OssClient>,
  signal: AbortSignal,
): Promise<ObjectFingerprint> {
  return (await client()).headObject(object, { signal });
}

/** An outcome as commands and copies give it to others. */
export function toDetection({ object, threshold, stored, fromCache }: DetectionOutcome): Detection {
  return {
    object: formatObjectUri(object),
    account: object.account,
    threshold,
    labels: stored.labels.filter((label) => reaches(label, threshold)),
    requestId: stored.requestId,
    detectedAt: stored.detectedAt,
    fromCache,
  };
}

/** A label without a confidence stays: the service chose to answer it. */
function reaches(label: Label, threshold: number): boolean {
  return label.confidence === undefined || label.confidence >= threshold;
}

/** An object as HEAD describes it. */
export function objectVersion(
  { account, bucket, key }: ObjectRef,
  { size, etag, crc64 }: ObjectFingerprint,
): ObjectVersion {
  return {
    account,
    bucket,
    key,
    size,
    ...(etag !== undefined && { etag }),
    ...(crc64 !== undefined && { crc64 }),
  };
}

/** The object may have been replaced between HEAD and the call; then only the call's checksum is true. */
function detectedVersion(version: ObjectVersion, crc64: string | undefined): ObjectVersion {
  if (crc64 === undefined || crc64 === version.crc64) return version;
  const { account, bucket, key } = version;
  if (version.crc64 === undefined) return { ...version, crc64 };
  return { account, bucket, key, crc64 };
}
