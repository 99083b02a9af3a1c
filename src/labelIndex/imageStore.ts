/** One SQLite database of images and their detections. Every method may throw SQLite's errors; `IndexFile` deals with them. */
import type { DatabaseSync, SQLInputValue, SQLOutputValue } from "node:sqlite";
import type { Label } from "../labels/label.ts";
import type { ObjectRef } from "../oss/objectRef.ts";
import { currentLabels } from "../query/currentLabels.ts";
import { readCorrections, writeCorrections } from "./corrections.ts";
import { isSameContent, isSameVersion, md5Of, normalizeEtag } from "./fingerprint.ts";
import { ImageIndexes } from "./imageIndexes.ts";
import { type OldAnswer, oldAnswersAbout, oldTable, readOldAnswers } from "./oldAnswers.ts";
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
import type { Corrections, ExchangeDetection, ExchangeImage } from "./port.ts";
import { Postings } from "./postings.ts";
import {
  completedFacts,
  type DetectedVersion,
  type Fingerprint,
  type ImageFacts,
  judging,
  updatedFacts,
} from "./presentBytes.ts";
import { type Row, Statements } from "./statements.ts";
import type {
  DetectionSource,
  ImageVersion,
  ObjectVersion,
  StoredDetection,
} from "./storedDetection.ts";
import { Texts } from "./texts.ts";

/** In characters. A label answer has a few thousand; the rest is the guard against a hostile one. */
const maxRawLength = 1_000_000;
/** Detections of an image that a newer one says again. */
const maxSuperseded = 5;

/** All that is kept of one image. */
export interface ImageRecord {
  readonly object: ImageVersion;
  /** When its facts were told, in milliseconds since 1970. */
  readonly seen?: number;
  /** Oldest first. */
  readonly detections: readonly StoredDetection[];
  readonly corrections?: Corrections;
}

export interface JudgedImage {
  readonly object: ImageVersion;
  readonly isOutdated: boolean;
  readonly corrections: Corrections | undefined;
  /** Absent where none is of its present bytes, or its labels can no longer be read. */
  readonly detection: ExchangeDetection | undefined;
}

/** Images of one account, of one of its buckets, or whose keys begin alike. */
export interface Place {
  readonly account: string;
  readonly bucket?: string | undefined;
  readonly prefix?: string | undefined;
}

/** An image as the table has it. */
export interface ImageRow {
  readonly id: number;
  readonly object: ImageVersion;
  readonly seen: number | undefined;
  readonly current: number | undefined;
  readonly isOutdated: boolean;
  readonly corrections: Corrections | undefined;
}

export class ImageStore {
  /** Identity of the file it was opened from; `undefined` in memory. */
  readonly file: string | undefined;
  readonly statements: Statements;
  readonly #database: DatabaseSync;
  readonly #texts: Texts;
  /** What images are found by; `undefined` in a store that is not searched. */
  readonly postings: Postings | undefined;
  readonly indexes: ImageIndexes;
  /** The last numbers that were given in the transaction that is under way. */
  #numbers = new Map<"images" | "answers", number>();
  #dataVersion = 0;

  /** Takes over the database, whose tables are up to date. */
  constructor(database: DatabaseSync, file?: string, isSearched = true) {
    this.#database = database;
    this.file = file;
    this.statements = new Statements(database);
    this.#texts = new Texts(this.statements);
    this.postings = isSearched ? new Postings(database) : undefined;
    this.indexes = new ImageIndexes(this.statements);
  }

  find(version: ObjectVersion, threshold: number, withBody = true): StoredDetection | undefined {
    this.#synchronise();
    const id = this.#ofSameKey(version, threshold) ?? this.#ofSameContent(version, threshold);
    return id === undefined ? undefined : this.#detection(id, withBody);
  }

  /** The newest of the same object and bytes under the name of another account, of those that are not left out. */
  findElsewhere(
    version: ObjectVersion,
    threshold: number,
    leftOut: readonly string[],
    withBody = true,
  ): StoredDetection | undefined {
    this.#synchronise();
    for (const { account } of this.statements.all(accountNames)) {
      if (typeof account !== "string" || account === version.account) continue;
      if (leftOut.includes(account)) continue;
      const id = this.#ofSameKey({ ...version, account }, threshold);
      const stored = id === undefined ? undefined : this.#detection(id, withBody);
      if (stored) return stored;
    }
    return undefined;
  }

