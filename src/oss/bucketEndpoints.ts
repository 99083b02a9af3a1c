/**
 * Where each bucket is asked. A bucket of another region than the account's is followed there, and
 * remembered; the host is always built here from a region, never taken from a response, so that
 * credentials go to aliyuncs.com or to what the person typed, and nowhere else.
 */
import type { Account, Addressing } from "./account.ts";
import { isRegion, plainRegion, regionEndpoint } from "./endpoint.ts";
import { hostOf, readOssHost } from "./ossHost.ts";
import { encodePath } from "./percentEncoding.ts";

/** How to reach a bucket, or the service itself. */
export interface BucketEndpoint {
  /** Origin of the endpoint, without the bucket. */
  readonly endpoint: string;
  readonly addressing: Addressing;
  /** For the signature. */
  readonly region: string;
}

export class BucketEndpoints {
  readonly #account: Account;
  readonly #regions = new Map<string, string>();

  constructor(account: Account) {
    this.#account = account;
  }

  /** Where to ask for a bucket, or for the list of buckets. */
  endpointOf(bucket: string | undefined): BucketEndpoint {
    const ownRegion = plainRegion(this.#account.region);
    if (bucket === undefined) {
      const { endpoint, addressing } = this.#account;
      return { endpoint: serviceEndpoint(endpoint, ownRegion), addressing, region: ownRegion };
    }
    const own = this.#account.bucketEndpoints?.get(bucket);
    const written = own?.region ?? ownRegion;
    const region = this.#regions.get(bucket) ?? written;
    const domain = this.#account.customDomains?.get(bucket);
    if (domain !== undefined) return { endpoint: domain, addressing: "custom-domain", region };
    const through = own ?? this.#account;
    return {
      endpoint: region === written ? through.endpoint : endpointIn(region, through.endpoint),
      addressing: through.addressing,
      region,
    };
  }

  /** Remembers a bucket's region; true when it will be asked elsewhere, or signed otherwise, from now on. */
  learnRegion(bucket: string, region: string): boolean {
    const plain = plainRegion(region);
    const { endpoint, addressing } = this.#account.bucketEndpoints?.get(bucket) ?? this.#account;
    const isOss = addressing === "virtual-hosted" && readOssHost(hostOf(endpoint)) !== undefined;
    if (!isOss || !isRegion(plain) || this.endpointOf(bucket).region === plain) return false;
    this.#regions.set(bucket, plain);
    return true;
  }

  /** The same from a host that a response names; a host that is not OSS's is ignored. */
  learnEndpoint(bucket: string, named: string): boolean {
    const host = readOssHost(hostOf(named.trim().toLowerCase()));
    if (host?.region === undefined) return false;
    if (host.bucket !== undefined && host.bucket !== bucket) return false;
    return this.learnRegion(bucket, host.region);
  }
}

/** Buckets are listed by a regional endpoint only; an acceleration host leads to buckets. */
function serviceEndpoint(own: string, region: string): string {
  const isAccelerate = readOssHost(hostOf(own))?.kind === "accelerate";
  return isAccelerate ? regionEndpoint(region) : own;
}

/** The endpoint of another region that is of the same kind as the account's. [Go SDK endpoints] */
function endpointIn(region: string, own: string): string {
  const scheme = own.slice(0, own.indexOf("://"));
  switch (readOssHost(hostOf(own))?.kind) {
    case "accelerate":
      return own;
    case "dual-stack":
      return `${scheme}://${region}.oss.aliyuncs.com`;
    case "public":
      return `${scheme}://oss-${region}.aliyuncs.com`;
    default:
      // An internal host of another region cannot be reached; over the internet only encrypted.
      return regionEndpoint(region);
  }
}

/** The origin a request for this bucket goes to. */
export function originOf(
  { endpoint, addressing }: BucketEndpoint,
  bucket: string | undefined,
): string {
  if (bucket === undefined || addressing !== "virtual-hosted") return endpoint;
  return endpoint.replace("://", `://${bucket}.`);
}

/** The path of a request, encoded, exactly as the key is: `..` and `//` stay. */
export function pathOf(
  { addressing }: BucketEndpoint,
  bucket: string | undefined,
  key: string | undefined,
): string {
  const encodedKey = key === undefined ? "" : encodePath(key);
  if (bucket === undefined || addressing !== "path") return `/${encodedKey}`;
  return `/${bucket}/${encodedKey}`;
}
