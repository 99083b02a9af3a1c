/** Detections as versions before images had rows of their own wrote them. */
import type { DatabaseSync } from "node:sqlite";
import type { Label } from "../labels/label.ts";
import { parseJson } from "../oss/lenient.ts";
import { normalizeEtag } from "./fingerprint.ts";
import { type Row, Statements } from "./statements.ts";
import type { ObjectVersion, StoredDetection } from "./storedDetection.ts";

/** Where they are: `answers` until the tables are brought up to date, `old_answers` from then on. */
export type OldTable = "answers" | "old_answers";

export interface OldAnswer {
  readonly id: number;
  /** Without its body; `undefined` when its labels can no longer be read. */
  readonly detection: StoredDetection | undefined;
}

/** The table that still holds any; `undefined` when all have been moved. */
export function oldTable(database: DatabaseSync): OldTable | undefined {
  const statements = new Statements(database);
  const named = (name: string) =>
    statements.get("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?", name);
  if (named("old_answers")) return "old_answers";
  return named("images") ? undefined : "answers";
}

/** At most `limit` of them, oldest first. */
export function readOldAnswers(
  statements: Statements,
  table: OldTable,
  after: number,
  limit: number,
): OldAnswer[] {
  return statements
    .all(`SELECT * FROM ${table} WHERE id > ? ORDER BY id LIMIT ?`, after, limit)
    .map((row) => ({ id: Number(row["id"]), detection: detectionOf(row) }));
}

/** Numbers of those that are about an object, under the name of any account, or may be of the same bytes. */
export function oldAnswersAbout(
  statements: Statements,
  { account, bucket, key, crc64, size, etag }: ObjectVersion,
): number[] {
  const bare = normalizeEtag(etag);
  const found = [
    ...statements
      .all(accountNames)
      .flatMap(({ name }) =>
        statements.all(
          "SELECT id FROM old_answers WHERE account = ? AND bucket = ? AND key = ?",
          ...[name ?? null, bucket, key],
        ),
      ),
    ...statements.all(
      "SELECT id FROM old_answers WHERE account = ? AND crc64 = ? AND size = ?",
      ...[account, crc64 ?? null, size ?? null],
    ),
    ...statements.all(
      "SELECT id FROM old_answers WHERE account = ? AND etag IN (?, ?, ?) AND size = ?",
      ...[account, etag ?? null, bare ?? null, `"${bare}"`, size ?? null],
    ),
  ];
  return found.map(({ id }) => Number(id));
}

/** Walks from name to name by the index. */
const accountNames = `WITH RECURSIVE names(name) AS (
  SELECT min(account) FROM old_answers
  UNION ALL
  SELECT (SELECT min(account) FROM old_answers WHERE account > names.name)
  FROM names WHERE names.name IS NOT NULL
) SELECT name FROM names WHERE name IS NOT NULL`;

/** A row of the table. */
export function detectionOf(row: Row): StoredDetection | undefined {
  const labels = readLabels(String(row["labels"]));
  if (!labels) return undefined;
  return {
    object: {
      account: String(row["account"]),
      bucket: String(row["bucket"]),
      key: String(row["key"]),
      ...(typeof row["etag"] === "string" && { etag: row["etag"] }),
      ...(typeof row["crc64"] === "string" && { crc64: row["crc64"] }),
      ...(typeof row["size"] === "number" && { size: row["size"] }),
    },
    threshold: Number(row["threshold"]),
    detectedAt: String(row["detected_at"]),
    ...(typeof row["request_id"] === "string" && { requestId: row["request_id"] }),
    ...(typeof row["server_time"] === "number" && { serverTime: row["server_time"] }),
    labels,
    raw: "",
  };
}

/** JSON that lacks unknown fields; `undefined` when the text is not a list of labels. */
function readLabels(text: string): Label[] | undefined {
  const parsed = parseJson(text);
  if (!Array.isArray(parsed)) return undefined;
  const labels = parsed.flatMap((stored: Partial<Label> | null) => {
    if (typeof stored?.name !== "string") return [];
    const { name, level, parent, confidence, centricScore, language, alias } = stored;
    return { name, level, parent, confidence, centricScore, language, alias };
  });
  return labels.length === parsed.length ? labels : undefined;
}
