/**
 * Signature version 4 (OSS4-HMAC-SHA256) as a ladder of pure functions, each a rung of the
 * specification: canonical request, string to sign, signing key, signature. The time is an argument.
 * (OSS help, "Include a V4 signature in the Authorization header" and "in a URL".)
 */
import * as crypto from "node:crypto";
import type { Credentials } from "./account.ts";
import { encodePath, encodeQuery } from "./percentEncoding.ts";

export { encodePath, encodeQuery };

export const signatureVersion = "OSS4-HMAC-SHA256";
/** Longest life of a presigned URL, in seconds: seven days. */
export const longestExpiry = 604_800;

const unsignedPayload = "UNSIGNED-PAYLOAD";

/** A query in the order of the caller; names and values decoded. An empty value means a bare name. */
export type Query = readonly (readonly [name: string, value: string])[];

/** What of a request is signed. Names and values are decoded; header names may be of any case. */
export interface SignableRequest {
  readonly method: string;
  /** Always named here for a bucket's or an object's call, whatever the URL looks like. */
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
  readonly query: Query;
  readonly headers: Readonly<Record<string, string>>;
  /** Headers signed beyond content-type, content-md5 and x-oss-*; absent ones and those three are ignored. */
  readonly additionalHeaders?: readonly string[] | undefined;
}

export interface Signer {
  readonly credentials: Credentials;
  /** Without the `oss-` prefix. */
  readonly region: string;
  /** `oss`, or `oss-cloudbox` with the box's id as region. */
  readonly product?: string | undefined;
  readonly date: Date;
}

/** First rung. The payload is the request's `x-oss-content-sha256`, else `UNSIGNED-PAYLOAD`. */
export function canonicalRequest(request: SignableRequest): string {
  const headers = lowerCaseNames(request.headers);
  return assemble(
    request,
    canonicalQuery(request.query),
    headers,
    signedAdditionalHeaders(request, headers),
  );
}

/** `/`, `/bucket/` or `/bucket/key`, encoded. */
export function canonicalUri(bucket: string | undefined, key: string | undefined): string {
  if (bucket === undefined) return "/";
  return `/${encodePath(bucket)}/${key === undefined ? "" : encodePath(key)}`;
}

/** Encoded, sorted by encoded name in byte order; pairs of one name keep their order. */
export function canonicalQuery(query: Query): string {
  if (query.length === 0) return "";
  const pairs: [string, string][] = [];
  let sorted = true;
  for (const [name, value] of query) {
    const encoded = encodeQuery(name);
    const previous = pairs[pairs.length - 1];
    if (previous !== undefined && previous[0] > encoded) sorted = false;
    pairs.push([encoded, value]);
  }
  // Encoded names are ASCII, so that comparing code units is comparing bytes.
  if (!sorted) pairs.sort(byName);
  let text = "";
  for (const [name, value] of pairs) {
    if (text !== "") text += "&";
    text += value === "" ? name : `${name}=${encodeQuery(value)}`;
  }
  return text;
}

/** Second rung. `timestamp` is as in x-oss-date; `scope` is `day/region/product/aliyun_v4_request`. */
export function stringToSign(timestamp: string, scope: string, canonical: string): string {
  return `${signatureVersion}\n${timestamp}\n${scope}\n${sha256(canonical)}`;
}

/** `day/region/product/aliyun_v4_request` for a UTC day such as `20231216`. */
export function credentialScope(day: string, region: string, product = "oss"): string {
  return `${day}/${region}/${product}/aliyun_v4_request`;
}

/** Third rung: the key of one day, region and product. The last few are remembered. */
export function signingKey(
  secret: string,
  day: string,
  region: string,
  product = "oss",
): crypto.KeyObject {
  const name = `${day}/${region}/${product}/${secret}`;
  const known = signingKeys.get(name);
  if (known !== undefined) return known;
  const derived = [day, region, product, "aliyun_v4_request"].reduce(
    (key: crypto.BinaryLike, text) => crypto.createHmac("sha256", key).update(text).digest(),
    `aliyun_v4${secret}`,
  );
  const key = crypto.createSecretKey(derived as Buffer);
  if (signingKeys.size >= mostSigningKeys) signingKeys.clear();
  signingKeys.set(name, key);
  return key;
}

const mostSigningKeys = 32;
const signingKeys = new Map<string, crypto.KeyObject>();

/** Last rung: lower-case hexadecimal. */
export function signature(key: crypto.KeyObject, text: string): string {
  return crypto.createHmac("sha256", key).update(text).digest("hex");
}

/**
 * The headers to send: the request's own, in lower case, and `x-oss-date`, `x-oss-content-sha256`,
 * `x-oss-security-token` for temporary credentials, and `authorization`.
 */
