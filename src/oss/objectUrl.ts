/** Reads the URL of an object, whichever way it reaches OSS. Pure; knows no account and no network. */
import { isBucketName, isKey, type ObjectAddress } from "./address.ts";
import { type EndpointKind, isLocalOrIp, readOssHost } from "./ossHost.ts";

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
  const matched = urlPattern.exec(url);
  if (matched === null) return undefined;
  const [, protocol = "", authority = "", path = "", query = ""] = matched;
  const origin = `${protocol}://${authority}`.toLowerCase();
  const parts =
    readCustomDomain(authority.toLowerCase(), path, customDomains) ??
    readVirtualHosted(origin, path) ??
    readPathStyle(authority, path);
  const key = parts && decode(parts.key);
  if (parts === undefined || key === undefined || !isKey(key)) return undefined;
  const { bucket, region, kind } = parts;
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

/**
 * By hand, since `URL` would fold `..` and decode what must be decoded once. No user name passes, and no letter that
 * only becomes an ASCII one, as the sign of Kelvin does where case is ignored.
 */
const urlPattern =
  /^([Hh][Tt][Tt][Pp][Ss]?):\/\/([A-Za-z0-9._-]+(?::\d{1,5})?|\[[0-9A-Fa-f:.]+\](?::\d{1,5})?)(?:\/([^?#\p{Cc}]*))?(?:\?([^#\p{Cc}]*))?(?:#\P{Cc}*)?$/u;

interface UrlParts {
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
): UrlParts | undefined {
  const domain = domains?.get(host);
  return domain && { ...domain, kind: "custom-domain", key: path };
}

function readVirtualHosted(origin: string, path: string): UrlParts | undefined {
  const parts = /^(?:https:\/\/([^:]+)(?::443)?|http:\/\/([^:]+)(?::80)?)$/.exec(origin);
  // Of the S3-compatible interface, which reaches the same objects.
  const host = parts && readOssHost((parts[1] ?? parts[2] ?? "").replace(/\.s3\.(?=oss-)/, "."));
  return host?.bucket === undefined ? undefined : { ...host, bucket: host.bucket, key: path };
}

function readPathStyle(authority: string, path: string): UrlParts | undefined {
  if (!isLocalOrIp(authority)) return undefined;
  const slash = path.indexOf("/");
  if (slash === -1) return undefined;
  return { bucket: path.slice(0, slash), kind: "path", key: path.slice(slash + 1) };
}

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
