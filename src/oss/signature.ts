/**
 * Signature version 4 (OSS4-HMAC-SHA256) as a ladder of pure functions, each a rung of the
 * specification: canonical request, string to sign, signing key, signature. The time is an argument.
 * (OSS help, "Include a V4 signature in the Authorization header" and "in a URL".)
 */
import type { Credentials } from "./account.ts";
import {
  assembleCanonicalRequest,
  canonicalQuery,
  lowerCaseNames,
  type SignableRequest,
  signedAdditionalHeaders,
  unsignedPayload,
} from "./canonicalRequest.ts";
import { type SigningKey, sha256, signature, signingKey } from "./signingKey.ts";

export {
  canonicalQuery,
  canonicalRequest,
  canonicalUri,
  type Query,
  type SignableRequest,
} from "./canonicalRequest.ts";
export { encodePath, encodeQuery } from "./percentEncoding.ts";
export { type SigningKey, signature, signingKey } from "./signingKey.ts";

export const signatureVersion = "OSS4-HMAC-SHA256";
/** Longest life of a presigned URL, in seconds: seven days. */
export const longestExpiry = 604_800;

/** Who signs, for where and when. */
export interface Signer {
  readonly credentials: Credentials;
  /** Without the `oss-` prefix. */
  readonly region: string;
  /** `oss`, or `oss-cloudbox` with the box's id as region. */
  readonly product?: string | undefined;
  readonly date: Date;
}

/** Second rung. `timestamp` is as in x-oss-date; `scope` is `day/region/product/aliyun_v4_request`. */
export function stringToSign(timestamp: string, scope: string, canonical: string): string {
  return `${signatureVersion}\n${timestamp}\n${scope}\n${sha256(canonical)}`;
}

/** `day/region/product/aliyun_v4_request` for a UTC day such as `20231216`. */
export function credentialScope(day: string, region: string, product = "oss"): string {
  return `${day}/${region}/${product}/aliyun_v4_request`;
}

/**
 * The headers to send: the request's own, in lower case, and `x-oss-date`, `x-oss-content-sha256`,
 * `x-oss-security-token` for temporary credentials, and `authorization`.
 */
export function signHeaders(request: SignableRequest, signer: Signer): Record<string, string> {
  const { accessKeyId, securityToken } = signer.credentials;
  const { timestamp, scope, key } = momentOf(signer);
  const headers = lowerCaseNames(request.headers);
  headers["x-oss-content-sha256"] ??= unsignedPayload;
  headers["x-oss-date"] = timestamp;
  if (securityToken) headers["x-oss-security-token"] = securityToken;

  const additional = signedAdditionalHeaders(request, headers);
  const query = canonicalQuery(request.query);
  const canonical = assembleCanonicalRequest(request, query, headers, additional);
  const signed = signature(key, stringToSign(timestamp, scope, canonical));
  const list = additional.length === 0 ? "" : `,AdditionalHeaders=${additional.join(";")}`;
  headers["authorization"] =
    `${signatureVersion} Credential=${accessKeyId}/${scope}${list},Signature=${signed}`;
  return headers;
}

/**
 * The whole encoded query (without `?`) of a presigned URL: the request's own pairs, the signature's
 * and the signature itself. Whoever uses the URL must send the request's content-type, content-md5
 * and x-oss-* headers, and no others of these.
 * @param expires seconds, a whole number of 1 to 604,800; others throw a RangeError
 */
export function presignedQuery(request: SignableRequest, signer: Signer, expires: number): string {
  if (!Number.isInteger(expires) || expires < 1 || expires > longestExpiry) {
    throw new RangeError("A presigned URL lives for 1 to 604,800 whole seconds (seven days).");
  }
  const { accessKeyId, securityToken } = signer.credentials;
  const { timestamp, scope, key } = momentOf(signer);
  const headers = lowerCaseNames(request.headers);
  const additional = signedAdditionalHeaders(request, headers);
  const pairs: (readonly [string, string])[] = [
    ...request.query,
    ["x-oss-signature-version", signatureVersion],
    ["x-oss-date", timestamp],
    ["x-oss-expires", String(expires)],
    ["x-oss-credential", `${accessKeyId}/${scope}`],
  ];
  if (additional.length > 0) pairs.push(["x-oss-additional-headers", additional.join(";")]);
  if (securityToken) pairs.push(["x-oss-security-token", securityToken]);

  const query = canonicalQuery(pairs);
  const canonical = assembleCanonicalRequest(request, query, headers, additional);
  const signed = signature(key, stringToSign(timestamp, scope, canonical));
  return `${query}&x-oss-signature=${signed}`;
}

/** `yyyymmddThhmmssZ`, UTC. */
export function timestampOf(date: Date): string {
  return `${date.toISOString().slice(0, 19).replaceAll("-", "").replaceAll(":", "")}Z`;
}

/** What all requests of one signer within one second share. */
interface Moment {
  readonly second: number;
  readonly region: string;
  readonly product: string | undefined;
  readonly secret: string;
  readonly timestamp: string;
  readonly scope: string;
  readonly key: SigningKey;
}

let lastMoment: Moment | undefined;

function momentOf({ date, region, product, credentials }: Signer): Moment {
  const second = Math.floor(date.getTime() / 1000);
  const secret = credentials.accessKeySecret;
  const last = lastMoment;
  if (
    last?.second === second &&
    last.region === region &&
    last.product === product &&
    last.secret === secret
  ) {
    return last;
  }
  const timestamp = timestampOf(date);
  const day = timestamp.slice(0, 8);
  const scope = credentialScope(day, region, product);
  const key = signingKey(secret, day, region, product);
  lastMoment = { second, region, product, secret, timestamp, scope, key };
  return lastMoment;
}
