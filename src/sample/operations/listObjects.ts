/** GET of a bucket, version 1 and 2 [ListObjects] [ListObjectsV2]. */

import { compareKeys } from "../../oss/keyOrder.ts";
import { encodeQuery } from "../../oss/signature.ts";
import { parameter, type SampleRequest } from "../http/request.ts";
import { type SampleResponse, xmlResponse } from "../http/response.ts";
import { element, escapeXml, optionalElement, ownerElement, textElement } from "../http/xml.ts";
import { invalidArgument } from "../serviceError.ts";
import type { Bucket, SampleObject } from "../store/bucket.ts";
import { afterPrefix } from "../store/keyOrder.ts";
import type { BucketCall } from "./call.ts";

const onlyVersion1 = ["marker"];
const onlyVersion2 = ["continuation-token", "fetch-owner", "start-after"];

export const listParameters = [
  ...["delimiter", "encoding-type", "list-type", "max-keys", "prefix"],
  ...onlyVersion1,
  ...onlyVersion2,
];

export function listObjects(call: BucketCall): SampleResponse {
  const version = parameter(call.request, "list-type");
  if (version && version !== "2") {
    throw invalidArgument("Argument list-type must be 2.", "list-type", version);
  }
  checkAbsent(call.request, version ? onlyVersion1 : onlyVersion2);
  return version ? listVersion2(call) : listVersion1(call);
}

/** Parameters of the other version would silently do nothing. Some SDKs send empty ones. */
function checkAbsent(request: SampleRequest, names: readonly string[]): void {
  for (const name of names) {
    const value = parameter(request, name);
    if (!value) continue;
    const message = `Argument ${name} belongs to the other version of this call.`;
    throw invalidArgument(message, name, value);
  }
}

function listVersion1({ bucket, request }: BucketCall): SampleResponse {
  const query = readListQuery(request);
  const encode = keyEncoder(query);
  const marker = readName(request, "marker");
  const page = listPage(bucket, query, marker);
  return xmlResponse(
    element(
      "ListBucketResult",
      ...sharedElements(bucket.name, query, page),
      textElement("Marker", encode(marker)),
      optionalElement("NextMarker", page.next && encode(page.next)),
      ...pageElements(page, encode, true),
    ),
  );
}

function listVersion2({ bucket, request }: BucketCall): SampleResponse {
  const query = readListQuery(request);
  const encode = keyEncoder(query);
  const startAfter = readName(request, "start-after");
  const token = parameter(request, "continuation-token") ?? "";
  const after = token === "" ? startAfter : readToken(token);
  const page = listPage(bucket, query, after);
  const { commonPrefixes, next, objects } = page;
  return xmlResponse(
    element(
      "ListBucketResult",
      ...sharedElements(bucket.name, query, page),
      optionalElement("StartAfter", startAfter === "" ? undefined : encode(startAfter)),
      optionalElement("ContinuationToken", token === "" ? undefined : encode(token)),
      optionalElement("NextContinuationToken", next && encode(writeToken(next))),
      textElement("KeyCount", objects.length + commonPrefixes.length),
      ...pageElements(page, encode, readFetchOwner(request)),
    ),
  );
}

function sharedElements(name: string, query: ListQuery, page: ListPage): string[] {
  const encode = keyEncoder(query);
  return [
    textElement("Name", name),
    textElement("Prefix", encode(query.prefix)),
    textElement("MaxKeys", query.maxKeys),
    textElement("Delimiter", encode(query.delimiter)),
    optionalElement("EncodingType", query.encodingType),
    textElement("IsTruncated", page.next !== undefined),
  ];
}

type Encode = (key: string) => string;

function pageElements(page: ListPage, encode: Encode, withOwner: boolean): string[] {
  return [
    ...page.objects.map((object) => contents(object, encode, withOwner)),
    ...page.commonPrefixes.map((prefix) =>
      element("CommonPrefixes", textElement("Prefix", encode(prefix))),
    ),
  ];
}

/** Written in one piece: a hundred thousand of them are listed in a benchmark. */
function contents(object: SampleObject, encode: Encode, withOwner: boolean): string {
  const { etag, key, lastModified, size, storageClass = "Standard" } = object;
  return `<Contents><Key>${escapeXml(encode(key))}</Key><LastModified>${lastModified.toISOString()}</LastModified><ETag>${etag}</ETag><Type>Normal</Type><Size>${size}</Size><StorageClass>${storageClass}</StorageClass>${withOwner ? ownerElement : ""}</Contents>`;
}

