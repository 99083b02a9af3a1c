/**
 * The bucket's own index of its objects (MetaQuery, "data indexing"): opened once, prepared by OSS in the background,
 * then asked. It knows names, sizes, dates, tags and metadata, and no labels. [MetaQuery] [MetaQuery fields]
 */
import { createHash } from "node:crypto";
import { OssError } from "../error.ts";
import { readDate } from "../lenient.ts";
import type { OssCall, RequestRunner } from "../request.ts";
import { elementsOf, textsOf, type XmlElement } from "../xml.ts";
import { xmlOf } from "./responseBody.ts";

/** A node of the query, as JSON text in the request. `Value` is always text. */
export type MetaQueryCondition =
  | {
      readonly Operation: "eq" | "gt" | "gte" | "lt" | "lte" | "match" | "prefix";
      readonly Field: string;
      readonly Value: string;
    }
  | {
      readonly Operation: "and" | "or" | "not";
      readonly SubQueries: readonly MetaQueryCondition[];
    };

export interface MetaQueryStatus {
  /** `Ready` is being prepared and cannot be asked yet. Other words than the documented ones come as they are. */
  readonly state: string;
  /** `FullScanning` or `IncrementalScanning`. */
  readonly phase?: string;
  readonly updatedAt?: Date;
}

export interface MetaQueryQuestion {
  /** Absent: every object. */
  readonly query?: MetaQueryCondition;
  readonly sort?: { readonly field: string; readonly order: "asc" | "desc" };
  /** 1–100 */
  readonly maxResults: number;
  /** `nextToken` of the page before. */
  readonly nextToken?: string;
  readonly signal?: AbortSignal;
}

/** An object as the bucket's index knows it. */
export interface IndexedObject {
  readonly key: string;
  readonly size?: number;
  readonly etag?: string;
  readonly crc64?: string;
  readonly lastModified?: Date;
  readonly storageClass?: string;
  readonly tags: ReadonlyMap<string, string>;
}

export interface IndexedPage {
  readonly objects: readonly IndexedObject[];
  /** Absent on the last page. */
  readonly nextToken?: string;
}

/** Costs money once OSS charges for it: an index of the whole bucket. `MetaQueryAlreadyExist` where there is one. */
export async function openMetaQuery(
  runner: RequestRunner,
  bucket: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const query = [["metaQuery", ""] as const, ["comp", "add"] as const];
  // A repeat after a lost response would meet the index that it made itself.
  await runner.run(post("openMetaQuery", bucket, query, "", "never"), signal);
}

/** `undefined` where the bucket has no index. */
export async function metaQueryStatus(
  runner: RequestRunner,
  bucket: string,
  signal: AbortSignal | undefined,
): Promise<MetaQueryStatus | undefined> {
  try {
    const result = await runner.run(
      {
        name: "metaQueryStatus",
        method: "GET",
        bucket,
        query: [["metaQuery", ""]],
        maxBytes: 100_000,
        retry: "idempotent",
      },
      signal,
    );
    const texts = textsOf(xmlOf(result, "MetaQueryStatus"));
    const phase = texts.get("Phase");
    const updatedAt = readDate(texts.get("UpdateTime"));
    return {
      state: texts.get("State") ?? "",
      ...(phase && { phase }),
      ...(updatedAt && { updatedAt }),
    };
  } catch (error) {
    if (error instanceof OssError && error.code === "MetaQueryNotExist") return undefined;
    throw error;
  }
}

/** One page. Each may be billed, so that it is not repeated once OSS may have carried it out. */
export async function queryMetadata(
  runner: RequestRunner,
  bucket: string,
  { query, sort, maxResults, nextToken, signal }: MetaQueryQuestion,
): Promise<IndexedPage> {
  const body = element(
    "MetaQuery",
    ...(nextToken === undefined ? [] : [textElement("NextToken", nextToken)]),
    textElement("MaxResults", String(maxResults)),
    ...(query === undefined ? [] : [textElement("Query", JSON.stringify(query))]),
    ...(sort === undefined
      ? []
      : [textElement("Sort", sort.field), textElement("Order", sort.order)]),
  );
  const parameters = [["metaQuery", ""] as const, ["comp", "query"] as const];
  const call = post("queryMetadata", bucket, parameters, body, "never");
  const result = await runner.run({ ...call, writes: false }, signal);
  const answer = xmlOf(result, "MetaQuery");
  const objects = elementsOf(answer, "Files")
    .flatMap((files) => elementsOf(files, "File"))
    .flatMap(readObject);
  const next = textsOf(answer).get("NextToken");
  // A token that leads nowhere new ends the list.
  return { objects, ...(next && next !== nextToken && { nextToken: next }) };
}

/** The index is gone; it may take a while until another one can be opened. */
export async function closeMetaQuery(
  runner: RequestRunner,
  bucket: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const query = [["metaQuery", ""] as const, ["comp", "delete"] as const];
  await runner.run(post("closeMetaQuery", bucket, query, "", "idempotent"), signal);
}

function post(
  name: OssCall["name"],
  bucket: string,
  query: OssCall["query"],
  text: string,
  retry: OssCall["retry"],
): OssCall {
  const body = Buffer.from(text);
  const headers = {
    "content-type": "application/xml",
    "content-md5": createHash("md5").update(body).digest("base64"),
    "accept-encoding": "gzip",
  };
  return { name, method: "POST", bucket, query, headers, body, maxBytes: 4_000_000, retry };
}

/** None for an entry without a name. */
function readObject(file: XmlElement): IndexedObject[] {
  const texts = textsOf(file);
  const key = texts.get("Filename");
  if (!key) return [];
  const size = Number(texts.get("Size") ?? Number.NaN);
  const lastModified = readDate(texts.get("FileModifiedTime"));
  const tags = elementsOf(file, "OSSTagging")
    .flatMap((tagging) => elementsOf(tagging, "Tagging"))
    .map(textsOf);
  const [etag, crc64, storageClass] = ["ETag", "OSSCRC64", "OSSStorageClass"].map((name) =>
    texts.get(name),
  );
  return [
    {
      key,
      ...(Number.isFinite(size) && { size }),
      ...(etag && { etag }),
      ...(crc64 && { crc64 }),
      ...(lastModified && { lastModified }),
      ...(storageClass && { storageClass }),
      tags: new Map(tags.map((tag) => [tag.get("Key") ?? "", tag.get("Value") ?? ""])),
    },
  ];
}

function element(name: string, ...content: readonly string[]): string {
  return `<${name}>${content.join("")}</${name}>`;
}

function textElement(name: string, text: string): string {
  const escaped = text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  return element(name, escaped);
}
