/** First rung of a V4 signature: a request written in the one form that both sides agree on. */
import { encodePath, encodeQuery } from "./percentEncoding.ts";

export const unsignedPayload = "UNSIGNED-PAYLOAD";

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

/** The payload is the request's `x-oss-content-sha256`, else `UNSIGNED-PAYLOAD`. */
export function canonicalRequest(request: SignableRequest): string {
  const headers = lowerCaseNames(request.headers);
  const additional = signedAdditionalHeaders(request, headers);
  return assembleCanonicalRequest(request, canonicalQuery(request.query), headers, additional);
}

/** As `canonicalRequest`, from a query, headers and additional names that are canonical already. */
export function assembleCanonicalRequest(
  { method, bucket, key }: SignableRequest,
  query: string,
  headers: Readonly<Record<string, string>>,
  additional: readonly string[],
): string {
  const payload = headers["x-oss-content-sha256"] ?? unsignedPayload;
  const lines = canonicalHeaders(headers, additional);
  return `${method.toUpperCase()}\n${canonicalUri(bucket, key)}\n${query}\n${lines}\n${additional.join(";")}\n${payload}`;
}

/** `/`, `/bucket/` or `/bucket/key`, encoded. */
export function canonicalUri(bucket: string | undefined, key: string | undefined): string {
  if (bucket === undefined) return "/";
  return `/${encodePath(bucket)}/${key === undefined ? "" : encodePath(key)}`;
}

/** Encoded, sorted by encoded name in byte order; pairs of one name keep their order. */
export function canonicalQuery(query: Query): string {
  const [only] = query;
  if (only !== undefined && query.length === 1) return encodedPair(encodeQuery(only[0]), only[1]);
  const pairs = query.map(([name, value]) => [encodeQuery(name), value] as const);
  // Encoded names are ASCII, so that comparing code units is comparing bytes.
  pairs.sort(([one], [other]) => compare(one, other));
  return pairs.map(([name, value]) => encodedPair(name, value)).join("&");
}

function encodedPair(encodedName: string, value: string): string {
  return value === "" ? encodedName : `${encodedName}=${encodeQuery(value)}`;
}

/** The additional headers that are present and not signed anyway: lower case, sorted, each once. */
export function signedAdditionalHeaders(
  { additionalHeaders }: SignableRequest,
  headers: Readonly<Record<string, string>>,
): readonly string[] {
  if (additionalHeaders === undefined) return none;
  const names = new Set(additionalHeaders.map((name) => name.toLowerCase()));
  return [...names].filter((name) => Object.hasOwn(headers, name) && !isAlwaysSigned(name)).sort();
}

const none: readonly string[] = [];

/** A copy whose names are in lower case. */
export function lowerCaseNames(headers: Readonly<Record<string, string>>): Record<string, string> {
  const lower: Record<string, string> = {};
  for (const name in headers) lower[name.toLowerCase()] = headers[name] as string;
  return lower;
}

/** One `name:value` line for each signed header. */
function canonicalHeaders(
  headers: Readonly<Record<string, string>>,
  additional: readonly string[],
): string {
  const names: string[] = [];
  for (const name in headers) {
    if (isAlwaysSigned(name) || additional.includes(name)) names.push(name);
  }
  let lines = "";
  for (const name of names.sort()) lines += `${name}:${headers[name]?.trim()}\n`;
  return lines;
}

function isAlwaysSigned(name: string): boolean {
  return name.startsWith("x-oss-") || name === "content-type" || name === "content-md5";
}

function compare(one: string, other: string): number {
  if (one === other) return 0;
  return one < other ? -1 : 1;
}
