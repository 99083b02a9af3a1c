/** Detects the labels of an object with the fewest billable calls: what is stored or under way is not asked for again. */

import { anyOfBytes, md5Of } from "../labelIndex/fingerprint.ts";
import type {
  ImageVersion,
  ObjectVersion,
  StoredDetection,
} from "../labelIndex/storedDetection.ts";
import type { Detection } from "../labels/detection.ts";
import type { Label } from "../labels/label.ts";
import { sortLabels } from "../labels/order.ts";
import { formatObjectUri } from "../oss/address.ts";
import type { DetectedLabels } from "../oss/calls/detectLabels.ts";
import type { OssClient } from "../oss/client.ts";
import { OssError } from "../oss/error.ts";
import { thresholdText } from "../oss/imageProcess.ts";
import { type ObjectRef, refKey, sameRef } from "../oss/objectRef.ts";
import { SharedWork } from "../oss/sharedWork.ts";
import { untilAborted } from "../oss/untilAborted.ts";
import { checkImageSize, checkRestored, checkThreshold } from "./preflight.ts";

/** Where detections are stored: the label index, or nowhere. */
export interface DetectionStore {
  /** The newest about the same bytes that was asked for at the threshold (0–1) or a lower one. */
  find(version: ObjectVersion, threshold: number): Promise<StoredDetection | undefined>;
  save(stored: StoredDetection): Promise<void>;
  /** Lets the newest about the same bytes count for the object itself, too, where it is about another. */
  adopt(version: ObjectVersion, threshold: number): Promise<void>;
  /**
   * False while another window asks the service about these bytes; else no other does until they are released, for
   * `duration` milliseconds at most.
   */
  claim(bytes: string, duration: number): Promise<boolean>;
  release(bytes: string): Promise<void>;
}

/** How many calls may be made. It is asked before each, whatever began it. */
export interface CallBudget {
  /**
   * Counts a call that is about to be made. Rejects with a `Failure` when there must be none. Resolves to what gives
   * it back: the call was not made, or was refused and so not billed.
   */
  spend(account: string): Promise<() => Promise<void>>;
}

/** What is wanted of an object. */
export interface DetectionOptions {
  /** 0–1; rounded down to the three decimals that the service takes. */
  readonly threshold: number;
  /** True asks the service even when a detection is stored. */
  readonly refresh?: boolean;
}

/** What `HEAD` tells of an object's bytes, and what a listing does. */
export interface ObjectFingerprint extends Pick<ObjectVersion, "etag" | "crc64"> {
  readonly size: number;
  readonly lastModified?: Date | undefined;
  /** As the service writes it. */
  readonly storageClass?: string;
  /** Of an archived object, such as `ongoing-request="true"`. */
  readonly restore?: string;
}

export interface DetectionRequest extends DetectionOptions {
  readonly object: ObjectRef;
  /** The account's client; opened only when something is asked. */
  readonly client: () => Promise<OssClient>;
  /** Gives the object's HEAD where the caller asks for it anyway; else the detector does. */
  readonly head?: (signal: AbortSignal) => Promise<ObjectFingerprint>;
  /**
   * When the object was last changed (ISO 8601) as far as `head` knows, where that may be long ago: the answer about
   * one that was changed since is not kept as being about those bytes.
   */
  readonly lastModified?: string | undefined;
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
  /** Calls that were made for it and answered, whether or not its account is billed: 0 or 1. */
  readonly calls: number;
}

type Want = Required<DetectionOptions>;

/** A call that was made, or is about to be. It goes on when nobody waits for it, since it is billed all the same. */
interface BillableCall {
  readonly want: Want;
  readonly result: Promise<Answered>;
  /** Gives it up; to be used only while it is not sent. */
  readonly controller: AbortController;
  /** May be billed from now on. */
  isSent: boolean;
  waiting: number;
}

type Answered = Omit<DetectionOutcome, "object" | "threshold">;

