/** One image of a run: asks about it unless its answer is there, or came since the run began. */
import {
  type DetectionOutcome,
  type Detector,
  type ObjectFingerprint,
  objectVersion,
} from "../detection/detector.ts";
import { Refusal } from "../errors/refusal.ts";
import { md5Of } from "../labelIndex/fingerprint.ts";
import type { StoredDetection } from "../labelIndex/storedDetection.ts";
import { formatObjectUri } from "../oss/address.ts";
import type { OssClient } from "../oss/client.ts";
import type { ObjectRef } from "../oss/objectRef.ts";
import type { ItemVersion, TakenItem } from "./item.ts";

export interface ItemRequest {
  readonly item: TakenItem;
  /** 0–1 */
  readonly threshold: number;
  readonly refresh: boolean;
  /** Milliseconds since 1970: an answer of these bytes that came since then is this run's. */
  readonly since: number;
  readonly signal: AbortSignal;
}

export interface ItemOutcome {
  readonly state: "detected" | "known";
  /** Calls that were made just now. */
  readonly calls: number;
}

/** Of an object. Rejects with a `Failure`. */
export async function detectObject(
  object: ObjectRef,
  { item, threshold, refresh, since, signal }: ItemRequest,
  detector: Detector,
  client: (account: string) => Promise<OssClient>,
): Promise<ItemOutcome> {
  const open = () => client(object.account);
  const head = listedHead(item.version) ?? (await (await open()).headObject(object, { signal }));
  const isOfRun = (stored: StoredDetection) => Date.parse(stored.detectedAt) >= since;
  if (refresh || item.wasInterrupted || !item.mayAsk) {
    const known = await detector.known(objectVersion(object, head), { threshold });
    if (known && (!refresh || isOfRun(known.stored))) return itemOutcome(known);
  }
  if (!item.mayAsk) throw new Refusal("calls-spent", { target: formatObjectUri(object) });
  const outcome = await detector.detect({
    object,
    client: open,
    head: async () => head,
    lastModified: item.version.lastModified,
    threshold,
    refresh,
    signal,
  });
  return itemOutcome(outcome);

  function itemOutcome({ fromCache, calls, stored }: DetectionOutcome): ItemOutcome {
    // What was under way when its window ended was asked for by this run.
    const isKnown = fromCache && !(item.wasInterrupted && isOfRun(stored));
    return { state: isKnown ? "known" : "detected", calls };
  }
}

/**
 * What a listing told, where that is enough to recognise the same bytes elsewhere: it saves a request. The ETag of an
 * object that came in parts is not; its checksum is, which only HEAD tells.
 */
function listedHead({ size, etag, crc64 }: ItemVersion): ObjectFingerprint | undefined {
  if (size === undefined || (crc64 === undefined && md5Of({ ...(etag && { etag }) }) === undefined))
    return undefined;
  return { size, ...(etag !== undefined && { etag }), ...(crc64 !== undefined && { crc64 }) };
}
