/**
 * Names an object: a bucket and a key, and the two ways to write that in text, `oss://bucket/key`
 * and a URL. Pure; knows no account and no network.
 */
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

/** How a URL reaches a bucket. */
export type EndpointKind =
  | "public"
  | "internal"
  | "accelerate"
  | "dual-stack"
  | "custom-domain"
  | "path";

export interface ObjectUrl {
  readonly address: ObjectAddress;
  /** Without `oss-`; `undefined` where the host does not tell (accelerate, custom domain, IP). */
  readonly region?: string;
  readonly kind: EndpointKind;
  /** `https://host[:port]`, in lower case. */
  readonly origin: string;
  /** Value of `x-oss-process`. */
  readonly process?: string;
}

/** What a domain of one's own leads to; the map's keys are hosts in lower case, with a port if any. */
export type CustomDomains = ReadonlyMap<string, { bucket: string; region?: string }>;

/**
 * Reads the URL of an object, of every kind of endpoint that OSS has; presigned parameters and
 * fragments are dropped. `undefined` for whatever is no OSS URL, however much it looks like one:
 * other suffixes, user names, odd ports, malformed escapes, URLs without a key.
 *
 * Any URL of an IP or `localhost` is read as path style; whether an OSS listens there, the caller
 * has to know.
 */
export function readObjectUrl(url: string, customDomains?: CustomDomains): ObjectUrl | undefined {
  const parts = urlPattern.exec(url);
  if (parts === null) return undefined;
  const [, protocol = "", authority = "", path = "", query = ""] = parts;
  const origin = `${protocol}://${authority}`.toLowerCase();
  const place =
    readCustomDomain(authority.toLowerCase(), path, customDomains) ??
    readVirtualHosted(origin, path) ??
    readPathStyle(authority, path);
  const key = place && decode(place.key);
  if (place === undefined || key === undefined || !isKey(key)) return undefined;
  const { bucket, region, kind } = place;
  if (!isBucketName(bucket)) return undefined;
  const process = readProcess(query);
  return {
    address: { bucket, key },
    kind,
    origin,
    ...(region !== undefined && { region }),
    ...(process !== undefined && { process }),
  };
}

/** By hand, since `URL` would fold `..` and decode what must be decoded once. No user name passes. */
const urlPattern =
  /^(https?):\/\/([a-z0-9.-]+(?::\d{1,5})?|\[[0-9a-f:.]+\](?::\d{1,5})?)(?:\/([^?#\p{Cc}]*))?(?:\?([^#\p{Cc}]*))?(?:#\P{Cc}*)?$/iu;

interface Place {
  readonly bucket: string;
  readonly region?: string | undefined;
  readonly kind: EndpointKind;
  /** Still percent-encoded. */
  readonly key: string;
}

function readCustomDomain(
  host: string,
  path: string,
  domains: CustomDomains | undefined,
): Place | undefined {
  const domain = domains?.get(host);
  return domain && { ...domain, kind: "custom-domain", key: path };
}

function readVirtualHosted(origin: string, path: string): Place | undefined {
  const parts = /^(?:https:\/\/([^:]+)(?::443)?|http:\/\/([^:]+)(?::80)?)$/.exec(origin);
  // Of the S3-compatible interface, which reaches the same objects.
  const host = parts && readOssHost((parts[1] ?? parts[2] ?? "").replace(/\.s3\.(?=oss-)/, "."));
  return host?.bucket === undefined ? undefined : { ...host, bucket: host.bucket, key: path };
}

function readPathStyle(authority: string, path: string): Place | undefined {
  if (!isLocalOrIp(authority)) return undefined;
  const slash = path.indexOf("/");
  if (slash === -1) return undefined;
  return { bucket: path.slice(0, slash), kind: "path", key: path.slice(slash + 1) };
}

/** True for an IP address or `localhost`, with or without a port: OSS is path style there. */
export function isLocalOrIp(authority: string): boolean {
  return /^(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:.]+\])(?::\d+)?$/i.test(authority);
}

/** One of OSS's own hosts. */
export interface OssHost {
  readonly bucket?: string;
  /** Without `oss-`; `undefined` for acceleration hosts. */
  readonly region?: string;
  readonly kind: "public" | "internal" | "accelerate" | "dual-stack";
}

/**
 * Reads a host of OSS under aliyuncs.com, with or without a bucket in front; `undefined` for all
 * others. `host` is in lower case and has no port. [OSS domain names]
 */
export function readOssHost(host: string): OssHost | undefined {
  const parts = hostPattern.exec(host)?.groups;
  if (parts === undefined) return undefined;
  const { bucket, accelerate, vpc, region, internal, dualRegion } = parts;
  const named = bucket === undefined ? {} : { bucket };
  if (accelerate !== undefined) return { ...named, kind: "accelerate" };
  if (dualRegion !== undefined) return { ...named, region: dualRegion, kind: "dual-stack" };
  if (region === undefined) return undefined;
  const kind = internal !== undefined || vpc !== undefined ? "internal" : "public";
  return { ...named, region, kind };
}

const hostPattern =
  /^(?:(?<bucket>[a-z0-9][a-z0-9-]{1,61}[a-z0-9])\.)?(?:(?<accelerate>oss-accelerate(?:-overseas)?)|(?<vpc>vpc100-)?oss-(?<region>[a-z]{2,}-[a-z0-9-]*?[a-z0-9])(?<internal>-internal)?|(?<dualRegion>[a-z]{2,}-[a-z0-9-]*[a-z0-9])\.oss)\.aliyuncs\.com$/;

/** The decoded value of `x-oss-process`; a `+` stays one. */
function readProcess(query: string): string | undefined {
  const name = "x-oss-process=";
  const pair = query.split("&").find((part) => part.startsWith(name));
  return pair && decode(pair.slice(name.length));
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** Keeps a sentence readable when a long text is put into it. */
function shorten(text: string): string {
  const plain = text.replace(/[\p{Cc}\p{Surrogate}]/gu, "?");
  return plain.length > 80 ? `${plain.slice(0, 79)}…` : plain;
}
