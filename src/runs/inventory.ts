/** A report of Bucket Inventory: what a bucket held on a day, as CSV. [Bucket inventory] */
import { decodePercent } from "../oss/percentEncoding.ts";
import { csvRecords } from "./csv.ts";

export interface InventoryEntry {
  readonly bucket: string;
  readonly key: string;
  /** Bytes. */
  readonly size?: number;
  readonly etag?: string;
  /** ISO 8601, UTC. */
  readonly lastModified?: string;
  readonly storageClass?: string;
}

type Column = "bucket" | "key" | "size" | "storageclass" | "lastmodified" | "etag" | "crc64";
type Columns = Partial<Record<Column, number>>;

const columnNames: Readonly<Record<string, Column>> = {
  bucket: "bucket",
  bucketname: "bucket",
  key: "key",
  objectname: "key",
  object: "key",
  name: "key",
  size: "size",
  storageclass: "storageclass",
  lastmodified: "lastmodified",
  lastmodifieddate: "lastmodified",
  etag: "etag",
};

/**
 * Entries of a report. Its columns are those of its first line where that names them (or of `fields`, as the report's
 * `manifest.json` names them); else bucket and key come first, as in every report, and the others are known by what is
 * in them: their order is the person's choice.
 */
export async function* inventoryEntries(
  lines: AsyncIterable<string>,
  fields?: readonly string[],
): AsyncGenerator<InventoryEntry, void, undefined> {
  let columns = fields && columnsOf(fields);
  let isFirst = true;
  for await (const record of csvRecords(lines)) {
    if (isFirst) {
      isFirst = false;
      const named = columnsOf(record);
      if (named) {
        columns = named;
        continue;
      }
    }
    const entry = columns ? byColumns(record, columns) : byContent(record);
    if (entry) yield entry;
  }
}

/** Whether a record looks like an entry of a report, rather than a line of a list. */
export function looksLikeInventory(line: string): boolean {
  const fields = line.split(",");
  if (fields.length < 2 || /^"?[a-z]+:\/\//i.test(line)) return false;
  const bare = fields.map((field) => field.replace(/^"|"$/g, ""));
  return columnsOf(bare) !== undefined || /^[a-z0-9][a-z0-9_-]{1,61}[a-z0-9]$/.test(bare[0] ?? "");
}

function columnsOf(names: readonly string[]): Columns | undefined {
  const columns: Columns = {};
  for (const [at, name] of names.entries()) {
    const column = columnNames[name.trim().toLowerCase().replace(/[ _-]/g, "")];
    if (column !== undefined) columns[column] ??= at;
  }
  return columns.bucket !== undefined && columns.key !== undefined ? columns : undefined;
}

function byColumns(record: readonly string[], columns: Columns): InventoryEntry | undefined {
  const field = (column: Column) => {
    const at = columns[column];
    const text = at === undefined ? undefined : record[at]?.trim();
    return text === "" ? undefined : text;
  };
  return entryOf({
    bucket: field("bucket"),
    key: field("key"),
    size: field("size"),
    storageClass: field("storageclass"),
    lastModified: field("lastmodified"),
    etag: field("etag"),
  });
}

const classes = /^(?:Standard|IA|Archive|ColdArchive|DeepColdArchive)$/i;
const date = /^\d{4}-\d{2}-\d{2}T\d{2}[-:]\d{2}[-:]\d{2}(?:\.\d+)?Z$/;
const etagText = /^"?[0-9A-F]{32}(?:-\d+)?"?$/i;

/** The version of an object, and whether it is a delete marker, may stand anywhere. */
function byContent([bucket, key, ...others]: readonly string[]): InventoryEntry | undefined {
  const fields = others.map((field) => field.trim());
  return entryOf({
    bucket: bucket?.trim(),
    key,
    size: fields.find((field) => /^\d{1,15}$/.test(field)),
    storageClass: fields.find((field) => classes.test(field)),
    lastModified: fields.find((field) => date.test(field)),
    etag: fields.find((field) => etagText.test(field)),
  });
}

function entryOf({
  bucket,
  key,
  size,
  storageClass,
  lastModified,
  etag,
}: Readonly<
  Record<"bucket" | "key" | "size" | "storageClass" | "lastModified" | "etag", string | undefined>
>): InventoryEntry | undefined {
  if (!bucket || !key) return undefined;
  const bytes = size === undefined ? Number.NaN : Number(size);
  const time = lastModified === undefined ? undefined : readTime(lastModified);
  return {
    bucket,
    key: decodePercent(key) ?? key,
    ...(Number.isSafeInteger(bytes) && bytes >= 0 && { size: bytes }),
    ...(etag !== undefined && { etag }),
    ...(time !== undefined && { lastModified: time }),
    ...(storageClass !== undefined && { storageClass }),
  };
}

/** Reports write `2026-01-31T08-15-00Z`; other writers write ISO 8601. */
function readTime(text: string): string | undefined {
  const iso = text.replace(/T(\d{2})-(\d{2})-(\d{2})/, "T$1:$2:$3");
  const time = Date.parse(iso);
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}