/** Opaque to callers: the key to continue after. */
function writeToken(key: string): string {
  return Buffer.from(key).toString("base64url");
}

function readToken(token: string): string {
  const key = Buffer.from(token, "base64url").toString();
  if (writeToken(key) === token && Buffer.byteLength(key) < 1024) return key;
  const message = "The continuation token provided is incorrect.";
  throw invalidArgument(message, "continuation-token", token);
}

/** What both versions of the call have. Texts are empty where the parameter is absent or empty. */
interface ListQuery {
  readonly prefix: string;
  readonly delimiter: string;
  readonly maxKeys: number;
  readonly encodingType: "url" | undefined;
}

function readListQuery(request: SampleRequest): ListQuery {
  return {
    prefix: readName(request, "prefix"),
    delimiter: readName(request, "delimiter"),
    maxKeys: readMaxKeys(request),
    encodingType: readEncodingType(request),
  };
}

/** 1 to 1,000; 100 when absent. */
export function readMaxKeys(request: SampleRequest): number {
  const text = parameter(request, "max-keys");
  if (!text) return 100;
  const number = /^\d{1,9}$/.test(text) ? Number(text) : 0;
  if (number >= 1 && number <= 1000) return number;
  throw invalidArgument(
    "Argument max-keys must be an integer between 1 and 1000.",
    "max-keys",
    text,
  );
}

/** A parameter of up to 1,023 bytes; empty when absent. */
export function readName(request: SampleRequest, name: string): string {
  const text = parameter(request, name) ?? "";
  if (Buffer.byteLength(text) < 1024) return text;
  throw invalidArgument(`Argument ${name} must be shorter than 1024 bytes.`, name, text);
}

export function readEncodingType(request: SampleRequest): "url" | undefined {
  const text = parameter(request, "encoding-type");
  if (!text) return undefined;
  if (text === "url") return text;
  throw invalidArgument("Invalid Encoding Method specified in Request.", "encoding-type", text);
}

function readFetchOwner(request: SampleRequest): boolean {
  const text = parameter(request, "fetch-owner");
  if (!text || text === "false") return false;
  if (text === "true") return true;
  throw invalidArgument("Argument fetch-owner must be true or false.", "fetch-owner", text);
}

/** How keys are written in the response. A space is always %20: SDKs differ over a plus. */
function keyEncoder({ encodingType }: ListQuery): (key: string) => string {
  return encodingType === "url" ? encodeQuery : (key) => key;
}

/** One page of a listing: objects, and groups of them that share a prefix. */
interface ListPage {
  readonly objects: readonly SampleObject[];
  readonly commonPrefixes: readonly string[];
  /** The last key or common prefix, to continue after; `undefined` when nothing is left. */
  readonly next: string | undefined;
}

/**
 * Reads as little of the bucket as the page needs: what a common prefix groups is skipped at once.
 * @param after list only what comes after this key or common prefix; empty for all
 */
function listPage(bucket: Bucket, query: ListQuery, after: string): ListPage {
  const objects: SampleObject[] = [];
  const commonPrefixes: string[] = [];
  let last = "";
  let from: string | undefined = firstOf(query, after);
  while (from !== undefined) {
    const start: string = from;
    from = undefined;
    for (const object of bucket.from(start)) {
      const { key } = object;
      if (!key.startsWith(query.prefix)) break;
      if (key === after) continue;
      if (objects.length + commonPrefixes.length === query.maxKeys) {
        return { objects, commonPrefixes, next: last };
      }
      const common = commonPrefixOf(key, query);
      if (common === undefined) {
        objects.push(object);
        last = key;
        continue;
      }
      commonPrefixes.push(common);
      last = common;
      from = afterPrefix(common);
      break;
    }
  }
  return { objects, commonPrefixes, next: undefined };
}

/** Where to begin. A page that ended with a common prefix is continued after all it groups. */
function firstOf(query: ListQuery, after: string): string {
  const isCommonPrefix = after !== "" && commonPrefixOf(after, query) === after;
  const start = isCommonPrefix ? afterPrefix(after) : after;
  return compareKeys(start, query.prefix) > 0 ? start : query.prefix;
}

function commonPrefixOf(key: string, { delimiter, prefix }: ListQuery): string | undefined {
  if (delimiter === "" || !key.startsWith(prefix)) return undefined;
  const found = key.indexOf(delimiter, prefix.length);
  return found < 0 ? undefined : key.slice(0, found + delimiter.length);
}
