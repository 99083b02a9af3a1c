/** The grammar of OSS's own hosts, and what can be told of other ones. Pure. */

/** How a URL reaches a bucket. */
export type EndpointKind =
  | "public"
  | "internal"
  | "accelerate"
  | "dual-stack"
  | "custom-domain"
  | "path";

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
  /^(?:(?<bucket>[a-z0-9_][a-z0-9_-]{1,61}[a-z0-9_])\.)?(?:(?<accelerate>oss-accelerate(?:-overseas)?)|(?<vpc>vpc100-)?oss-(?<region>[a-z]{2,}-[a-z0-9-]*?[a-z0-9])(?<internal>-internal)?|(?<dualRegion>[a-z]{2,}-[a-z0-9-]*[a-z0-9])\.oss)\.aliyuncs\.com$/;

/** The host of an origin or of a bare `host[:port]`, without scheme, port and path. */
export function hostOf(origin: string): string {
  return origin.replace(/^[a-z]+:\/\//i, "").replace(/[:/].*$/s, "");
}
