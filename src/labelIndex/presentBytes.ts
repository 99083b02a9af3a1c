/** Which bytes an image has now, and which detection is of them. */
import { isSameVersion, normalizeEtag } from "./fingerprint.ts";
import type { ImageVersion, ObjectVersion } from "./storedDetection.ts";

export type Fingerprint = Pick<ObjectVersion, "etag" | "crc64" | "size">;

/** What a listing, HEAD or file tells of an object's bytes. */
export type ImageFacts = Omit<ImageVersion, "account" | "bucket" | "key">;

function hasFingerprint({ etag, crc64 }: Fingerprint): boolean {
  return normalizeEtag(etag) !== undefined || crc64 !== undefined;
}

/**
 * What is known after something newer was told: what it lacks stays known where it is about the same bytes. Without
 * a fingerprint it is about the same ones unless the size or the time of the last change differ.
 */
export function updatedFacts(known: ImageFacts, told: ImageFacts): ImageFacts {
  const isSame = hasFingerprint(told)
    ? isSameVersion(known, told)
    : !differ(known.size, told.size) && !differ(known.lastModified, told.lastModified);
  return isSame ? { ...known, ...told } : told;
}

/** What is known after something was told that may be older: it adds what was unknown, where it is of the same bytes. */
export function completedFacts(known: ImageFacts, told: ImageFacts): ImageFacts {
  if (!hasFingerprint(known) && known.size === undefined) return { ...told, ...known };
  return isSameVersion(known, told) ? { ...told, ...known } : known;
}

/** An image or a detection whose bytes nobody can recognise counts as of the same bytes as the other. */
function isOfPresentBytes(detected: Fingerprint, present: Fingerprint): boolean {
  if (isComparable(detected, present)) return isSameVersion(detected, present);
  return !differ(detected.size, present.size);
}

export interface DetectedVersion extends Fingerprint {
  /** Milliseconds since 1970. */
  readonly detected: number | undefined;
}

/**
 * Of detections, the newest first: where in them the one is that judges the image, and whether its bytes have changed
 * since. `undefined` where none is of its present bytes.
 */
export function judging(
  detections: readonly DetectedVersion[],
  present: Fingerprint & { /** Milliseconds since 1970. */ readonly modified: number | undefined },
): { readonly current: number | undefined; readonly isOutdated: boolean } {
  const at = detections.findIndex((one) => isOfPresentBytes(one, present));
  const current = detections[at];
  if (!current) return { current: undefined, isOutdated: detections.length > 0 };
  const { modified } = present;
  const isOutdated =
    !isComparable(current, present) &&
    modified !== undefined &&
    current.detected !== undefined &&
    modified > current.detected;
  return { current: at, isOutdated };
}

function isComparable(a: Fingerprint, b: Fingerprint): boolean {
  const areBothKnown = (one: string | undefined, other: string | undefined) =>
    one !== undefined && other !== undefined;
  return (
    areBothKnown(normalizeEtag(a.etag), normalizeEtag(b.etag)) || areBothKnown(a.crc64, b.crc64)
  );
}

function differ<T>(one: T | undefined, other: T | undefined): boolean {
  return one !== undefined && other !== undefined && one !== other;
}