/** Longer than a call takes, in milliseconds. */
const maxCallTime = 75_000;
/** Between two looks at whether another window has its answer, in milliseconds. */
const pause = 100;

export class Detector {
  readonly #store: DetectionStore;
  readonly #budget: CallBudget;
  readonly #byObject = new SharedWork<DetectionOutcome, Want>(covers);
  readonly #byBytes = new SharedWork<DetectionOutcome, Want>(covers);

  /** By the bytes they are about, else by the object. */
  readonly #calls = new Map<string, BillableCall[]>();
  /** What is wanted of each object right now. */
  readonly #wanted = new Map<string, Want[]>();

  constructor(store: DetectionStore, budget: CallBudget = unlimited) {
    this.#store = store;
    this.#budget = budget;
  }

  /**
   * The labels of an object. Asks for its version (HEAD, not a billable detection), then the store, and only then the
   * service. A caller waits for a call on the same object that is under way, if that covers theirs: at the same or a
   * lower threshold, and a new call if they want one. Of several thresholds at once, the lowest is asked for. A
   * caller that cancels stops waiting; a call that was sent goes on, and its answer is stored. Rejects with a `Failure`.
   */
  async detect(request: DetectionRequest): Promise<DetectionOutcome> {
    const want = wantOf(request);
    const name = refKey(request.object);
    let isOurs = false;
    this.#wanted.set(name, [...(this.#wanted.get(name) ?? []), want]);
    const detecting = this.#byObject.run(name, want, request.signal, (signal) => {
      isOurs = true;
      return this.#detect(request, want, signal);
    });
    const outcome = await detecting.finally(() => without(this.#wanted, name, want));
    if (isOurs) return outcome;
    return { ...outcome, threshold: want.threshold, possiblyBilledCalls: 0, calls: 0 };
  }

  async #detect(
    { object, client, head: given, lastModified }: DetectionRequest,
    want: Want,
    signal: AbortSignal,
  ): Promise<DetectionOutcome> {
    const head = await (given ? given(signal) : headOf(object, client, signal));
    const version = objectVersion(object, head);
    const stored = await this.known(version, want);
    if (stored) return stored;
    checkImageSize(formatObjectUri(object), head.size);
    checkRestored(formatObjectUri(object), head);
    const outcome = await this.askOnce(version, want, signal, (shared) =>
      this.ask({ object, client, lastModified, ...want }, version, shared),
    );
    if (!sameRef(outcome.stored.object, object)) await this.#store.adopt(version, want.threshold);
    return outcome;
  }

  /**
   * As `stored`, of an object that is there to stay: the newest about its bytes, whichever object was asked about. It
   * is found by the object's own name from then on.
   */
  async known(
    version: ObjectVersion,
    options: DetectionOptions,
  ): Promise<DetectionOutcome | undefined> {
    const own = await this.stored(version, options);
    const ofBytes = await this.stored(anyOfBytes(version), options);
    const isNewer = (ofBytes?.stored.detectedAt ?? "") > (own?.stored.detectedAt ?? "");
    const newest = isNewer ? ofBytes : own;
    if (!newest) return undefined;
    await this.#store.adopt(version, newest.threshold);
    const { account, bucket, key } = version;
    return { ...newest, object: { account, bucket, key } };
  }

  /**
   * Asks about bytes, once at a time: copies of a picture that are asked for together are one call, if it covers what
   * each wants. `ask` makes it; a caller that waited for another's call reads its answer from the store. A copy that
   * the service refused to look at says nothing about the next.
   */
  async askOnce(
    version: ObjectVersion,
    options: DetectionOptions,
    signal: AbortSignal,
    ask: (signal: AbortSignal) => Promise<DetectionOutcome>,
  ): Promise<DetectionOutcome> {
    const bytes = bytesOf(version);
    if (bytes === undefined) return ask(signal);
    const want = wantOf(options);
    let isOurs = false;
    try {
      const outcome = await this.#byBytes.run(bytes, want, signal, (shared) => {
        isOurs = true;
        return ask(shared);
      });
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
    return { object, threshold, stored, fromCache: true, possiblyBilledCalls: 0, calls: 0 };
  }

  /**
   * The answer of a billable call, which is made unless one that was given up by its caller still goes on. A new call
   * about known labels asks as far down as they were asked for: nobody pays to know less than before.
   */
  async ask(
    request: Omit<DetectionRequest, "signal" | "head">,
    version: ObjectVersion,
    signal: AbortSignal,
  ): Promise<DetectionOutcome> {
    const { object } = request;
    const want = wantOf(request);
    const known = want.refresh ? await this.#store.find(version, 1) : undefined;
    const bytes = bytesOf(version);
    const name = bytes ?? refKey(object);
    const underWay = this.#calls.get(name)?.find((call) => covers(call.want, want));
    if (underWay) {
      const { stored } = await waitFor(underWay, object, signal);
      const outcome = {
        object,
        threshold: want.threshold,
        fromCache: false,
        possiblyBilledCalls: 0,
        calls: 0,
      };
      if (bytes === undefined) return { ...outcome, stored };
      // The object that it was about may have been replaced before it was looked at.
      const found = await this.stored(version, { threshold: want.threshold });
      if (found) return { ...outcome, stored: found.stored };
    }
    const wanted = this.#wanted.get(refKey(object)) ?? [];
    const thresholds = [want, known ?? want, ...wanted].map((other) => other.threshold);
    const threshold = Math.min(...thresholds);
    const call = this.#call(name, { ...request, ...want, threshold }, version);
    const answered = await waitFor(call, object, signal);
    return { object, threshold: want.threshold, ...answered };
  }

  /** Begins the billable call, and stores its answer when it comes. */
  #call(
    name: string,
    { object, client, lastModified, ...want }: Omit<DetectionRequest, "signal" | "head"> & Want,
    version: ObjectVersion,
  ): BillableCall {
    const controller = new AbortController();
    const answered = async (): Promise<Answered> => {
      try {
        const { threshold } = want;
        const { signal } = controller;
        const opened = await client();
        const stored = await this.#ofOtherWindow(name, version, want, signal);
        if (stored) return { stored, fromCache: true, possiblyBilledCalls: 0, calls: 0 };
        return await this.#answered(version, threshold, lastModified, () =>
          this.#within(object.account, () =>
            opened.detectLabels(object, { threshold, signal, onSent }),
          ),
        );
      } finally {
        without(this.#calls, name, call);
        await this.#store.release(name);
      }
    };
    const onSent = (isSent: boolean) => {
      call.isSent = isSent;
      if (!isSent && call.waiting === 0) controller.abort();
    };
    // Begins in the next turn, when there is a call to be told of.
    const result = Promise.resolve().then(answered);
    const call: BillableCall = { want, result, controller, isSent: false, waiting: 0 };
    result.catch(() => undefined);
    this.#calls.set(name, [...(this.#calls.get(name) ?? []), call]);
    return call;
  }

  /** Waits while another window asks about the same bytes; `undefined` when its answer will not do. */
  async #ofOtherWindow(
    name: string,
    version: ObjectVersion,
    { threshold, refresh }: Want,
    signal: AbortSignal,
  ): Promise<StoredDetection | undefined> {
    while (!(await this.#store.claim(name, maxCallTime)) && !refresh) {
      await untilAborted(new Promise((resolve) => setTimeout(resolve, pause)), signal);
      const stored = await this.#store.find(version, threshold);
      if (stored) return stored;
    }
    // It may have come between the last look and the claim.
    return refresh ? undefined : this.#store.find(version, threshold);
  }

  /** Makes a call if the budget has room for it. One that was certainly not billed leaves it as it was. */
  async #within(account: string, call: () => Promise<DetectedLabels>): Promise<DetectedLabels> {
    const giveBack = await this.#budget.spend(account);
    try {
      return await call();
    } catch (error) {
      const mayBeBilled = error instanceof OssError && error.possiblyBilledCalls > 0;
      if (!mayBeBilled) await giveBack();
      throw error;
    }
  }

  async #answered(
    version: ObjectVersion,
    threshold: number,
    lastModified: string | undefined,
    detect: () => Promise<DetectedLabels>,
  ): Promise<Answered> {
    const detected = await detect();
    const stored: StoredDetection = {
      object: detectedVersion(version, lastModified, detected),
      threshold,
      detectedAt: new Date().toISOString(),
      labels: detected.labels,
      raw: detected.raw,
      ...(detected.requestId !== undefined && { requestId: detected.requestId }),
      ...(detected.serverTime !== undefined && { serverTime: detected.serverTime }),
    };
    await this.#store.save(stored);
    const { possiblyBilledCalls } = detected;
    return { stored, fromCache: false, possiblyBilledCalls, calls: 1 };
  }
}

