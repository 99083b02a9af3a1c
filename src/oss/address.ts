/** Names an object: a bucket and a key, and `oss://bucket/key` for both. Pure; knows no account and no network. */
import { Refusal } from "../errors/refusal.ts";
import { scrub } from "./scrub.ts";

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
    throw new Refusal("invalid-uri", { reason: "not-oss", text: shorten(scrub(uri)) });
  }
  if (slash === -1 || slash === uri.length - 1) {
    throw new Refusal("invalid-uri", { reason: "no-object", text: shorten(scrub(uri)) });
  }
  const address = { bucket: uri.slice(scheme.length, slash), key: uri.slice(slash + 1) };
  checkBucketName(address.bucket);
  checkKey(address.key);
  return address;
}

/**
 * Reads `oss://bucket`, `oss://bucket/` or `oss://bucket/prefix`, blanks around it left out; the prefix may be empty.
 * Throws a `Refusal` with code `invalid-uri` or `invalid-bucket-name`.
 */
export function parsePrefixUri(text: string): { readonly bucket: string; readonly prefix: string } {
  const [, bucket = "", prefix = ""] = /^oss:\/\/([^/]*)(?:\/(.*))?$/is.exec(text.trim()) ?? [];
  if (bucket === "") {
    throw new Refusal("invalid-uri", { reason: "not-oss", text: shorten(scrub(text)) });
  }
  checkBucketName(bucket);
  return { bucket, prefix };
}

const scheme = "oss://";

/** `oss://bucket/key`, with the key as it is; `parseObjectUri` reads it back. */
export function formatObjectUri({ bucket, key }: ObjectAddress): string {
  return `${scheme}${bucket}/${key}`;
}

/**
 * True for what may be the name of a bucket: 3 to 63 of `a-z`, `0-9`, `-` and `_`, the first and last no hyphen. Today
 * no new bucket may have a `_`, but old ones do, and ali-oss reads them. [Bucket naming]
 */
export function isBucketName(name: string): boolean {
  return bucketPattern.test(name);
}

const bucketPattern = /^[a-z0-9_][a-z0-9_-]{1,61}[a-z0-9_]$/;

/** Throws a `Refusal` with code `invalid-bucket-name`. */
export function checkBucketName(name: string): void {
  if (isBucketName(name)) return;
  throw new Refusal("invalid-bucket-name", { bucket: shorten(name) });
}

/** True for what may be the key of an object that exists: 1 to 1,023 bytes of UTF-8; the rest is for OSS to judge. */
export function isKey(key: string): boolean {
  return keyFault(key) === undefined;
}

/** Throws a `Refusal` with code `invalid-key`. */
export function checkKey(key: string): void {
  const fault = keyFault(key);
  if (fault === undefined) return;
  throw new Refusal("invalid-key", { ...fault, key: shorten(key) });
}

/** The same for the key of an object that is to be made, which must not begin with `/` or `\` either. [Object naming] */
export function checkNewKey(key: string): void {
  checkKey(key);
  if (!key.startsWith("/") && !key.startsWith("\\")) return;
  throw new Refusal("invalid-key", { reason: "leading-slash", key: shorten(key) });
}

type KeyFault =
  | { readonly reason: "empty" | "half-character" }
  | { readonly reason: "too-long"; readonly bytes: number };

function keyFault(key: string): KeyFault | undefined {
  if (key === "") return { reason: "empty" };
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
