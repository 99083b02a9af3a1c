/** Names an object: a bucket and a key, and `oss://bucket/key` for both. Pure; knows no account and no network. */
import { Refusal } from "../errors/refusal.ts";

export interface ObjectAddress {
  readonly bucket: string;
  readonly key: string;
}

/**
 * Reads `oss://bucket/key`. The key is taken literally: `%41`, `?` and `#` stand for themselves.
 * Throws a `Refusal` with code `invalid-uri`, `invalid-bucket-name` or `invalid-key`.
 */
export function parseObjectUri(uri: string): ObjectAddress {
  const slash = uri.indexOf("/", scheme.length);
  if (uri.slice(0, scheme.length).toLowerCase() !== scheme) {
    throw new Refusal("invalid-uri", { reason: "not-oss", text: shorten(uri) });
  }
  if (slash === -1 || slash === uri.length - 1) {
    throw new Refusal("invalid-uri", { reason: "no-object", text: shorten(uri) });
  }
  const address = { bucket: uri.slice(scheme.length, slash), key: uri.slice(slash + 1) };
  checkBucketName(address.bucket);
  checkKey(address.key);
  return address;
}

const scheme = "oss://";

/** `oss://bucket/key`, with the key as it is; `parseObjectUri` reads it back. */
export function formatObjectUri({ bucket, key }: ObjectAddress): string {
  return `${scheme}${bucket}/${key}`;
}

/** 3 to 63 of `a-z`, `0-9` and `-`, the first and last no hyphen [Bucket naming]. */
export function isBucketName(name: string): boolean {
  return bucketPattern.test(name);
}

const bucketPattern = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/** Throws a `Refusal` with code `invalid-bucket-name`. */
export function checkBucketName(name: string): void {
  if (isBucketName(name)) return;
  throw new Refusal("invalid-bucket-name", { bucket: shorten(name) });
}

/** 1 to 1,023 bytes of UTF-8, not beginning with `/` or `\` [Object naming]. */
export function isKey(key: string): boolean {
  return keyFault(key) === undefined;
}

/** Throws a `Refusal` with code `invalid-key`. */
export function checkKey(key: string): void {
  const fault = keyFault(key);
  if (fault === undefined) return;
  throw new Refusal("invalid-key", { ...fault, key: shorten(key) });
}

type KeyFault =
  | { readonly reason: "empty" | "leading-slash" | "half-character" }
  | { readonly reason: "too-long"; readonly bytes: number };

function keyFault(key: string): KeyFault | undefined {
  if (key === "") return { reason: "empty" };
  if (key.startsWith("/") || key.startsWith("\\")) return { reason: "leading-slash" };
  if (/\p{Surrogate}/u.test(key)) return { reason: "half-character" };
  // No UTF-16 unit takes more than three bytes of UTF-8.
  if (key.length * 3 <= maxKeyBytes) return undefined;
  const bytes = new TextEncoder().encode(key).length;
  return bytes > maxKeyBytes ? { reason: "too-long", bytes } : undefined;
}

const maxKeyBytes = 1023;

/** Keeps a sentence readable when a long text is put into it. */
function shorten(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Surrogate}]/gu, "?");
  return plain.length > 80 ? `${plain.slice(0, 79)}…` : plain;
}
