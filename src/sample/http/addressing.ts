/**
 * Which bucket and object a request is about. The sample account is an IP address, where SDKs write
 * `/bucket/key`; ali-oss writes `/key` there and names the bucket in the Host header instead, or
 * nowhere at all in a presigned URL. All readings are kept, and the signature tells which was meant.
 */
import { isIP } from "node:net";
import { decodePercent } from "../../oss/percentEncoding.ts";
import { ServiceError } from "../serviceError.ts";

/** Both absent: a call to the service. Only `key` absent: a call to the bucket. */
export interface Address {
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
}

/**
 * The bucket that a Host header names: `undefined` for none.
 * Refuses every host but IP addresses, localhost and OSS's own names, so that no web page can reach
 * the sample account by pointing its own name at this machine (DNS rebinding).
 */
export function bucketOfHost(host: string | undefined): string | undefined {
  const name = (host ?? "").toLowerCase().replace(/:\d*$/, "");
  if (isIP(name.replace(/^\[(.*)\]$/, "$1")) !== 0 || name === "localhost") return undefined;
  const own = /^(?:([a-z0-9_-]*)\.)?[a-z0-9-]+\.aliyuncs\.com$/.exec(name);
  if (own) return own[1] || undefined;
  const message =
    "The sample account answers to its own IP address only. Use its endpoint as host.";
  throw new ServiceError(403, "NonStandardHostForbidden", message);
}

/**
 * Every reading of a request, most likely first; the path is raw and begins with a slash.
 * @param buckets those that a path without a bucket may be about
 */
export function readAddresses(
  hostBucket: string | undefined,
  path: string,
  buckets: Iterable<string>,
): readonly Address[] {
  const whole = decode(path.slice(1)) || undefined;
  const pathStyle = splitPath(path.slice(1));
  if (hostBucket === undefined) {
    if (whole === undefined) return [pathStyle];
    return [pathStyle, ...Array.from(buckets, (bucket) => ({ bucket, key: whole }))];
  }
  const named = { bucket: hostBucket, key: whole };
  return pathStyle.bucket === hostBucket ? [named, pathStyle] : [named];
}

function splitPath(path: string): Address {
  if (path === "") return {};
  const slash = path.indexOf("/");
  if (slash < 0) return { bucket: decode(path) };
  return { bucket: decode(path.slice(0, slash)), key: decode(path.slice(slash + 1)) || undefined };
}

/** Decodes once and changes nothing else: `a//b` and `..` are fine names for objects. */
function decode(path: string): string {
  const decoded = decodePercent(path);
  if (decoded !== undefined) return decoded;
  throw new ServiceError(400, "InvalidURI", "Couldn't parse the specified URI.");
}

/**
 * Throws 400 unless the name has 3 to 63 lower-case letters, digits and hyphens, with no hyphen at
 * either end. [Bucket naming]
 */
export function checkBucketName(name: string): void {
  if (/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name)) return;
  const message = "The specified bucket is not valid.";
  throw new ServiceError(400, "InvalidBucketName", message, { elements: { BucketName: name } });
}

/**
 * Throws 400 unless the key has 1 to 1,023 bytes of UTF-8 that begin with neither kind of slash [Object naming].
 */
export function checkKey(key: string): void {
  const isTooLong = Buffer.byteLength(key) > 1023;
  if (/^[^/\\]/.test(key) && !isTooLong) return;
  const message = isTooLong
    ? "The Length of Object name must be less than 1024."
    : "The specified object is not valid.";
  throw new ServiceError(400, "InvalidObjectName", message, { elements: { ObjectName: key } });
}
