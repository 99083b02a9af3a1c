/** Rows of `answers`: what the service, or a file, said of images. They are written within transactions. */
import type { SQLInputValue } from "node:sqlite";
import type { Label } from "../labels/label.ts";
import type { ObjectRef } from "../oss/objectRef.ts";
import { isSameContent, isSameVersion, md5Of, normalizeEtag } from "./fingerprint.ts";
import { accountNames, ofObject, refOf, refValues } from "./imageRows.ts";
import {
  packCrc64,
  packEtag,
  packRequestId,
  packTime,
  unpackCrc64,
  unpackEtag,
  unpackRequestId,
  unpackTime,
} from "./packedFacts.ts";
import { packLabels, textsOf, unpackLabels } from "./packedLabels.ts";
import type { Fingerprint } from "./presentBytes.ts";
import type { Row, Statements } from "./statements.ts";
import type { DetectionSource, ObjectVersion, StoredDetection } from "./storedDetection.ts";
import type { Texts } from "./texts.ts";

/** In characters. A label answer has a few thousand; the rest is the guard against a hostile one. */
const maxRawLength = 1_000_000;

export class AnswerRows {
  readonly #statements: Statements;
  readonly #texts: Texts;
  /** The last number that was given in the transaction that is under way. */
  #last: number | undefined;

  constructor(statements: Statements, texts: Texts) {
    this.#statements = statements;
    this.#texts = texts;
  }

  /** To be called when a transaction begins: until its end, no other window gives numbers. */
  begin(): void {
    this.#last = undefined;
  }

