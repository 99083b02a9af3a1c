/** Rows of the index's tables as what they mean. */
import type { SQLOutputValue } from "node:sqlite";
import type { Label } from "../labels/label.ts";
import { foldText } from "../labels/search.ts";
import { parseJson } from "../oss/lenient.ts";
import { normalizeEtag } from "./fingerprint.ts";
import type { ObjectVersion, StoredDetection } from "./storedDetection.ts";

export type Row = Record<string, SQLOutputValue>;

/** A detection without its body, by the names of the columns. */
export function columnsOf(answer: StoredDetection): Row {
  const { object, threshold, detectedAt, requestId, serverTime, labels } = answer;
  return {
    account: object.account,
    bucket: object.bucket,
    key: object.key,
    etag: normalizeEtag(object.etag) ?? null,
    crc64: object.crc64 ?? null,
    size: object.size ?? null,
    threshold,
    detected_at: detectedAt,
    request_id: requestId ?? null,
    server_time: serverTime ?? null,
    labels: writeLabels(labels),
    words: wordsOf(labels),
  };
}

/** The object that a row is about. */
export function versionOf(row: Row): ObjectVersion {
  return {
    account: String(row["account"]),
    bucket: String(row["bucket"]),
    key: String(row["key"]),
    ...(typeof row["etag"] === "string" && { etag: row["etag"] }),
    ...(typeof row["crc64"] === "string" && { crc64: row["crc64"] }),
    ...(typeof row["size"] === "number" && { size: row["size"] }),
  };
}

/** `undefined` when the labels can no longer be read. */
export function labelsOf(row: Row): Label[] | undefined {
  return readLabels(String(row["labels"]));
}

/** A detection with its body; `undefined` when its labels can no longer be read. */
export function detectionOf(row: Row): StoredDetection | undefined {
  const labels = labelsOf(row);
  if (!labels) return undefined;
  return {
    object: versionOf(row),
    threshold: Number(row["threshold"]),
    detectedAt: String(row["detected_at"]),
    ...(typeof row["request_id"] === "string" && { requestId: row["request_id"] }),
    ...(typeof row["server_time"] === "number" && { serverTime: row["server_time"] }),
    labels,
    raw: typeof row["raw"] === "string" ? row["raw"] : "",
  };
}

/** JSON; unknown fields take no room. */
function writeLabels(labels: readonly Label[]): string {
  return JSON.stringify(labels);
}

/** The labels of `writeLabels`, each with all its fields; `undefined` when the text is not a list of labels. */
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

/** Every name and alias, folded: a search reads the labels only where its words occur here. */
function wordsOf(labels: readonly Label[]): string {
  return labels.map(({ name, alias }) => foldText(alias ? `${name}\n${alias}` : name)).join("\n");
}