  latest(ref: ObjectRef): StoredDetection | undefined {
    this.#synchronise();
    const [row] = this.statements.all(
      `SELECT answers.id FROM answers WHERE image = (SELECT id FROM images WHERE ${ofObject})
       ${newestFirst} LIMIT 1`,
      ...refValues(ref),
    );
    return row && this.#detection(Number(row["id"]));
  }

  /** Keeps detections. Each replaces what was known of these bytes at its threshold and higher ones. */
  save(detections: readonly StoredDetection[]): void {
    this.transaction(() => {
      for (const detection of detections) this.#save(detection);
    });
  }

  /** Keeps what was told of images just now. */
  see(images: readonly ImageVersion[], now: number): void {
    this.transaction(() => {
      for (const image of images) {
        const known = this.row(image);
        if (known) this.#update(known, updatedFacts(factsOf(known.object), factsOf(image)), now);
        else this.#insert({ object: image, seen: now, detections: [] });
      }
    });
  }

  /** Takes in images of another index, of which nothing that is here is lost. */
  take(images: readonly ExchangeImage[]): { added: number; replaced: number } {
    return this.transaction(() => {
      let added = 0;
      for (const image of images) if (this.#take(image)) added++;
      this.indexes.taken(added);
      return { added, replaced: images.length - added };
    });
  }

  /** Adds what another database of this index has of an image. What is newer here stays. */
  adopt(records: readonly ImageRecord[]): void {
    this.transaction(() => {
      for (const record of records) {
        const { object, seen = 0, detections, corrections } = record;
        const known = this.row(object);
        if (!known) {
          this.#insert(record);
          continue;
        }
        const [facts, told] = [factsOf(known.object), factsOf(object)];
        const before = known.seen ?? 0;
        const merged = seen > before ? updatedFacts(facts, told) : completedFacts(facts, told);
        this.#writeFacts(known.id, merged, Math.max(seen, before));
        for (const detection of detections) this.#addOnce(known.id, detection);
        if (corrections) this.#unite(known.id, corrections);
        this.#judge(known.id);
      }
    });
  }

  /**
   * Moves some detections out of the table of an older version; false when there are no more. Those whose labels can
   * no longer be read are left behind.
   */
  takeOverSome(limit: number): boolean {
    if (oldTable(this.#database) === undefined) return false;
    return this.transaction(() => {
      // Another window may have ended it.
      if (oldTable(this.#database) === undefined) return false;
      const answers = readOldAnswers(this.statements, "old_answers", 0, limit);
      this.#takeOverAll(answers);
      const last = answers.at(-1);
      if (last) this.statements.run("DELETE FROM old_answers WHERE id <= ?", last.id);
      else this.#database.exec("DROP TABLE old_answers");
      return last !== undefined;
    });
  }

  /** Moves what that table has of objects, and of others that may have their bytes, so that it is found already. */
  takeOverAbout(versions: readonly ObjectVersion[]): void {
    const numbers = () =>
      oldTable(this.#database) === undefined
        ? []
        : versions.flatMap((version) => oldAnswersAbout(this.statements, version));
    if (numbers().length === 0) return;
    this.transaction(() => {
      // Another window may have moved some.
      const ids = [...new Set(numbers())].sort((one, other) => one - other);
      this.#takeOverAll(
        ids.flatMap((id) => readOldAnswers(this.statements, "old_answers", id - 1, 1)),
      );
      for (const id of ids) this.statements.run("DELETE FROM old_answers WHERE id = ?", id);
    });
  }

  #takeOverAll(answers: readonly OldAnswer[]): void {
    for (const { id, detection } of answers) {
      if (detection) this.#takeOver(id, detection);
      else this.statements.run("DELETE FROM bodies WHERE answer = ?", id);
    }
  }

  /** All that is kept of images, by their numbers. */
  records(ids: readonly number[]): ImageRecord[] {
    this.#synchronise();
    return ids.flatMap((id) => {
      const row = this.rowById(id);
      if (!row) return [];
      return {
        object: row.object,
        ...(row.seen !== undefined && { seen: row.seen }),
        detections: this.detectionsOf(id, true),
        ...(row.corrections && { corrections: row.corrections }),
      };
    });
  }

  /** Deletes images with all that is known of them; the number of detections. */
  delete(ids: readonly number[]): number {
    return this.transaction(() => {
      let count = 0;
      for (const id of ids) {
        for (const { id: answer } of this.#answerIds(id)) {
          this.#deleteAnswer(Number(answer));
          count++;
        }
        this.postings?.remove(id);
        this.statements.run("DELETE FROM images WHERE id = ?", id);
      }
      return count;
    });
  }

  /**
   * Deletes what is known of an object, and the detections of copies in its account that have the very bytes of the
   * version. `keep` is given all of it before.
   */
  deleteAbout(version: ObjectVersion, keep: (records: readonly ImageRecord[]) => void): number {
    return this.transaction(() => {
      const own = this.row(version);
      let count = 0;
      if (own) {
        keep(this.records([own.id]));
        count = this.delete([own.id]);
      }
      for (const copy of this.#copiesOf(version)) {
        const row = this.rowById(copy);
        if (!row) continue;
        const isSame = (one: Fingerprint) => isSameContent(one, version);
        const detections = this.detectionsOf(copy, true).filter(({ object }) => isSame(object));
        const { object, corrections, seen = 0 } = row;
        keep([{ object, seen, detections, ...(corrections && { corrections }) }]);
        for (const answer of this.#answerRows(copy)) {
          if (!isSame(fingerprintOf(answer))) continue;
          this.#deleteAnswer(Number(answer["id"]));
          count++;
        }
        this.#judge(copy);
      }
      return count;
    });
  }

  /** Images of the account with a detection of the version's bytes, other than the object itself. */
  #copiesOf(version: ObjectVersion): number[] {
    const own = this.row(version)?.id;
    const copies = this.#answersWithBytes(version, version.account, 1)
      .filter((row) => isSameContent(fingerprintOf(row), version))
      .map((row) => Number(row["image"]));
    return [...new Set(copies)].filter((id) => id !== own);
  }

  /** Numbers of at most `limit` images of a place, by bucket and key. */
  idsOf(place: Place, limit: number): number[] {
    const { condition, values } = placeCondition(place);
    return this.statements
      .all(
        `SELECT id, key FROM images WHERE ${condition} ORDER BY account, bucket, key LIMIT ?`,
        ...values,
        limit,
      )
      .map(({ id }) => Number(id));
  }

  /** Numbers of at most `limit` images, in ascending order. */
  idsAfter(after: number, limit: number): number[] {
    return this.statements
      .all("SELECT id FROM images WHERE id > ? ORDER BY id LIMIT ?", after, limit)
      .map(({ id }) => Number(id));
  }

  /** Gives some of an account's images its new name; the number of detections, `undefined` when none is left. */
  renameSome(from: string, to: string, limit: number): number | undefined {
    return this.transaction(() => {
      const ids = this.idsOf({ account: from }, limit);
      if (ids.length === 0) return undefined;
      let count = 0;
      for (const id of ids) {
        const row = this.rowById(id);
        if (!row) continue;
        const object = { ...row.object, account: to };
        const there = this.row(object);
        count += this.#answerIds(id).length;
        if (there) {
          this.statements.run("UPDATE answers SET image = ? WHERE image = ?", there.id, id);
          const isNewer = (row.seen ?? 0) > (there.seen ?? 0);
          const [older, newer] = isNewer ? [there, row] : [row, there];
          const facts = updatedFacts(factsOf(older.object), factsOf(newer.object));
          this.#writeFacts(there.id, facts, newer.seen ?? 0);
          if (row.corrections) this.#unite(there.id, row.corrections);
          this.postings?.remove(id);
          this.statements.run("DELETE FROM images WHERE id = ?", id);
        } else {
          this.statements.run("UPDATE images SET account = ? WHERE id = ?", to, id);
        }
        this.#judge(there?.id ?? id);
      }
      return count;
    });
  }

  /** Replaces the corrections of an image. */
  correct(ref: ObjectRef, corrections: Corrections): void {
    this.transaction(() => {
      const { account, bucket, key } = ref;
      const id =
        this.row(ref)?.id ?? this.#insert({ object: { account, bucket, key }, detections: [] });
      this.#writeCorrections(id, corrections);
      this.#judge(id);
    });
  }

  row(ref: ObjectRef): ImageRow | undefined {
    const sql = `SELECT * FROM images WHERE ${ofObject}`;
    const row = this.statements.get(sql, ...refValues(ref));
    return row && imageOf(row);
  }

  rowById(id: number): ImageRow | undefined {
    const row = this.statements.get("SELECT * FROM images WHERE id = ?", id);
    return row && imageOf(row);
  }

  /** Of an image, oldest first; without bodies unless they are asked for. Those that cannot be read are left out. */
  detectionsOf(image: number, withBody = false): StoredDetection[] {
    return this.#answerIds(image)
      .map(({ id }) => Number(id))
      .flatMap((id) => this.#detection(id, withBody) ?? []);
  }

  /** By its number, which an image's `current` is; `undefined` when its labels can no longer be read. */
  detection(id: number, withBody = false): StoredDetection | undefined {
    return this.#detection(id, withBody);
  }

  /** An image with the detection that judges it. */
  judgedImage(id: number): JudgedImage | undefined {
    const row = this.statements.array(judgedSql, id);
    return row && this.#judgedOf(row);
  }

  /** The same of many, which takes less time than one by one; without those that are gone. */
  judgedImages(ids: readonly number[]): Map<number, JudgedImage> {
    const judged = new Map<number, JudgedImage>();
    for (const [id, ...row] of this.statements.arrays(allJudgedSql, JSON.stringify(ids)))
      judged.set(Number(id), this.#judgedOf(row));
    return judged;
  }

  /** Numbers of an image's detections, oldest first. */
  answerIds(image: number): number[] {
    return this.#answerIds(image).map(({ id }) => Number(id));
  }

  counts(): { readonly images: number; readonly detections: number } {
    return {
      images: this.statements.number("SELECT count(*) FROM images"),
      detections: this.statements.number("SELECT count(*) FROM answers"),
    };
  }

  /** True when these bytes are this window's to ask about, until `until`; false while another window does. */
  claim(bytes: string, window: string, now: number, until: number): boolean {
    this.statements.run("DELETE FROM claims WHERE until < ?", now);
    const sql = `INSERT INTO claims VALUES (?, ?, ?)
      ON CONFLICT (bytes) DO UPDATE SET until = excluded.until WHERE window = excluded.window`;
    return this.statements.run(sql, bytes, window, until) > 0;
  }

  release(bytes: string, window: string): void {
    this.statements.run("DELETE FROM claims WHERE bytes = ? AND window = ?", bytes, window);
  }

  /** Writes what was deleted out of the file and its log, as far as no other window reads from it right now. */
  emptyLog(): void {
    this.statements.all("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  /** All of it is written, or nothing. Within another one it is a part of that. */
  transaction<T>(work: () => T): T {
    if (this.#database.isTransaction) return work();
    this.#database.exec("BEGIN IMMEDIATE");
    this.#numbers.clear();
    try {
      this.#synchronise();
      const result = work();
      this.#texts.flush();
      this.postings?.flush();
      this.#database.exec("COMMIT");
      return result;
    } catch (error) {
      this.#texts.forget();
      this.postings?.discard();
      // SQLite ends it itself after some failures, such as a full disk.
      if (this.#database.isTransaction) this.#database.exec("ROLLBACK");
      throw error;
    }
  }

  close(): void {
    this.#database.close();
  }

  /** Another window may have deleted texts, and others have come. */
  #synchronise(): void {
    const version = this.statements.number("PRAGMA data_version");
    if (version !== this.#dataVersion) this.#texts.forget();
    this.#dataVersion = version;
  }

  #ofSameKey(version: ObjectVersion, threshold: number): number | undefined {
    const rows = this.statements.all(
      `SELECT id, etag, crc64, size FROM answers
       WHERE image = (SELECT id FROM images WHERE ${ofObject}) AND threshold <= ? ${newestFirst}`,
      ...refValues(version),
      threshold,
    );
    const found = rows.find((row) => isSameVersion(fingerprintOf(row), version));
    return found && Number(found["id"]);
  }

  #ofSameContent(version: ObjectVersion, threshold: number): number | undefined {
    const found = this.#answersWithBytes(version, version.account, threshold).find((row) =>
      isSameContent(fingerprintOf(row), version),
    );
    return found && Number(found["id"]);
  }

  /** Detections in an account that may be of the same bytes, the newest first; no more than some hundred. */
  #answersWithBytes(version: ObjectVersion, account: string, threshold: number): Row[] {
    const { crc64, size } = version;
    const md5 = md5Of(version);
    if (size === undefined) return [];
    const rowsWhere = (condition: string, value: SQLInputValue | undefined) =>
      value === undefined
        ? []
        : this.statements.all(
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

  #save(detection: StoredDetection): void {
    const { object } = detection;
    const detected = packTime(detection.detectedAt) ?? 0;
    const known = this.row(object);
    if (!known) {
      this.#insert({ object, seen: detected, detections: [detection] });
      return;
    }
    const { id, seen = 0 } = known;
    this.#deleteSuperseded(id, detection);
    this.#add(id, detection);
    const [facts, told] = [factsOf(known.object), factsOf(object)];
    const isNewer = detected >= seen;
    const merged = isNewer ? updatedFacts(facts, told) : completedFacts(facts, told);
    this.#writeFacts(id, merged, isNewer ? detected : seen);
    this.#judge(id);
  }

  /** Of what a detection says again some of the newest stay, for people to compare. */
  #deleteSuperseded(id: number, { object, threshold }: StoredDetection): void {
    const superseded = this.#answerRows(id).filter(
      (row) => Number(row["threshold"]) >= threshold && isOutdatedBy(fingerprintOf(row), object),
    );
    for (const [place, row] of superseded.entries()) {
      const isKept = place < maxSuperseded && isRecognizable(fingerprintOf(row));
      if (!isKept) this.#deleteAnswer(Number(row["id"]));
    }
  }

  #takeOver(answer: number, detection: StoredDetection): void {
    const { object } = detection;
    const detected = packTime(detection.detectedAt) ?? 0;
    const known = this.row(object);
    if (!known) {
      this.#insert({ object, seen: detected, detections: [detection] }, answer);
      return;
    }
    this.#addOnce(known.id, detection, answer);
    this.#writeFacts(known.id, updatedFacts(factsOf(known.object), factsOf(object)), detected);
    this.#judge(known.id);
  }

  /** True when the image was not known. */
  #take({ object, detections: told, corrections }: ExchangeImage): boolean {
    const modified = packTime(object.lastModified);
    const { account, bucket, key, etag, crc64, size } = object;
    const fingerprint = {
      ...(etag !== undefined && { etag }),
      ...(crc64 !== undefined && { crc64 }),
      ...(size !== undefined && { size }),
    };
    const detections = told.map((detection): StoredDetection => {
      const detected = packTime(detection.detectedAt);
      // Of bytes that came later than the detection, the line's fingerprint says nothing.
      const isOfLine = modified === null || detected === null || modified <= detected;
      const version = { account, bucket, key, ...(isOfLine && fingerprint) };
      return { ...detection, object: version, raw: "" };
    });
    const added = this.#insertNew({ object, detections, ...(corrections && { corrections }) });
    const known = added === undefined ? this.row(object) : undefined;
    if (!known) return true;
    const facts = factsOf(known.object);
    const isNewer = (modified ?? 0) > (packTime(facts.lastModified) ?? 0);
    const merged = isNewer
      ? updatedFacts(facts, factsOf(object))
      : completedFacts(facts, factsOf(object));
    this.#writeFacts(known.id, merged, known.seen ?? 0);
    for (const detection of detections) this.#addOnce(known.id, detection);
    if (corrections) this.#unite(known.id, corrections);
    this.#judge(known.id);
    return false;
  }

  /** Unless it is here. */
  #addOnce(image: number, detection: StoredDetection, number?: number): void {
    const same = this.statements.all(
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
      const read = this.#labelsOf(row);
      return read !== undefined && comparable(read) === labels;
    };
    if (!same.some(isHere)) this.#add(image, detection, number);
  }

  #add(image: number, detection: StoredDetection, number = this.#newNumber("answers")): number {
    const { object, threshold, detectedAt, requestId, serverTime, source, labels, raw } = detection;
    const packed = packLabels(labels, (text) => {
      const id = this.#texts.idOf(text);
      this.#texts.use(id, 1);
      return id;
    });
    this.statements.run(
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
    const kept = raw.slice(0, maxRawLength);
    // Detections of older versions already have theirs.
    if (kept) this.statements.run("INSERT INTO bodies VALUES (?, ?)", number, kept);
    return number;
  }

  /** The next number of a row, within a transaction: other windows wait for its end. */
  #newNumber(table: "images" | "answers"): number {
    const sql =
      table === "images"
        ? "SELECT max(id) FROM images"
        : "SELECT seq FROM sqlite_sequence WHERE name = 'answers'";
    const number = (this.#numbers.get(table) ?? this.statements.number(sql)) + 1;
    this.#numbers.set(table, number);
    return number;
  }

  #deleteAnswer(id: number): void {
    const row = this.statements.get("SELECT labels FROM answers WHERE id = ?", id);
    const packed = row?.["labels"];
    if (packed instanceof Uint8Array) {
      for (const text of textsOf(packed)) this.#texts.use(text, -1);
    }
    this.statements.run("DELETE FROM answers WHERE id = ?", id);
  }

