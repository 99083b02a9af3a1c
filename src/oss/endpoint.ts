/** Reads what people type as region or endpoint: a region, a host, an origin; and says why a text is not one. */
import { Refusal, type RefusalFacts } from "../errors/refusal.ts";
import type { Addressing } from "./account.ts";
import { type EndpointKind, isLocalOrIp, readOssHost } from "./ossHost.ts";

export interface Endpoint {
  /** Origin, such as `https://oss-cn-hangzhou.aliyuncs.com`. */
  readonly endpoint: string;
  /** Without `oss-`; `undefined` where the address does not tell and a person has to. */
  readonly region: string | undefined;
  readonly addressing: Addressing;
  readonly kind: EndpointKind;
}

/** The public endpoint of a region, over HTTPS. */
export function regionEndpoint(region: string): string {
  return `https://oss-${region}.aliyuncs.com`;
}

/** A region as signatures have it: in lower case, without `oss-`. */
export function plainRegion(text: string): string {
  return text.trim().toLowerCase().replace(/^oss-/, "");
}

/** True for what may be a region; which ones exist, only the service knows. */
export function isRegion(text: string): boolean {
  return /^[a-z]{2,}-[a-z0-9-]*[a-z0-9]$/.test(text) && !text.startsWith("oss-");
}

/**
 * Reads a region (`cn-hangzhou`, `oss-cn-hangzhou`) or an endpoint (a host or an origin: public,
 * internal, accelerate, dual stack, a domain of one's own, an IP address or `localhost` with a port).
 * Without a scheme it is HTTPS, on loopback HTTP. Throws a `Refusal` with code
 * `invalid-endpoint` whose reason says what is wrong.
 */
export function readEndpoint(typed: string): Endpoint {
  const text = typed.trim().toLowerCase();
  if (/^[a-z0-9-]+$/.test(text) && text !== "localhost") return readRegion(text);
  const [, scheme, authority = ""] = /^(?:([a-z][a-z0-9+.-]*):\/\/)?(.*?)\/?$/s.exec(text) ?? [];
  // Lower case makes ASCII letters of a few that only look like them.
  if (/[^\x20-\x7e]/.test(typed.trim())) throw invalid({ reason: "malformed" });
  checkShape(text, scheme, authority);
  const protocol = scheme ?? (isLoopback(authority) ? "http" : "https");
  const host = authority.replace(/:\d+$/, "");
  const endpoint = originOf(protocol, authority);
  if (isLocalOrIp(authority)) {
    return { endpoint, region: undefined, addressing: "path", kind: "path" };
  }
  const oss = readOssHost(host);
  if (oss?.bucket !== undefined) {
    const { bucket } = oss;
    throw invalid({ reason: "has-bucket", host, bucket, endpoint: host.slice(bucket.length + 1) });
  }
  if (oss !== undefined) {
    return { endpoint, region: oss.region, addressing: "virtual-hosted", kind: oss.kind };
  }
  refuseForeignHost(host);
  return { endpoint, region: undefined, addressing: "custom-domain", kind: "custom-domain" };
}

/** True where keys and pictures would cross the internet unencrypted: ask before such an account is used. */
export function sendsInTheClear({ endpoint, kind }: Endpoint): boolean {
  if (!endpoint.startsWith("http://") || kind === "internal") return false;
  return !isLoopback(endpoint.slice("http://".length));
}

/** True for `localhost`, 127.0.0.0/8 and `[::1]`, with or without a port. */
export function isLoopback(authority: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/i.test(authority);
}

function readRegion(text: string): Endpoint {
  const region = plainRegion(text);
  const host = readOssHost(`oss-${region}.aliyuncs.com`);
  if (host === undefined) {
    throw invalid({ reason: "not-a-region", text });
  }
  const endpoint = regionEndpoint(region);
  return { endpoint, region: host.region, addressing: "virtual-hosted", kind: host.kind };
}

function checkShape(text: string, scheme: string | undefined, authority: string): void {
  if (text === "") throw invalid({ reason: "empty" });
  if (scheme !== undefined && scheme !== "https" && scheme !== "http") {
    throw invalid({ reason: "scheme", scheme });
  }
  if (authority.includes("@")) {
    throw invalid({ reason: "user-name" });
  }
  const port = /:(\d+)$/.exec(authority)?.[1];
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) {
    throw invalid({ reason: "port", port });
  }
  const isHost = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\])(?::\d+)?$/.test(authority);
  if (!isHost || !isOrigin(`https://${authority}`)) {
    throw invalid({ reason: "malformed" });
  }
}

/** False where `URL` reads another host than is written, as in 1.2.3. */
function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text.replace(/:443$/, "");
}

/** Hosts that look right and cannot work, each with its reason. */
function refuseForeignHost(host: string): void {
  if (/(?:^|\.)s3[.-].*aliyuncs\.com$/.test(host)) {
    const own = /oss-[a-z0-9-]+\.aliyuncs\.com$/.exec(host)?.[0] ?? "oss-cn-hangzhou.aliyuncs.com";
    throw invalid({ reason: "s3-style", host, endpoint: own });
  }
  if (/(?:^|\.)amazonaws\.com$/.test(host)) {
    throw invalid({ reason: "amazon", host });
  }
  if (host === "oss.aliyuncs.com" || host === "aliyuncs.com") {
    throw invalid({ reason: "no-region", host });
  }
  if (/(?:^|\.)(?:aliyuncs|aliyun|alibabacloud)\.com$/.test(host)) {
    throw invalid({ reason: "not-an-endpoint", host });
  }
  // One letter away, or somebody else's domain below which OSS's name stands.
  if (/(?:^|[.-])aliyuncs(?:[.-]|$)/.test(host)) {
    throw invalid({ reason: "looks-like-oss", host });
  }
  if (!host.includes(".")) {
    throw invalid({ reason: "bare-host", host });
  }
}

/** Without the port that the scheme has anyway. */
function originOf(protocol: string, authority: string): string {
  return `${protocol}://${authority}`.replace(protocol === "https" ? /:443$/ : /:80$/, "");
}

function invalid(facts: RefusalFacts["invalid-endpoint"]): Refusal {
  return new Refusal("invalid-endpoint", facts);
}