export function signHeaders(request: SignableRequest, signer: Signer): Record<string, string> {
  const { credentials } = signer;
  const headers = lowerCaseNames(request.headers);
  const moment = momentOf(signer);
  headers["x-oss-content-sha256"] ??= unsignedPayload;
  headers["x-oss-date"] = moment.timestamp;
  if (credentials.securityToken) headers["x-oss-security-token"] = credentials.securityToken;

  const additional = signedAdditionalHeaders(request, headers);
  const canonical = assemble(request, canonicalQuery(request.query), headers, additional);
  const signed = signature(
    keyOf(signer, moment),
    stringToSign(moment.timestamp, moment.scope, canonical),
  );
  const list = additional.length === 0 ? "" : `,AdditionalHeaders=${additional.join(";")}`;
  headers["authorization"] =
    `${signatureVersion} Credential=${credentials.accessKeyId}/${moment.scope}${list},Signature=${signed}`;
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
  const { credentials } = signer;
  const headers = lowerCaseNames(request.headers);
  const moment = momentOf(signer);
  const additional = signedAdditionalHeaders(request, headers);
  const query: [string, string][] = [
    ...request.query.map(([name, value]): [string, string] => [name, value]),
    ["x-oss-signature-version", signatureVersion],
    ["x-oss-date", moment.timestamp],
    ["x-oss-expires", String(expires)],
    ["x-oss-credential", `${credentials.accessKeyId}/${moment.scope}`],
  ];
  if (additional.length > 0) query.push(["x-oss-additional-headers", additional.join(";")]);
  if (credentials.securityToken) {
    query.push(["x-oss-security-token", credentials.securityToken]);
  }
  const encoded = canonicalQuery(query);
  const canonical = assemble(request, encoded, headers, additional);
  const signed = signature(
    keyOf(signer, moment),
    stringToSign(moment.timestamp, moment.scope, canonical),
  );
  return `${encoded}&x-oss-signature=${signed}`;
}

/** `yyyymmddThhmmssZ`, UTC. */
export function timestampOf(date: Date): string {
  const text = date.toISOString();
  return `${text.slice(0, 4)}${text.slice(5, 7)}${text.slice(8, 13)}${text.slice(14, 16)}${text.slice(17, 19)}Z`;
}

function assemble(
  request: SignableRequest,
  query: string,
  headers: Record<string, string>,
  additional: readonly string[],
): string {
  const payload = headers["x-oss-content-sha256"] ?? unsignedPayload;
  const uri = canonicalUri(request.bucket, request.key);
  return `${request.method.toUpperCase()}\n${uri}\n${query}\n${canonicalHeaders(headers, additional)}\n${additional.join(";")}\n${payload}`;
}

/** One `name:value` line for each signed header; names are in lower case. */
function canonicalHeaders(headers: Record<string, string>, additional: readonly string[]): string {
  const names: string[] = [];
  for (const name in headers) {
    if (isSignedByDefault(name) || additional.includes(name)) names.push(name);
  }
  let lines = "";
  for (const name of names.sort()) lines += `${name}:${headers[name]?.trim()}\n`;
  return lines;
}

function isSignedByDefault(name: string): boolean {
  return name.startsWith("x-oss-") || name === "content-type" || name === "content-md5";
}

function signedAdditionalHeaders(
  request: SignableRequest,
  headers: Record<string, string>,
): readonly string[] {
  if (request.additionalHeaders === undefined) return none;
  const names = new Set(request.additionalHeaders.map((name) => name.toLowerCase()));
  return [...names].filter((name) => name in headers && !isSignedByDefault(name)).sort();
}

const none: readonly string[] = [];

/** Without a prototype, so that a header may have any name. */
function lowerCaseNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  const lower: Record<string, string> = Object.create(null);
  for (const name in headers) lower[name.toLowerCase()] = headers[name] as string;
  return lower;
}

interface Moment {
  readonly second: number;
  readonly region: string;
  readonly product: string | undefined;
  readonly timestamp: string;
  readonly day: string;
  readonly scope: string;
}

/** Many requests are signed within a second; what they share is written once. */
let lastMoment: Moment | undefined;

function momentOf({ date, region, product }: Signer): Moment {
  const second = Math.floor(date.getTime() / 1000);
  const last = lastMoment;
  if (last?.second === second && last.region === region && last.product === product) return last;
  const timestamp = timestampOf(date);
  const day = timestamp.slice(0, 8);
  lastMoment = {
    second,
    region,
    product,
    timestamp,
    day,
    scope: credentialScope(day, region, product),
  };
  return lastMoment;
}

function keyOf({ credentials, region, product }: Signer, { day }: Moment): crypto.KeyObject {
  return signingKey(credentials.accessKeySecret, day, region, product);
}

/** crypto.hash takes a third of the time of createHash; old hosts lack it. */
const sha256: (text: string) => string =
  typeof crypto.hash === "function"
    ? (text) => crypto.hash("sha256", text, "hex")
    : (text) => crypto.createHash("sha256").update(text).digest("hex");

function byName(one: readonly [string, string], other: readonly [string, string]): number {
  if (one[0] === other[0]) return 0;
  return one[0] < other[0] ? -1 : 1;
}
