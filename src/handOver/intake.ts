/** What other engines answer, as images and detections of the label index. */
import type { ImmFile } from "../imm/datasets.ts";
import { isSameVersion } from "../labelIndex/fingerprint.ts";
import type { ImageVersion, StoredDetection } from "../labelIndex/storedDetection.ts";
import type { IndexedObject } from "../oss/calls/metaQuery.ts";

/**
 * A dataset is not asked for a threshold, and says of none. So an answer of it counts as one for the threshold 1: below
 * that nothing is sure to be complete, and whoever asks image/labels for 0.7 gets its answer, not the dataset's.
 */
const datasetThreshold = 1;

/** An image as an engine describes it; `undefined` for what is not in the bucket. */
export function imageOfFile(file: ImmFile, account: string): ImageVersion | undefined {
  const parts = /^oss:\/\/([^/]+)\/(.+)$/s.exec(file.uri);
  if (parts === null) return undefined;
  const [, bucket = "", key = ""] = parts;
  return { account, bucket, key, ...bytesOf(file) };
}

export function imageOfObject(
  object: IndexedObject,
  account: string,
  bucket: string,
): ImageVersion {
  return { account, bucket, key: object.key, ...bytesOf(object) };
}

function bytesOf({
  size,
  etag,
  crc64,
  lastModified,
  storageClass,
}: ImmFile | IndexedObject): Omit<ImageVersion, "account" | "bucket" | "key"> {
  return {
    ...(size !== undefined && { size }),
    ...(etag !== undefined && { etag }),
    ...(crc64 !== undefined && { crc64 }),
    ...(lastModified && { lastModified: lastModified.toISOString() }),
    ...(storageClass !== undefined && { storageClass }),
  };
}

/** The detection that a file of a dataset stands for; `undefined` where it has no list of labels. */
export function detectionOfFile(
  file: ImmFile,
  account: string,
  asked: { readonly at: Date; readonly requestId: string | undefined },
): StoredDetection | undefined {
  const object = imageOfFile(file, account);
  if (object === undefined || file.labels === undefined) return undefined;
  const { requestId } = asked;
  return {
    object,
    source: "imm",
    threshold: datasetThreshold,
    detectedAt: (file.updatedAt ?? asked.at).toISOString(),
    ...(requestId !== undefined && { requestId }),
    labels: file.labels,
    raw: "",
  };
}

/**
 * Whether an answer of a dataset tells something new of an image whose newest detection is `known`. Not where the same
 * bytes, or bytes that cannot be told from them, have an answer of image/labels or of a file, which was asked for down
 * to a threshold; nor where the dataset said the same before.
 */
export function isWorthKeeping(
  detection: StoredDetection,
  known: StoredDetection | undefined,
): boolean {
  if (known === undefined) return true;
  if (known.source === "imm") return known.detectedAt < detection.detectedAt;
  const { etag, crc64 } = known.object;
  const isRecognisable = etag !== undefined || crc64 !== undefined;
  return isRecognisable && !isSameVersion(known.object, detection.object);
}
