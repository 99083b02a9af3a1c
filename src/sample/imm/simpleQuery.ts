/** What a dataset is asked: conditions, order, pages, and files counted by a value. [IMM SimpleQuery] */
import type { PreparedLabel } from "../store/catalogue.ts";
import {
  compareValues,
  type FieldQuery,
  type FieldRecord,
  type FieldValue,
  type KnownField,
  matchesQuery,
  QueryRefused,
  type QueryRules,
  readFieldQuery,
  valuesOf,
} from "../store/fieldQuery.ts";
import { ImmRefused } from "./immRequest.ts";
import { type Dataset, type DatasetFile, uriOf } from "./projects.ts";

export const queryParameters = [
  ...["Query", "Sort", "Order", "MaxResults", "NextToken", "Aggregations", "WithFields"],
  "WithoutTotalHits",
];

/** The answer's body but for its request id. Throws `ImmRefused`. */
export function simpleQuery(
  dataset: Dataset,
  parameters: ReadonlyMap<string, string>,
): Readonly<Record<string, unknown>> {
  const query = readQuery(parameters.get("Query"));
  const records = [...dataset.files.values()]
    .map((file) => ({ file, record: recordOf(file) }))
    .filter(({ record }) => query === undefined || matchesQuery(record, query))
    .sort((one, other) => compareValues(uriOfFile(one.file), uriOfFile(other.file)));
  const found = records.map(({ record }) => record);
  const aggregations = parameters.get("Aggregations");
  if (aggregations !== undefined) {
    const limit = numberOf(parameters, "MaxResults", 2000) || 100;
    return { NextToken: "", Aggregations: readAggregations(aggregations, found, limit) };
  }
  const sorted = sortRecords(found, parameters.get("Sort"), parameters.get("Order"));
  const limit = numberOf(parameters, "MaxResults", 100) || 100;
  const from = readToken(parameters.get("NextToken"));
  const page = sorted.slice(from, from + limit);
  const end = from + page.length;
  const withFields = readWithFields(parameters.get("WithFields"));
  return {
    NextToken: end < sorted.length ? Buffer.from(`from:${end}`).toString("base64") : "",
    ...(parameters.get("WithoutTotalHits") !== "true" && { TotalHits: sorted.length }),
    Files: page.map((record) => fileBody(record, withFields)),
  };
}

function readQuery(text: string | undefined): FieldQuery | undefined {
  if (text === undefined) return undefined;
  try {
    return readFieldQuery(text, rules);
  } catch (error) {
    if (error instanceof QueryRefused) throw invalid(error.message);
    throw error;
  }
}

function uriOfFile({ bucket, object }: DatasetFile): string {
  return uriOf(bucket, object.key);
}

function recordOf(file: DatasetFile): FieldRecord {
  const { object, crc64, updatedAt, labels } = file;
  const tags = [...(object.tags ?? [])].map(
    ([key, value]) => [`OSSTagging.${key}`, value] as const,
  );
  return new Map<string, FieldValue>([
    ["URI", uriOfFile(file)],
    ["Filename", object.key],
    ["Size", object.size],
    ["ETag", object.etag],
    ["OSSCRC64", crc64],
    ["FileModifiedTime", object.lastModified],
    ["UpdateTime", updatedAt],
    ["OSSStorageClass", object.storageClass ?? "Standard"],
    ["ContentType", object.contentType],
    ["MediaType", object.contentType.startsWith("image/") ? "image" : "other"],
    ...tags,
    ...(labels === undefined ? [] : [["Labels", labels.map(labelRecord)] as const]),
  ]);
}

function labelRecord(label: PreparedLabel): FieldRecord {
  const fields = Object.entries(label).map(
    ([name, value]) => [`Labels.${name}`, value as string | number] as const,
  );
  return new Map<string, FieldValue>(fields);
}

/** Times with nanoseconds and an offset, as the service writes them. */
function timeText(date: Date): string {
  return date.toISOString().replace(/(\.\d{3})Z$/, "$1000000+00:00");
}

function fileBody(record: FieldRecord, withFields: readonly string[] | undefined) {
  const body: Record<string, unknown> = {};
  for (const [name, value] of record) {
    if (name.startsWith("OSSTagging.")) continue;
    if (withFields !== undefined && !withFields.includes(name)) continue;
    body[name] = value instanceof Date ? timeText(value) : value;
    if (Array.isArray(value)) body[name] = value.map(labelBody);
  }
  return body;
}

function labelBody(label: FieldRecord): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    [...label].map(([name, value]) => [name.replace(/^Labels\./, ""), value]),
  );
}