/** The answer of a call; a caller that cancels is told at once what it may have cost. */
function waitFor(call: BillableCall, object: ObjectRef, signal: AbortSignal): Promise<Answered> {
  call.waiting += 1;
  return new Promise((resolve, reject) => {
    const leave = () => {
      call.waiting -= 1;
      if (call.waiting > 0) reject(signal.reason);
      else if (call.isSent) reject(cancelled(object));
      else call.controller.abort(signal.reason);
    };
    if (signal.aborted) leave();
    signal.addEventListener("abort", leave, { once: true });
    call.result.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}

function cancelled(object: ObjectRef): OssError {
  return new OssError("cancelled", {
    call: "detectLabels",
    account: object.account,
    bucket: object.bucket,
    target: formatObjectUri(object),
    host: "",
    region: "",
    possiblyBilledCalls: 1,
  });
}

/** A name for the bytes of a version; `undefined` where they cannot be recognised. */
function bytesOf(version: ObjectVersion): string | undefined {
  const { account, size } = version;
  const bytes = version.crc64 ?? md5Of(version);
  if (bytes === undefined || size === undefined) return undefined;
  return JSON.stringify([account, bytes, size]);
}

function without<T>(lists: Map<string, T[]>, name: string, item: T): void {
  const others = lists.get(name)?.filter((one) => one !== item) ?? [];
  if (others.length > 0) lists.set(name, others);
  else lists.delete(name);
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
export function toDetection({
  object,
  threshold,
  stored,
  fromCache,
}: Omit<DetectionOutcome, "calls">): Detection {
  return {
    object: formatObjectUri(object),
    account: object.account,
    threshold,
    labels: sortLabels(stored.labels).filter((label) => reaches(label, threshold)),
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
  { size, etag, crc64, lastModified, storageClass }: ObjectFingerprint,
): ImageVersion {
  return {
    account,
    bucket,
    key,
    size,
    ...(etag !== undefined && { etag }),
    ...(crc64 !== undefined && { crc64 }),
    ...(lastModified !== undefined && { lastModified: lastModified.toISOString() }),
    ...(storageClass !== undefined && { storageClass }),
  };
}

/**
 * The object may have been replaced between HEAD, or the listing, and the call; then only the call's checksum is true.
 */
function detectedVersion(
  version: ObjectVersion,
  lastModified: string | undefined,
  { crc64, lastModified: present }: DetectedLabels,
): ObjectVersion {
  const { account, bucket, key } = version;
  const isReplaced =
    version.crc64 === undefined
      ? lastModified !== undefined &&
        present !== undefined &&
        present.getTime() !== Date.parse(lastModified)
      : crc64 !== undefined && crc64 !== version.crc64;
  const checksum = crc64 === undefined ? {} : { crc64 };
  return isReplaced ? { account, bucket, key, ...checksum } : { ...version, ...checksum };
}

const unlimited: CallBudget = { spend: async () => async () => undefined };