  /** The number that the next answer gets. */
  get next(): number {
    this.#last ??= this.#statements.number(
      "SELECT seq FROM sqlite_sequence WHERE name = 'answers'",
    );
    return this.#last + 1;
  }

  /** The newest of the same object and bytes, else of the same bytes, at the threshold or a lower one. */
  find(version: ObjectVersion, threshold: number): number | undefined {
    return this.#ofSameKey(version, threshold) ?? this.#ofSameContent(version, threshold);
  }

  /** The same of the object under the names of other accounts, by account. */
  *findElsewhere(
    version: ObjectVersion,
    threshold: number,
    leftOut: readonly string[],
  ): Iterable<number> {
    for (const { account } of this.#statements.all(accountNames)) {
      if (typeof account !== "string" || account === version.account) continue;
      if (leftOut.includes(account)) continue;
      const id = this.#ofSameKey({ ...version, account }, threshold);
      if (id !== undefined) yield id;
    }
  }

  latest(ref: ObjectRef): number | undefined {
    const [row] = this.#statements.all(
      `SELECT answers.id FROM answers WHERE image = (SELECT id FROM images WHERE ${ofObject})
       ${newestFirst} LIMIT 1`,
      ...refValues(ref),
    );
    return row && Number(row["id"]);
  }

  /** Images of the version's account with an answer of its very bytes. */
  imagesOfContent(version: ObjectVersion): Set<number> {
    const same = this.#withBytes(version, 1).filter((row) =>
      isSameContent(fingerprintOf(row), version),
    );
    return new Set(same.map((row) => Number(row["image"])));
  }

  /** Of an image, the newest first. */
  rowsOf(image: number): Row[] {
    return this.#statements.all(`SELECT * FROM answers WHERE image = ? ${newestFirst}`, image);
  }

  /** Numbers of an image's answers, oldest first. */
  idsOf(image: number): number[] {
    return this.#statements
      .all("SELECT id FROM answers WHERE image = ? ORDER BY detected, id", image)
      .map(({ id }) => Number(id));
  }

  /** `undefined` when its labels can no longer be read. */
  read(id: number, withBody: boolean): StoredDetection | undefined {
    const row = this.#statements.get(
      `SELECT answers.*, account, bucket, key FROM answers JOIN images ON images.id = image
       WHERE answers.id = ?`,
      id,
    );
    const body =
      row &&
      withBody &&
      this.#statements.get("SELECT raw FROM bodies WHERE answer = ?", id)?.["raw"];
    const raw = typeof body === "string" ? body : "";
    return row && detectionOf(row, refOf(row), (text) => this.#texts.textOf(text), raw);
  }

  /** Of a row; `undefined` when they can no longer be read. */
  labelsOf(row: Row): Label[] | undefined {
    return labelsOf(row, (id) => this.#texts.textOf(id));
  }

  add(image: number, detection: StoredDetection, number = this.next): number {
    const { object, threshold, detectedAt, requestId, serverTime, source, labels, raw } = detection;
    const packed = packLabels(labels, (text) => {
      const id = this.#texts.idOf(text);
      this.#texts.use(id, 1);
      return id;
    });
    this.#statements.run(
      `INSERT INTO answers
         (id, image, etag, crc64, size, threshold, detected, request_id, server_time, source, labels)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      number,
      image,
      packEtag(normalizeEtag(object.etag)),
      packCrc64(object.crc64),
      object.size ?? null,
      threshold,
      packTime(detectedAt),
      packRequestId(requestId),
      serverTime ?? null,
      sources.indexOf(source ?? "image/labels"),
      packed,
    );
    if (number >= this.next) this.#last = number;
    const kept = raw.slice(0, maxRawLength);
    // Detections of older versions already have theirs.
    if (kept) this.#statements.run("INSERT INTO bodies VALUES (?, ?)", number, kept);
    return number;
  }

  /** Unless it is here. */
  addOnce(image: number, detection: StoredDetection, number?: number): void {
    const same = this.#statements.all(
      `SELECT * FROM answers WHERE image = ? AND detected IS ? AND threshold = ? AND request_id IS ?
       AND source = ?`,
      image,
      packTime(detection.detectedAt),
      detection.threshold,
      packRequestId(detection.requestId),
      sources.indexOf(detection.source ?? "image/labels"),
    );
    const labels = comparable(detection.labels);
    const isHere = (row: Row) => {
      const read = this.labelsOf(row);
      return read !== undefined && comparable(read) === labels;
    };
    if (!same.some(isHere)) this.add(image, detection, number);
  }

  delete(id: number): void {
    const row = this.#statements.get("SELECT labels FROM answers WHERE id = ?", id);
    const packed = row?.["labels"];
    if (packed instanceof Uint8Array) {
      for (const text of textsOf(packed)) this.#texts.use(text, -1);
    }
    this.#statements.run("DELETE FROM answers WHERE id = ?", id);
  }

  /** Gives all answers of an image to another. */
  move(image: number, to: number): void {
    this.#statements.run("UPDATE answers SET image = ? WHERE image = ?", to, image);
  }

  setApart(answer: number, apart: boolean): void {
    this.#statements.run("UPDATE answers SET apart = ? WHERE id = ?", Number(apart), answer);
  }

  #ofSameKey(version: ObjectVersion, threshold: number): number | undefined {
    const rows = this.#statements.all(
      `SELECT id, etag, crc64, size FROM answers
       WHERE image = (SELECT id FROM images WHERE ${ofObject}) AND threshold <= ? ${newestFirst}`,
      ...refValues(version),
      threshold,
    );
    const found = rows.find((row) => isSameVersion(fingerprintOf(row), version));
    return found && Number(found["id"]);
  }

  #ofSameContent(version: ObjectVersion, threshold: number): number | undefined {
    const found = this.#withBytes(version, threshold).find((row) =>
      isSameContent(fingerprintOf(row), version),
    );
    return found && Number(found["id"]);
  }

  /** Answers in its account that may be of the same bytes, the newest first; no more than some hundred. */
  #withBytes(version: ObjectVersion, threshold: number): Row[] {
    const { account, crc64, size } = version;
    const md5 = md5Of(version);
    if (size === undefined) return [];
    const rowsWhere = (condition: string, value: SQLInputValue | undefined) =>
      value === undefined
        ? []
        : this.#statements.all(
            `SELECT answers.id, image, answers.etag, answers.crc64, answers.size, answers.detected
             FROM images JOIN answers ON answers.image = images.id
             WHERE ${condition} AND account = ? AND threshold <= ?
             ORDER BY answers.detected DESC, answers.id DESC LIMIT 50`,
            value,
            account,
            threshold,
          );
    const time = ({ detected }: Row) => (typeof detected === "number" ? detected : 0);
    return [
      ...rowsWhere("images.crc64 = ?", crc64),
      ...rowsWhere("images.etag = ?", md5),
      ...(crc64 === undefined ? [] : rowsWhere("apart AND answers.crc64 = ?", packCrc64(crc64))),
      ...(md5 === undefined ? [] : rowsWhere("apart AND answers.etag = ?", packEtag(md5))),
    ].sort((a, b) => time(b) - time(a) || Number(b["id"]) - Number(a["id"]));
  }
}

/** A row of `answers`; `undefined` when its labels can no longer be read. */
export function detectionOf(
  row: Row,
  { account, bucket, key }: ObjectRef,
  textOf: (id: number) => string | undefined,
  raw: string,
): StoredDetection | undefined {
  const labels = labelsOf(row, textOf);
  if (!labels) return undefined;
  const requestId = unpackRequestId(row["request_id"]);
  const source = sources[Number(row["source"])];
  return {
    object: { account, bucket, key, ...fingerprintOf(row) },
    ...(source && source !== "image/labels" && { source }),
    threshold: Number(row["threshold"]),
    detectedAt: unpackTime(row["detected"]) ?? "",
    ...(requestId !== undefined && { requestId }),
    ...(typeof row["server_time"] === "number" && { serverTime: row["server_time"] }),
    labels,
    raw,
  };
}

function labelsOf(row: Row, textOf: (id: number) => string | undefined): Label[] | undefined {
  const packed = row["labels"];
  return packed instanceof Uint8Array ? unpackLabels(packed, textOf) : undefined;
}

const newestFirst = "ORDER BY detected DESC, id DESC";

/** As their numbers in the table. */
export const sources: readonly DetectionSource[] = ["image/labels", "imm", "import"];

/** Of a row of `answers`. */
export function fingerprintOf(row: Row): Fingerprint {
  const etag = unpackEtag(row["etag"]);
  const crc64 = unpackCrc64(row["crc64"]);
  return {
    ...(etag !== undefined && { etag }),
    ...(crc64 !== undefined && { crc64 }),
    ...(typeof row["size"] === "number" && { size: row["size"] }),
  };
}

/** Detections that are alike in all that is exchanged count once. */
export function withoutRepeated(
  detections: readonly StoredDetection[],
): readonly StoredDetection[] {
  if (detections.length < 2) return detections;
  const distinct = new Map<string, StoredDetection>();
  for (const detection of detections) {
    const { detectedAt, threshold, requestId, source, labels } = detection;
    const facts = [packTime(detectedAt), threshold, requestId ?? null, source ?? "image/labels"];
    const identity = JSON.stringify([facts, comparable(labels)]);
    if (!distinct.has(identity)) distinct.set(identity, detection);
  }
  return [...distinct.values()];
}

/** Labels as they are exchanged, for a comparison. */
function comparable(labels: readonly Label[]): string {
  return JSON.stringify(
    labels.map(({ name, level, parent, confidence, centricScore, language }) => [
      ...[name, level ?? null, parent ?? null],
      ...[confidence ?? null, centricScore ?? null, language ?? null],
    ]),
  );
}
