/** First rung of a V4 signature: a request written in the one form that both sides agree on. */
import { encodePath, encodeQuery } from "./percentEncoding.ts";

export const unsignedPayload = "UNSIGNED-PAYLOAD";

/** A query in the order of the caller; names and values decoded. An empty value means a bare name. */
export type Query = readonly (readonly [name: string, value: string])[];

/** The parts of a request that are signed. Names and values are decoded; header names may be of any case. */
export interface SignableRequest {
  readonly method: string;
  /** Always named for a call on a bucket or an object, even where the URL's path does not name it. */
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
  readonly query: Query;
  readonly headers: Readonly<Record<string, string>>;
  /** Headers to sign beyond content-type, content-md5 and x-oss-*, which are always signed; absent ones are ignored. */
  readonly additionalHeaders?: readonly string[] | undefined;
}

/** The payload is the request's `x-oss-content-sha256`, else `UNSIGNED-PAYLOAD`. */
export function canonicalRequest(request: SignableRequest): string {
  const headers = lowerCaseNames(request.headers);
  const additional = signedAdditionalHeaders(request);
  const signed = Object.keys(headers)
    .filter((name) => isAlwaysSigned(name) || additional.includes(name))
    .sort();
  const lines = signed.map((name) => `${name}:${headers[name]?.trim()}\n`).join("");
  const payload = headers["x-oss-content-sha256"] ?? unsignedPayload;
  return `${request.method.toUpperCase()}
${canonicalUri(request.bucket, request.key)}
${canonicalQuery(request.query)}
${lines}
${additional.join(";")}
${payload}`;
}

/** `/`, `/bucket/` or `/bucket/key`, encoded. */
export function canonicalUri(bucket: string | undefined, key: string | undefined): string {
  if (bucket === undefined) return "/";
  return `/${encodePath(bucket)}/${key === undefined ? "" : encodePath(key)}`;
}

/** Encoded, sorted by encoded name in byte order; pairs of one name keep their order. */
export function canonicalQuery(query: Query): string {
  return query
    .map(([name, value]) => [encodeQuery(name), encodeQuery(value)] as const)
    .sort(byName)
    .map(([name, value]) => (value === "" ? name : `${name}=${value}`))
    .join("&");
}

/** The additional headers that are present and not signed anyway: lower case, sorted, each once. */
export function signedAdditionalHeaders(request: SignableRequest): readonly string[] {
  if (request.additionalHeaders === undefined) return [];
  const wanted = new Set(request.additionalHeaders.map((name) => name.toLowerCase()));
  const present = Object.keys(lowerCaseNames(request.headers));
  return present.filter((name) => wanted.has(name) && !isAlwaysSigned(name)).sort();
}

/** A copy whose names are in lower case. */
export function lowerCaseNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  const lower: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) lower[name.toLowerCase()] = value;
  return lower;
}

function isAlwaysSigned(name: string): boolean {
  return name.startsWith("x-oss-") || name === "content-type" || name === "content-md5";
}

/** Names are ASCII here, so comparing code units is comparing bytes. */
function byName([one]: readonly [string, string], [other]: readonly [string, string]): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
