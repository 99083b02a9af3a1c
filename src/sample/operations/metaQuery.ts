/**
 * The bucket's own index: GET ?metaQuery, POST ?metaQuery with comp=add, query or delete [MetaQuery]. It knows the
 * objects as they are at the moment, their tags included, and no labels [MetaQuery fields].
 */
import { parameter } from "../http/request.ts";
import { type SampleResponse, xmlResponse } from "../http/response.ts";
import { element, optionalElement, textElement } from "../http/xml.ts";
import { invalidArgument, notImplemented, ServiceError } from "../serviceError.ts";
import type { SampleObject } from "../store/bucket.ts";
import { crc64Of } from "../store/digests.ts";
import {
  compareValues,
  type FieldRecord,
  type FieldValue,
  type KnownField,
  matchesQuery,
  QueryRefused,
  type QueryRules,
  readFieldQuery,
} from "../store/fieldQuery.ts";
import type { BucketCall } from "./call.ts";
import { readXmlBody } from "./xmlBody.ts";

export function metaQueryStatus({ allows, bucket, indexes, now }: BucketCall): SampleResponse {
  allows("oss:GetMetaQueryStatus");
  const index = indexes.look(bucket.name);
  if (index === undefined) throw notOpened();
  return xmlResponse(
    element(
      "MetaQueryStatus",
      textElement("State", index.state),
      textElement("Phase", index.state === "Ready" ? "FullScanning" : "IncrementalScanning"),
      textElement("CreateTime", index.createdAt.toISOString()),
      textElement("UpdateTime", now.toISOString()),
      textElement("MetaQueryMode", "basic"),
    ),
  );
}

export async function postMetaQuery(call: BucketCall): Promise<SampleResponse> {
  const { bucket, indexes, now, request } = call;
  const component = parameter(request, "comp") ?? "";
  const mode = parameter(request, "mode");
  if (mode !== undefined && mode !== "basic") {
    throw notImplemented(`metaQuery with the mode ${mode}`, { ArgumentName: "mode" });
  }
  switch (component) {
    case "add":
      call.allows("oss:OpenMetaQuery");
      await refuseFilters(call);
      if (indexes.has(bucket.name)) throw openedAlready();
      indexes.open(bucket.name, now);
      return { status: 200 };
    case "delete":
      call.allows("oss:CloseMetaQuery");
      if (!indexes.has(bucket.name)) throw notOpened();
      indexes.close(bucket.name);
      return { status: 200 };
    case "query":
      call.allows("oss:DoMetaQuery");
      return query(call);
    default:
      throw invalidArgument("The parameter comp must be add, query or delete.", "comp", component);
  }
}

const maxBytes = 1024 * 1024;

async function refuseFilters(call: BucketCall): Promise<void> {
  const body = await call.readBody(maxBytes);
  if (body.length === 0) return;
  throw notImplemented("OpenMetaQuery with a body", { ArgumentName: "MetaQuery" });
}

async function query(call: BucketCall): Promise<SampleResponse> {
  const { bucket, indexes, request } = call;
  if (request.headers["content-md5"] === undefined) {
    throw new ServiceError(400, "MissingArgument", "Missing Some Required Arguments.", {
      elements: { ArgumentName: "Content-MD5" },
    });
  }
  const question = await readXmlBody(await call.readBody(maxBytes), "MetaQuery", [
    ...["NextToken", "MaxResults", "Query", "Sort", "Order"],
  ]);
  if (!indexes.has(bucket.name)) throw notOpened();
  if (indexes.look(bucket.name)?.state === "Ready") throw preparing();
  const asked = {
    query: question.get("Query"),
    sort: question.get("Sort"),
    order: question.get("Order") ?? "desc",
    from: readToken(question.get("NextToken")),
    limit: readMaxResults(question.get("MaxResults")),
  };
  const found = await find(call, asked.query);
  const sorted = sortFound(found, asked.sort, asked.order);
  const page = sorted.slice(asked.from, asked.from + asked.limit);
  const end = asked.from + page.length;
  const token = end < sorted.length ? writeToken(end) : "";
  const files = page.map(({ object, record }) => fileElement(object, record));
  return xmlResponse(
    element("MetaQuery", textElement("NextToken", token), element("Files", ...files)),
  );
}

interface Found {
  readonly object: SampleObject;
  readonly record: FieldRecord;
}

/** Objects in the order of keys. */
async function find({ bucket }: BucketCall, text: string | undefined): Promise<Found[]> {
  const query = text === undefined ? undefined : refusing(() => readFieldQuery(text, rules));
  const found: Found[] = [];
  for (const object of bucket.from("")) {
    const record = await recordOf(object);
    if (query === undefined || matchesQuery(record, query)) found.push({ object, record });
  }
  return found;
}

