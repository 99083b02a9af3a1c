/** Whether two descriptions of objects are of the same bytes. */
import type { ObjectVersion } from "./storedDetection.ts";

type Fingerprint = Pick<ObjectVersion, "etag" | "crc64" | "size">;

/** An ETag as it is compared: OSS writes it in quotes and upper case, other tools do not. */
export function normalizeEtag(etag: string | undefined): string | undefined {
  // As the index keeps most of them.
  if (etag !== undefined && isMd5(etag)) return etag;
  const bare = etag
    ?.trim()
    .replace(/^W\//, "")
    .replace(/^"(.*)"$/, "$1");
  return bare ? bare.toUpperCase() : undefined;
}

/**
 * Whether one object, seen twice, had the same bytes: ETag or CRC-64 are equal, and nothing known contradicts.
 * False when too little is known to tell.
 */
export function isSameVersion(a: Fingerprint, b: Fingerprint): boolean {
  if (contradicts(a, b)) return false;
  return (
    isKnownAndEqual(a.crc64, b.crc64) ||
    isKnownAndEqual(normalizeEtag(a.etag), normalizeEtag(b.etag))
  );
}

/**
 * Whether two objects have the same bytes: sizes are equal, and CRC-64 or an ETag that is an MD5. The ETag of an
 * object that was uploaded in parts says nothing about another object [PutObject].
 */
export function isSameContent(a: Fingerprint, b: Fingerprint): boolean {
  if (contradicts(a, b) || !isKnownAndEqual(a.size, b.size)) return false;
  return isKnownAndEqual(a.crc64, b.crc64) || isKnownAndEqual(md5Of(a), md5Of(b));
}

/** The MD5 that an ETag holds; `undefined` for an ETag of another kind. */
export function md5Of({ etag }: Fingerprint): string | undefined {
  const normalized = normalizeEtag(etag);
  return normalized && isMd5(normalized) ? normalized : undefined;
}

function isMd5(text: string): boolean {
  return /^[0-9A-F]{32}$/.test(text);
}

/** ETags that are not MD5s change when the same bytes are uploaded again, so only MD5s can contradict. */
function contradicts(a: Fingerprint, b: Fingerprint): boolean {
  return (
    isKnownAndDifferent(a.size, b.size) ||
    isKnownAndDifferent(a.crc64, b.crc64) ||
    isKnownAndDifferent(md5Of(a), md5Of(b))
  );
}

function isKnownAndEqual<T>(a: T | undefined, b: T | undefined): boolean {
  return a !== undefined && a === b;
}

function isKnownAndDifferent<T>(a: T | undefined, b: T | undefined): boolean {
  return a !== undefined && b !== undefined && a !== b;
}

/** For looking up what is known of bytes, whichever object of the account has them. */
export function anyOfBytes(version: ObjectVersion): ObjectVersion {
  return { ...version, bucket: "", key: "" };
}
