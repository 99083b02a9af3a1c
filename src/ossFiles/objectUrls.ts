/** The addresses of objects on the web, without a signature. Pure; makes no request. */
import type { ObjectAddress } from "../oss/address.ts";
import { type BucketEndpoint, originOf, pathOf } from "../oss/bucketEndpoints.ts";
import { regionEndpoint } from "../oss/endpoint.ts";
import { hostOf, readOssHost } from "../oss/ossHost.ts";

/**
 * The URL that a browser reads an object by where anyone may read it: that of the bucket's endpoint on the internet, also
 * where the account itself goes through an internal endpoint or a domain of one's own.
 */
export function publicUrl(endpoint: BucketEndpoint, { bucket, key }: ObjectAddress): string {
  const open = onTheInternet(endpoint);
  return `${originOf(open, bucket)}${pathOf(open, bucket, key)}`;
}

/** The URL by the domain of one's own through which the bucket is asked; `undefined` where there is none. */
export function domainUrl(
  endpoint: BucketEndpoint,
  { bucket, key }: ObjectAddress,
): string | undefined {
  if (endpoint.addressing !== "custom-domain") return undefined;
  return `${endpoint.endpoint}${pathOf(endpoint, bucket, key)}`;
}

function onTheInternet(endpoint: BucketEndpoint): BucketEndpoint {
  const isDomain = endpoint.addressing === "custom-domain";
  const isInternal = readOssHost(hostOf(endpoint.endpoint))?.kind === "internal";
  if (!isDomain && !isInternal) return endpoint;
  return {
    ...endpoint,
    endpoint: regionEndpoint(endpoint.region),
    addressing: "virtual-hosted",
  };
}