function sortFound(found: readonly Found[], field: string | undefined, order: string): Found[] {
  if (field === undefined) return [...found];
  if (!fieldOf(field)?.isSortable) throw argument(`The field ${field} cannot be sorted by.`, field);
  if (order !== "asc" && order !== "desc") throw argument("Order must be asc or desc.", order);
  const direction = order === "asc" ? 1 : -1;
  return [...found].sort(
    (one, other) =>
      direction * compareValues(one.record.get(field) ?? "", other.record.get(field) ?? ""),
  );
}

async function recordOf(object: SampleObject): Promise<FieldRecord> {
  const tags = object.tags ?? new Map<string, string>();
  const own: [string, FieldValue][] = [
    ["Filename", object.key],
    ["Size", object.size],
    ["FileModifiedTime", object.lastModified],
    ["ETag", object.etag],
    ["OSSCRC64", await crc64Of(object)],
    ["OSSObjectType", "Normal"],
    ["OSSStorageClass", object.storageClass ?? "Standard"],
    ["ObjectACL", object.acl ?? "default"],
    ["OSSTaggingCount", tags.size],
  ];
  const tagged = [...tags].map(([key, value]) => [`OSSTagging.${key}`, value] as const);
  return new Map<string, FieldValue>([...own, ...tagged]);
}

function fileElement(object: SampleObject, record: FieldRecord): string {
  const text = (field: string) => {
    const value = record.get(field);
    const written = value instanceof Date ? value.toISOString() : value;
    return written === undefined ? undefined : String(written);
  };
  const tags = [...(object.tags ?? [])].map(([key, value]) =>
    element("Tagging", textElement("Key", key), textElement("Value", value)),
  );
  return element(
    "File",
    ...["Filename", "Size", "FileModifiedTime", "OSSObjectType", "OSSStorageClass"].map((name) =>
      optionalElement(name, text(name)),
    ),
    ...["ObjectACL", "ETag", "OSSCRC64", "OSSTaggingCount"].map((name) =>
      optionalElement(name, text(name)),
    ),
    ...(tags.length === 0 ? [] : [element("OSSTagging", ...tags)]),
  );
}

const comparing = ["eq", "gt", "gte", "lt", "lte"];
const word: KnownField = { type: "text", operations: [...comparing, "prefix"], isSortable: true };
const number: KnownField = { type: "number", operations: comparing, isSortable: true };
const fields: ReadonlyMap<string, KnownField> = new Map([
  ["Filename", { ...word, operations: [...comparing, "match", "prefix"] }],
  ["Size", number],
  ["OSSTaggingCount", number],
  ["FileModifiedTime", { type: "time", operations: comparing, isSortable: true }],
  ...["ETag", "ObjectACL", "OSSCRC64", "OSSObjectType", "OSSStorageClass"].map(
    (name) => [name, word] as const,
  ),
]);

function fieldOf(name: string): KnownField | undefined {
  if (/^OSSTagging\../.test(name)) return { ...word, isSortable: false };
  return fields.get(name);
}

const rules: QueryRules = { fieldOf, lists: [] };

function refusing<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof QueryRefused) throw argument(error.message, "Query");
    throw error;
  }
}

function argument(message: string, value: string): ServiceError {
  return invalidArgument(message, "MetaQuery", value);
}

function readMaxResults(text: string | undefined): number {
  if (text === undefined) return 100;
  const number = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (!(number <= 100)) throw argument("MaxResults must be 0 to 100.", text);
  return number === 0 ? 100 : number;
}

function writeToken(from: number): string {
  return Buffer.from(`from:${from}`).toString("base64");
}

function readToken(text: string | undefined): number {
  if (!text) return 0;
  const from = /^from:(\d{1,9})$/.exec(Buffer.from(text, "base64").toString())?.[1];
  if (from === undefined) throw argument("NextToken is invalid.", text);
  return Number(from);
}

/** The codes are documented; their messages are ours. [EC] */
function notOpened(): ServiceError {
  const message = "The bucket has no metadata index.";
  return new ServiceError(404, "MetaQueryNotExist", message, { ec: "0037-00000003" });
}

function preparing(): ServiceError {
  const message = "The metadata index of the bucket is still being prepared.";
  return new ServiceError(400, "MetaQueryNotReady", message, { ec: "0037-00000004" });
}

function openedAlready(): ServiceError {
  const message = "The bucket has a metadata index already.";
  return new ServiceError(409, "MetaQueryAlreadyExist", message);
}