  /** Writes an image that is not known yet; its number. Of a detection of an older version its number stays. */
  #insert(image: ImageRecord, number?: number): number {
    const id = this.#insertNew(image, number);
    if (id === undefined) throw new Error("The image is known.");
    return id;
  }

  /** The same; `undefined` where the image is known. Of an import most are not, so nobody looks first. */
  #insertNew(
    { object, seen, detections, corrections }: ImageRecord,
    number?: number,
  ): number | undefined {
    const before = new Map(this.#numbers);
    const id = this.#newNumber("images");
    const facts = factsOf(object);
    const modified = packTime(facts.lastModified);
    const distinct = withoutRepeated(detections);
    const numbers = distinct.map((_, at) => (at === 0 && number) || this.#newNumber("answers"));
    const newest = distinct
      .map((detection, at) => ({
        at,
        detection,
        ...detection.object,
        detected: packTime(detection.detectedAt) ?? undefined,
      }))
      .sort((a, b) => (b.detected ?? -Infinity) - (a.detected ?? -Infinity) || b.at - a.at);
    const { current, isOutdated } = judging(newest, { ...facts, modified: modified ?? undefined });
    const judge = current === undefined ? undefined : newest[current];
    const { account, bucket, key } = object;
    const searched = {
      ...{ account, bucket, key, storageClass: facts.storageClass, corrections, isOutdated },
      labels: judge?.detection.labels,
      isDetected: distinct.length > 0,
    };
    const inserted = this.statements.run(
      `INSERT INTO images (id, account, bucket, key, etag, crc64, size, modified, storage_class,
         current, detected, labels, corrections, outdated, seen)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (account, bucket, key) DO NOTHING`,
      id,
      account,
      bucket,
      key,
      facts.etag ?? null,
      facts.crc64 ?? null,
      facts.size ?? null,
      modified,
      facts.storageClass ?? null,
      (judge && numbers[judge.at]) ?? null,
      judge?.detected ?? null,
      currentLabels(searched.labels ?? [], corrections).length,
      (corrections && writeCorrections(corrections)) ?? null,
      Number(isOutdated),
      seen ?? null,
    );
    if (inserted === 0) {
      this.#numbers = before;
      return undefined;
    }
    this.postings?.add(id, searched);
    distinct.forEach((detection, at) => {
      const answer = this.#add(id, detection, numbers[at]);
      if (isApart(detection.object, facts)) this.#setApart(answer, true);
    });
    return id;
  }

  #setApart(answer: number, apart: boolean): void {
    this.statements.run("UPDATE answers SET apart = ? WHERE id = ?", Number(apart), answer);
  }

  #update(known: ImageRow, facts: ImageFacts, seen: number): void {
    this.#writeFacts(known.id, facts, seen);
    if (!isSame(factsOf(known.object), facts)) this.#judge(known.id);
  }

  #writeFacts(id: number, facts: ImageFacts, seen: number): void {
    this.statements.run(
      `UPDATE images SET etag = ?, crc64 = ?, size = ?, modified = ?, storage_class = ?, seen = ?
       WHERE id = ?`,
      normalizeEtag(facts.etag) ?? null,
      facts.crc64 ?? null,
      facts.size ?? null,
      packTime(facts.lastModified),
      facts.storageClass ?? null,
      seen,
      id,
    );
  }

  #unite(id: number, { hidden, added }: Corrections): void {
    const known = this.rowById(id)?.corrections;
    this.#writeCorrections(id, {
      hidden: [...new Set([...(known?.hidden ?? []), ...hidden])],
      added: [...new Set([...(known?.added ?? []), ...added])],
    });
  }

  #writeCorrections(id: number, corrections: Corrections): void {
    const written = writeCorrections(corrections) ?? null;
    this.statements.run("UPDATE images SET corrections = ? WHERE id = ?", written, id);
  }

  /** Of the columns of `judgedSql`. Pages read a hundred, so it takes no more than they need. */
  #judgedOf(row: readonly SQLOutputValue[]): JudgedImage {
    const [account, bucket, key, etag, crc64, size, modified, storageClass, ...rest] = row;
    const [corrections, outdated, threshold, detected, request, sourceNumber, packed] = rest;
    const lastModified = unpackTime(modified);
    const requestId = unpackRequestId(request);
    const source = sources[Number(sourceNumber)];
    const labels =
      packed instanceof Uint8Array
        ? unpackLabels(packed, (text) => this.#texts.textOf(text))
        : undefined;
    return {
      object: {
        ...{ account: String(account), bucket: String(bucket), key: String(key) },
        ...(typeof etag === "string" && { etag }),
        ...(typeof crc64 === "string" && { crc64 }),
        ...(typeof size === "number" && { size }),
        ...(lastModified !== undefined && { lastModified }),
        ...(typeof storageClass === "string" && { storageClass }),
      },
      isOutdated: outdated === 1,
      corrections: readCorrections(corrections),
      detection: labels && {
        threshold: Number(threshold),
        detectedAt: unpackTime(detected) ?? "",
        ...(requestId !== undefined && { requestId }),
        ...(source && source !== "image/labels" && { source }),
        labels,
      },
    };
  }

  /** Writes which detection judges an image, and what it can be found by. */
  #judge(id: number): void {
    const image = this.rowById(id);
    if (!image) return;
    const answers = this.#answerRows(id);
    const detections: DetectedVersion[] = answers.map((row) => ({
      ...fingerprintOf(row),
      detected: typeof row["detected"] === "number" ? row["detected"] : undefined,
    }));
    for (const answer of answers) {
      const apart = isApart(fingerprintOf(answer), image.object);
      if (apart !== (answer["apart"] === 1)) this.#setApart(Number(answer["id"]), apart);
    }
    const modified = packTime(image.object.lastModified) ?? undefined;
    const { current, isOutdated } = judging(detections, { ...image.object, modified });
    const row = current === undefined ? undefined : answers[current];
    const labels = row && (this.#labelsOf(row) ?? []);
    const { account, bucket, key, storageClass } = image.object;
    const { corrections } = image;
    const isDetected = answers.length > 0;
    const facts = { account, bucket, key, storageClass, labels, isDetected, isOutdated };
    const count = this.postings?.set(id, { ...facts, corrections }) ?? 0;
    this.statements.run(
      "UPDATE images SET current = ?, detected = ?, labels = ?, outdated = ? WHERE id = ?",
      row?.["id"] ?? null,
      row?.["detected"] ?? null,
      count,
      Number(isOutdated),
      id,
    );
  }

  /** The newest first. */
  #answerRows(image: number): Row[] {
    return this.statements.all(`SELECT * FROM answers WHERE image = ? ${newestFirst}`, image);
  }

  #answerIds(image: number): Row[] {
    const sql = "SELECT id FROM answers WHERE image = ? ORDER BY detected, id";
    return this.statements.all(sql, image);
  }

  #labelsOf(row: Row): Label[] | undefined {
    return labelsOf(row, (id) => this.#texts.textOf(id));
  }

  #detection(id: number, withBody = true): StoredDetection | undefined {
    const row = this.statements.get(
      `SELECT answers.*, account, bucket, key FROM answers JOIN images ON images.id = image
       WHERE answers.id = ?`,
      id,
    );
    const body =
      row &&
      withBody &&
      this.statements.get("SELECT raw FROM bodies WHERE answer = ?", id)?.["raw"];
    const raw = typeof body === "string" ? body : "";
    return row && detectionOf(row, refOf(row), (text) => this.#texts.textOf(text), raw);
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

const judgedColumns = `account, bucket, images.key, images.etag, images.crc64, images.size, modified,
    storage_class, corrections, outdated, threshold, answers.detected, request_id, source,
    answers.labels`;
const judgedSql = `SELECT ${judgedColumns}
  FROM images LEFT JOIN answers ON answers.id = current WHERE images.id = ?`;
const allJudgedSql = `SELECT images.id, ${judgedColumns}
  FROM json_each(?) AS wanted CROSS JOIN images ON images.id = wanted.value
    LEFT JOIN answers ON answers.id = current`;

const ofObject = "account = ? AND bucket = ? AND key = ?";
const newestFirst = "ORDER BY detected DESC, id DESC";

/** As their numbers in the table. */
const sources: readonly DetectionSource[] = ["image/labels", "imm", "import"];

/** Walks from name to name by the index, instead of through all images. */
const accountNames = `WITH RECURSIVE names(account) AS (
  SELECT min(account) FROM images
  UNION ALL
  SELECT (SELECT min(account) FROM images WHERE account > names.account)
  FROM names WHERE names.account IS NOT NULL
) SELECT account FROM names`;

function refValues({ account, bucket, key }: ObjectRef): [string, string, string] {
  return [account, bucket, key];
}

export function refOf(row: Row): ObjectRef {
  return {
    account: String(row["account"]),
    bucket: String(row["bucket"]),
    key: String(row["key"]),
  };
}

/** Of a row of `answers`. */
function fingerprintOf(row: Row): Fingerprint {
  const etag = unpackEtag(row["etag"]);
  const crc64 = unpackCrc64(row["crc64"]);
  return {
    ...(etag !== undefined && { etag }),
    ...(crc64 !== undefined && { crc64 }),
    ...(typeof row["size"] === "number" && { size: row["size"] }),
  };
}

/** A row of `images`. */
export function imageOf(row: Row): ImageRow {
  const lastModified = unpackTime(row["modified"]);
  const number = (column: string) => {
    const value = row[column];
    return typeof value === "number" ? value : undefined;
  };
  return {
    id: Number(row["id"]),
    object: {
      ...refOf(row),
      ...(typeof row["etag"] === "string" && { etag: row["etag"] }),
      ...(typeof row["crc64"] === "string" && { crc64: row["crc64"] }),
      ...(typeof row["size"] === "number" && { size: row["size"] }),
      ...(lastModified !== undefined && { lastModified }),
      ...(typeof row["storage_class"] === "string" && { storageClass: row["storage_class"] }),
    },
    seen: number("seen"),
    current: number("current"),
    isOutdated: row["outdated"] === 1,
    corrections: readCorrections(row["corrections"]),
  };
}

/** Without what is not known. */
function factsOf({ etag, crc64, size, lastModified, storageClass }: ImageFacts): ImageFacts {
  const normalized = normalizeEtag(etag);
  const modified = unpackTime(packTime(lastModified) ?? undefined);
  return {
    ...(normalized !== undefined && { etag: normalized }),
    ...(crc64 !== undefined && { crc64 }),
    ...(size !== undefined && { size }),
    ...(modified !== undefined && { lastModified: modified }),
    ...(storageClass !== undefined && { storageClass }),
  };
}

function isSame(one: ImageFacts, other: ImageFacts): boolean {
  return (
    one.etag === other.etag &&
    one.crc64 === other.crc64 &&
    one.size === other.size &&
    one.lastModified === other.lastModified &&
    one.storageClass === other.storageClass
  );
}

/** Whether a detection cannot be found by the fingerprint of its image, so that it is looked up by its own. */
function isApart(detected: Fingerprint, present: Fingerprint): boolean {
  return (
    detected.crc64 !== present.crc64 || normalizeEtag(detected.etag) !== normalizeEtag(present.etag)
  );
}

/** Detections that are alike in all that is exchanged count once. */
function withoutRepeated(detections: readonly StoredDetection[]): readonly StoredDetection[] {
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

/** A detection of bytes that nobody can recognise again is of use only until the next one. */
function isOutdatedBy(old: Fingerprint, fresh: ObjectVersion): boolean {
  return !isRecognizable(old) || isSameVersion(old, fresh);
}

function isRecognizable({ etag, crc64 }: Fingerprint): boolean {
  return etag !== undefined || crc64 !== undefined;
}

function placeCondition({ account, bucket, prefix }: Place): {
  condition: string;
  values: SQLInputValue[];
} {
  const conditions = ["account = ?"];
  const values: SQLInputValue[] = [account];
  if (bucket !== undefined) {
    conditions.push("bucket = ?");
    values.push(bucket);
  }
  if (prefix) {
    // Text is compared as UTF-8, of which no text has the byte FF: it ends what begins alike.
    conditions.push("key >= ? AND key < CAST(CAST(? AS BLOB) || x'FF' AS TEXT)");
    values.push(prefix, prefix);
  }
  return { condition: conditions.join(" AND "), values };
}
