/** GET of a bucket, version 1 and 2 (OSS help, "ListObjects (GetBucket)" and "ListObjectsV2"). */
import { type Answer, xmlAnswer } from "./answer.ts";
import type { SampleObject } from "./bucket.ts";
import type { BucketCall } from "./call.ts";
import { type ListPage, listPage } from "./listPage.ts";
import { keyEncoder, type ListQuery, readListQuery, readName } from "./listQuery.ts";
import { ownerElement } from "./owner.ts";
import { parameter } from "./request.ts";
import { invalidArgument } from "./serviceError.ts";
import { element, escapeXml, optionalElement, textElement } from "./xml.ts";

export function listObjects(call: BucketCall): Answer {
  const version = parameter(call.request, "list-type");
  if (!version) return listVersion1(call);
  if (version === "2") return listVersion2(call);
  throw invalidArgument("Argument list-type must be 2.", "list-type", version);
}

function listVersion1({ bucket, request }: BucketCall): Answer {
  const query = readListQuery(request);
  const encode = keyEncoder(query);
  const marker = readName(request, "marker");
  const page = listPage(bucket, query, marker);
  return xmlAnswer(
    element(
      "ListBucketResult",
      ...sharedElements(bucket.name, query, page),
      textElement("Marker", encode(marker)),
      optionalElement("NextMarker", page.next && encode(page.next)),
      ...pageElements(page, encode, true),
    ),
  );
}

function listVersion2({ bucket, request }: BucketCall): Answer {
  const query = readListQuery(request);
  const encode = keyEncoder(query);
  const startAfter = readName(request, "start-after");
  const token = parameter(request, "continuation-token") ?? "";
  const after = token === "" ? startAfter : readToken(token);
  const page = listPage(bucket, query, after);
  const { commonPrefixes, next, objects } = page;
  return xmlAnswer(
    element(
      "ListBucketResult",
      ...sharedElements(bucket.name, query, page),
      optionalElement("StartAfter", startAfter === "" ? undefined : encode(startAfter)),
      optionalElement("ContinuationToken", token === "" ? undefined : encode(token)),
      optionalElement("NextContinuationToken", next && encode(writeToken(next))),
      textElement("KeyCount", objects.length + commonPrefixes.length),
      ...pageElements(page, encode, parameter(request, "fetch-owner") === "true"),
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

/** Opaque to callers: the key to go on behind. */
function writeToken(key: string): string {
  return Buffer.from(key).toString("base64url");
}

function readToken(token: string): string {
  const key = Buffer.from(token, "base64url").toString();
  if (writeToken(key) === token && Buffer.byteLength(key) < 1024) return key;
  const message = "The continuation token provided is incorrect.";
  throw invalidArgument(message, "continuation-token", token);
}
