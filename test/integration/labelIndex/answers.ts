/** Known answers, and folders to keep them in, for the tests of the index. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import type { LabelIndex } from "../../../src/labelIndex/labelIndex.ts";
import type { ObjectVersion, StoredDetection } from "../../../src/labelIndex/storedDetection.ts";
import type { Query } from "../../../src/query/query.ts";
import { outerwear } from "../../unit/labels/label.ts";

export const md5 = '"5B3C1A2E053D763E1B002CC607C5A0FE"';
export const otherMd5 = '"0CC175B9C0F1B6A831C399E269772661"';

export const photo: ObjectVersion = {
  account: "work",
  bucket: "photos",
  key: "2026/coat.jpg",
  etag: md5,
  crc64: "9962519317166021344",
  size: 21839,
};

export function answer(known: Partial<StoredDetection> = {}): StoredDetection {
  return {
    object: photo,
    threshold: 0.7,
    detectedAt: "2026-03-01T08:00:00.000Z",
    requestId: "0EC0B6EC-EB16-5EF4-812B-EF3A60C7D20D",
    serverTime: 489,
    labels: [outerwear],
    raw: '{"Labels":[]}',
    ...known,
  };
}

/** Changes the index's file from outside. */
export function change(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

/** The path of a folder that is there while the tests of a `describe` run. */
export function temporaryFolder(): () => string {
  let folder = "";
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "label-index-"));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
}

/** The program of the index's thread, from its source. */
export const program = new URL("../../../src/labelIndex/worker.ts", import.meta.url);

/** The number of detections that are kept. */
export async function count(index: LabelIndex): Promise<number> {
  return (await index.summary()).detections;
}

/** Forgets an account, one of its buckets, or keys that begin so; the number of detections. */
export async function forgetPlace(
  index: LabelIndex,
  account: string,
  bucket?: string,
  prefix?: string,
): Promise<number | undefined> {
  const place = {
    account,
    ...(bucket !== undefined && { bucket }),
    ...(prefix !== undefined && { prefix }),
  };
  return (await index.forget({ kind: "prefix", ...place }))?.detections;
}

export const everything: Query = {
  condition: { kind: "everything" },
  sort: { by: "key", isReversed: false },
};
