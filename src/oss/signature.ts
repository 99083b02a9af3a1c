/**
 * Signature version 4 (OSS4-HMAC-SHA256) as a ladder of functions, each a rung of the
 * specification: canonical request, string to sign, signing key, signature. The time is an argument.
 * [V4 header] [V4 URL]
 */
import { createHmac, createSecretKey, hash, type KeyObject } from "node:crypto";
import type { Credentials } from "./account.ts";
import {
  canonicalQuery,
  canonicalRequest,
  lowerCaseNames,
  type SignableRequest,
  signedAdditionalHeaders,
  unsignedPayload,
} from "./canonicalRequest.ts";

export {
  canonicalQuery,
  canonicalRequest,
  canonicalUri,
  type Query,
  type SignableRequest,
} from "./canonicalRequest.ts";
export { encodePath, encodeQuery } from "./percentEncoding.ts";

export const signatureVersion = "OSS4-HMAC-SHA256";
/** Longest life of a presigned URL, in seconds: seven days. */
export const maxExpiry = 604_800;

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
  return `${signatureVersion}\n${timestamp}\n${scope}\n${hash("sha256", canonical, "hex")}`;
}

/** Third rung: HMAC over each part of the scope in turn. A key serves its whole day, so keys are kept. */
export function signingKey(secret: string, scope: string): KeyObject {
  const id = `${scope}/${secret}`;
  const kept = keptKeys.get(id);
  if (kept !== undefined) return kept;
  let bytes = Buffer.from(`aliyun_v4${secret}`);
  for (const part of scope.split("/")) bytes = createHmac("sha256", bytes).update(part).digest();
  const key = createSecretKey(bytes);
  if (keptKeys.size >= maxKeptKeys) keptKeys.clear();
  keptKeys.set(id, key);
  return key;
}

/** As key objects, which Node signs with several times as fast as with bytes. */
const keptKeys = new Map<string, KeyObject>();
const maxKeptKeys = 32;

/** Last rung: lower-case hexadecimal. */
export function signature(key: KeyObject, text: string): string {
  return createHmac("sha256", key).update(text).digest("hex");
}

/** `day/region/product/aliyun_v4_request` for a UTC day such as `20231216`. */
export function credentialScope(day: string, region: string, product = "oss"): string {
  return `${day}/${region}/${product}/aliyun_v4_request`;
}

/** `yyyymmddThhmmssZ`, UTC. */
export function timestampOf(date: Date): string {
  return date.toISOString().replace(/\.\d+|[-:]/g, "");
}

/**
 * The headers to send: the request's own, in lower case, and `x-oss-date`, `x-oss-content-sha256`,
 * `x-oss-security-token` for temporary credentials, and `authorization`.
 */
export function signHeaders(request: SignableRequest, signer: Signer): Record<string, string> {
  const { accessKeyId, securityToken } = signer.credentials;
  const context = signingContext(signer);
  const headers = lowerCaseNames(request.headers);
  headers["x-oss-content-sha256"] ??= unsignedPayload;
  headers["x-oss-date"] = context.timestamp;
  if (securityToken) headers["x-oss-security-token"] = securityToken;

  const additional = signedAdditionalHeaders(request);
  const list = additional.length === 0 ? "" : `,AdditionalHeaders=${additional.join(";")}`;
  const signed = signRequest({ ...request, headers }, context);
  headers["authorization"] =
    `${signatureVersion} Credential=${accessKeyId}/${context.scope}${list},Signature=${signed}`;
  return headers;
}

/**
 * The whole encoded query (without `?`) of a presigned URL: the request's own pairs, the signature's
 * and the signature itself. A request to the URL must carry the request's content-type, content-md5
 * and x-oss-* headers, and no others of these.
 * @param expires seconds, a whole number of 1 to 604,800; others throw a RangeError
 */
export function presignedQuery(request: SignableRequest, signer: Signer, expires: number): string {
  if (!Number.isInteger(expires) || expires < 1 || expires > maxExpiry) {
    throw new RangeError("A presigned URL lives for 1 to 604,800 whole seconds (seven days).");
  }
  const { accessKeyId, securityToken } = signer.credentials;
  const context = signingContext(signer);
  const additional = signedAdditionalHeaders(request);
  const query: (readonly [string, string])[] = [
    ...request.query,
    ["x-oss-signature-version", signatureVersion],
    ["x-oss-date", context.timestamp],
    ["x-oss-expires", String(expires)],
    ["x-oss-credential", `${accessKeyId}/${context.scope}`],
  ];
  if (additional.length > 0) query.push(["x-oss-additional-headers", additional.join(";")]);
  if (securityToken) query.push(["x-oss-security-token", securityToken]);

  const signed = signRequest({ ...request, query }, context);
  return `${canonicalQuery(query)}&x-oss-signature=${signed}`;
}

/** What a signer's requests of one second have in common. */
interface SigningContext {
  readonly timestamp: string;
  readonly scope: string;
  readonly key: KeyObject;
}

function signingContext({ date, region, product, credentials }: Signer): SigningContext {
  const timestamp = timestampOf(date);
  const scope = credentialScope(timestamp.slice(0, 8), region, product);
  return { timestamp, scope, key: signingKey(credentials.accessKeySecret, scope) };
}

/** The whole ladder, for a request that has all headers and parameters it is sent with. */
function signRequest(request: SignableRequest, { timestamp, scope, key }: SigningContext): string {
  return signature(key, stringToSign(timestamp, scope, canonicalRequest(request)));
}
