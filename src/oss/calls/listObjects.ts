/** Lists a bucket page by page. [ListObjectsV2] */

import { readDate } from "../lenient.ts";
import { decodePercent } from "../percentEncoding.ts";
import type { CallResult, RequestRunner } from "../request.ts";
import { elementsOf, textsOf, type XmlElement } from "../xml.ts";
import { failure, xmlOf } from "./responseBody.ts";

export interface ListObjectsOptions {
  readonly prefix?: string;
  /** `/` gives one folder: its objects and the prefixes below. */
  readonly delimiter?: string;
  /** `nextContinuationToken` of the page before. */
  readonly continuationToken?: string | undefined;
  readonly startAfter?: string;
  /** 1 to 1,000; 100 when absent. */
  readonly maxKeys?: number;
  readonly signal?: AbortSignal;
}

export interface ListedObject {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** As the service writes it, with its quotes. */
  readonly etag: string;
  readonly lastModified: Date | undefined;
  readonly storageClass: string;
  /** Of an archived object, such as `ongoing-request="true"`. */
  readonly restore?: string;
  /** `Normal`, `Multipart`, `Appendable` or `Symlink`, where the service says. */
  readonly type?: string;
}

export interface ObjectPage {
  /** In the byte order of their keys. */
  readonly objects: readonly ListedObject[];
  readonly prefixes: readonly string[];
  /** Absent on the last page. */
  readonly nextContinuationToken?: string;
}

/** A thousand keys of 1,023 bytes, each byte written as `%XX`, and what stands around them. */
const maxBytes = 8_000_000;

/** One page. Keys come URL-encoded, since they may hold what XML cannot. */
export async function listObjects(
  runner: RequestRunner,
  bucket: string,
  options: ListObjectsOptions,
): Promise<ObjectPage> {
  const { prefix, delimiter, continuationToken, startAfter, maxKeys, signal } = options;
  const query: [string, string][] = [
    ["list-type", "2"],
    ["encoding-type", "url"],
  ];
  if (prefix) query.push(["prefix", prefix]);
  if (delimiter) query.push(["delimiter", delimiter]);
  if (continuationToken) query.push(["continuation-token", continuationToken]);
  if (startAfter) query.push(["start-after", startAfter]);
  if (maxKeys !== undefined) query.push(["max-keys", String(maxKeys)]);
  const result = await runner.run(
    {
      name: "listObjects",
      method: "GET",
      bucket,
      query,
      headers: { "accept-encoding": "gzip" },
      maxBytes,
      retry: "idempotent",
    },
    signal,
  );
  return readPage(result, continuationToken);
}

function readPage(result: CallResult, askedToken: string | undefined): ObjectPage {
  const list = xmlOf(result, "ListBucketResult");
  const texts = textsOf(list);
  const decode = texts.get("EncodingType")?.toLowerCase() === "url" ? decodeUrl : asItIs;
  const objects = elementsOf(list, "Contents").flatMap((entry) => readObject(entry, decode));
  const prefixes = elementsOf(list, "CommonPrefixes")
    .flatMap((entry) => textsOf(entry).get("Prefix") ?? [])
    .map(decode);
  const token = decode(texts.get("NextContinuationToken") ?? "");
  if (texts.get("IsTruncated") !== "true") return { objects, prefixes };
  if (token === "") throw failure(result, "incomplete-list");
  // A service that gives the same page for ever must not be followed for ever.
  if (token === askedToken) throw failure(result, "unreadable-answer");
  return { objects, prefixes, nextContinuationToken: token };
}

/** None for an entry without a key. */
function readObject(entry: XmlElement, decode: (text: string) => string): ListedObject[] {
  const texts = textsOf(entry);
  const key = texts.get("Key");
  if (!key) return [];
  const size = Number(texts.get("Size"));
  const restore = texts.get("RestoreInfo");
  const type = texts.get("Type");
  const object = {
    key: decode(key),
    size: Number.isSafeInteger(size) && size >= 0 ? size : 0,
    etag: texts.get("ETag") ?? "",
    lastModified: readDate(texts.get("LastModified")),
    storageClass: texts.get("StorageClass") ?? "Standard",
    ...(restore && { restore }),
    ...(type && { type }),
  };
  return [object];
}

/** A `+` stays one: the service writes a blank as `%20`. */
function decodeUrl(text: string): string {
  return decodePercent(text) ?? text;
}

function asItIs(text: string): string {
  return text;
}