const comparing = ["eq", "gt", "gte", "lt", "lte", "exist"];
const word: KnownField = {
  type: "text",
  operations: [...comparing, "prefix", "match-phrase"],
  isSortable: true,
};
const number: KnownField = { type: "number", operations: comparing, isSortable: true };
const time: KnownField = { type: "time", operations: comparing, isSortable: true };
const fields: ReadonlyMap<string, KnownField> = new Map([
  ...["URI", "Filename", "ETag", "OSSCRC64", "OSSStorageClass", "ContentType", "MediaType"].map(
    (name) => [name, word] as const,
  ),
  ["Size", number],
  ["FileModifiedTime", time],
  ["UpdateTime", time],
  ["Labels", { type: "text", operations: ["exist"] }],
  ...["LabelName", "ParentLabelName", "Language"].map(
    (name) => [`Labels.${name}`, { ...word, isSortable: false }] as const,
  ),
  ...["LabelConfidence", "CentricScore", "LabelLevel"].map(
    (name) => [`Labels.${name}`, { ...number, isSortable: false }] as const,
  ),
]);

function fieldOf(name: string): KnownField | undefined {
  if (/^OSSTagging\../.test(name)) return { ...word, isSortable: false };
  return fields.get(name);
}

const rules: QueryRules = { fieldOf, lists: ["Labels"] };

const maxSortFields = 5;

function sortRecords(
  records: readonly FieldRecord[],
  sort: string | undefined,
  order: string | undefined,
): readonly FieldRecord[] {
  if (sort === undefined) {
    if (order !== undefined) throw invalid("Order is given without Sort.");
    return records;
  }
  const names = sort.split(",");
  const orders = order === undefined ? [] : order.split(",");
  if (names.length > maxSortFields) throw invalid("Sort names more than 5 fields.");
  if (orders.length > names.length) throw invalid("Order has more elements than Sort.");
  const directions = names.map((name, at) => {
    if (!fieldOf(name)?.isSortable) throw invalid(`The field ${name} cannot be sorted by.`);
    // Where none is given all descend; after the last one that is given the rest ascends.
    const given = orders.length === 0 ? "desc" : (orders[at] ?? "asc");
    if (given !== "asc" && given !== "desc") throw invalid("Order must be asc or desc.");
    return { name, direction: given === "asc" ? 1 : -1 };
  });
  return [...records].sort((one, other) => {
    for (const { name, direction } of directions) {
      const order = compareValues(one.get(name) ?? "", other.get(name) ?? "");
      if (order !== 0) return direction * order;
    }
    return 0;
  });
}

function readAggregations(text: string, records: readonly FieldRecord[], limit: number) {
  const list = jsonOf(text, "Aggregations");
  if (!Array.isArray(list)) throw invalid("Aggregations is no list.");
  return list.map((entry: unknown) => {
    const { Field, Operation, ...others } = (entry ?? {}) as Record<string, unknown>;
    if (
      typeof Field !== "string" ||
      fieldOf(Field) === undefined ||
      Object.keys(others).length > 0
    ) {
      throw invalid(`The field ${String(Field)} does not exist.`);
    }
    if (Operation !== "group") {
      throw invalid(`The sample account does not implement the aggregation ${String(Operation)}.`);
    }
    const counts = new Map<string, number>();
    for (const record of records) {
      const values = new Set(valuesOf(record, Field).map((value) => String(value)));
      for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    const groups = [...counts].sort(([, one], [, other]) => other - one).slice(0, limit);
    return { Field, Operation, Groups: groups.map(([Value, Count]) => ({ Value, Count })) };
  });
}

function readWithFields(text: string | undefined): readonly string[] | undefined {
  if (text === undefined) return undefined;
  const list = jsonOf(text, "WithFields");
  if (!Array.isArray(list)) throw invalid("WithFields is no list.");
  for (const name of list) {
    if (typeof name !== "string" || !fields.has(name)) {
      throw invalid(`The field ${String(name)} does not exist.`);
    }
  }
  return list.length === 0 ? undefined : (list as string[]);
}

function jsonOf(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid(`${name} is not JSON.`);
  }
}

function numberOf(parameters: ReadonlyMap<string, string>, name: string, max: number): number {
  const text = parameters.get(name) ?? "0";
  const number = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  if (number <= max) return number;
  throw invalid(`${name} must be 0 to ${max}.`);
}

function readToken(text: string | undefined): number {
  if (!text) return 0;
  const from = /^from:(\d{1,9})$/.exec(Buffer.from(text, "base64").toString())?.[1];
  if (from === undefined) throw invalid("NextToken is invalid.");
  return Number(from);
}

function invalid(message: string): ImmRefused {
  return new ImmRefused(400, "InvalidArgument", message);
}
