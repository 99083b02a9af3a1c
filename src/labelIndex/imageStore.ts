/** One SQLite database of images and their detections. Every method may throw SQLite's errors; `IndexFile` deals with them. */
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import type { ObjectRef } from "../oss/objectRef.ts";
import { currentLabels } from "../query/currentLabels.ts";
import { AnswerRows, fingerprintOf, sources, withoutRepeated } from "./answerRows.ts";
import { readCorrections } from "./corrections.ts";
import { isSameContent, isSameVersion, normalizeEtag } from "./fingerprint.ts";
import { ImageIndexes } from "./imageIndexes.ts";
import { factsOf, type ImageRow, ImageRows } from "./imageRows.ts";
import { type OldAnswer, oldAnswersAbout, oldTable, readOldAnswers } from "./oldAnswers.ts";
import { packTime, unpackRequestId, unpackTime } from "./packedFacts.ts";
import { unpackLabels } from "./packedLabels.ts";
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
import { Statements } from "./statements.ts";
import type { ImageVersion, ObjectVersion, StoredDetection } from "./storedDetection.ts";
import { Texts } from "./texts.ts";

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

export class ImageStore {
  /** Identity of the file it was opened from; `undefined` in memory. */
  readonly file: string | undefined;
  readonly statements: Statements;
  readonly #database: DatabaseSync;
  readonly #texts: Texts;
  readonly images: ImageRows;
  readonly answers: AnswerRows;
  /** What images are found by; `undefined` in a store that is not searched. */
  readonly postings: Postings | undefined;
  readonly indexes: ImageIndexes;
  #dataVersion = 0;

  /** Takes over the database, whose tables are up to date. */
  constructor(database: DatabaseSync, file?: string, isSearched = true) {
    this.#database = database;
    this.file = file;
    this.statements = new Statements(database);
    this.#texts = new Texts(this.statements);
    this.images = new ImageRows(this.statements);
    this.answers = new AnswerRows(this.statements, this.#texts);
    this.postings = isSearched ? new Postings(database) : undefined;
    this.indexes = new ImageIndexes(this.statements);
  }

  find(version: ObjectVersion, threshold: number, withBody = true): StoredDetection | undefined {
    this.#synchronise();
    const id = this.answers.find(version, threshold);
    return id === undefined ? undefined : this.answers.read(id, withBody);
  }

  /** The newest of the same object and bytes under the name of another account, of those that are not left out. */
  findElsewhere(
    version: ObjectVersion,
    threshold: number,
    leftOut: readonly string[],
    withBody = true,
  ): StoredDetection | undefined {
    this.#synchronise();
    for (const id of this.answers.findElsewhere(version, threshold, leftOut)) {
      const stored = this.answers.read(id, withBody);
      if (stored) return stored;
    }
    return undefined;
  }

  latest(ref: ObjectRef): StoredDetection | undefined {
    this.#synchronise();
    const id = this.answers.latest(ref);
    return id === undefined ? undefined : this.answers.read(id, true);
  }

  /**
   * Keeps detections. Each replaces what was known of these bytes at its threshold and higher ones, also of copies in
   * the account that have an answer of their own.
   */
  save(detections: readonly StoredDetection[]): void {
    this.transaction(() => {
      for (const detection of detections) this.#save(detection);
    });
  }

  /** Keeps what was told of images just now. */
  see(images: readonly ImageVersion[], now: number): void {
    this.transaction(() => {
      for (const image of images) {
        const known = this.images.of(image);
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
        const known = this.images.of(object);
        if (!known) {
          this.#insert(record);
          continue;
        }
        const [facts, told] = [factsOf(known.object), factsOf(object)];
        const before = known.seen ?? 0;
        const merged = seen > before ? updatedFacts(facts, told) : completedFacts(facts, told);
        this.images.writeFacts(known.id, merged, Math.max(seen, before));
        for (const detection of detections) this.answers.addOnce(known.id, detection);
        if (corrections) this.images.unite(known.id, corrections);
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
      const row = this.images.byId(id);
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
        for (const answer of this.answers.idsOf(id)) {
          this.answers.delete(answer);
          count++;
        }
        this.postings?.remove(id);
        this.images.delete(id);
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
      const own = this.images.of(version);
      let count = 0;
      if (own) {
        keep(this.records([own.id]));
        count = this.delete([own.id]);
      }
      for (const copy of this.#copiesOf(version)) {
        const row = this.images.byId(copy);
        if (!row) continue;
        const isSame = (one: Fingerprint) => isSameContent(one, version);
        const detections = this.detectionsOf(copy, true).filter(({ object }) => isSame(object));
        const { object, corrections, seen = 0 } = row;
        keep([{ object, seen, detections, ...(corrections && { corrections }) }]);
        for (const answer of this.answers.rowsOf(copy)) {
          if (!isSame(fingerprintOf(answer))) continue;
          this.answers.delete(Number(answer["id"]));
          count++;
        }
        this.#judge(copy);
      }
      return count;
    });
  }

  /** Images of the account with a detection of the version's bytes, other than the object itself. */
  #copiesOf(version: ObjectVersion): number[] {
    const own = this.images.of(version)?.id;
    return [...this.answers.imagesOfContent(version)].filter((id) => id !== own);
  }

  /** Gives some of an account's images its new name; the number of detections, `undefined` when none is left. */
  renameSome(from: string, to: string, limit: number): number | undefined {
    return this.transaction(() => {
      const ids = this.images.idsOf({ account: from }, limit);
      if (ids.length === 0) return undefined;
      let count = 0;
      for (const id of ids) {
        const row = this.images.byId(id);
        if (!row) continue;
        const object = { ...row.object, account: to };
        const there = this.images.of(object);
        count += this.answers.idsOf(id).length;
        if (there) {
          this.answers.move(id, there.id);
          const isNewer = (row.seen ?? 0) > (there.seen ?? 0);
          const [older, newer] = isNewer ? [there, row] : [row, there];
          const facts = updatedFacts(factsOf(older.object), factsOf(newer.object));
          this.images.writeFacts(there.id, facts, newer.seen ?? 0);
          if (row.corrections) this.images.unite(there.id, row.corrections);
          this.postings?.remove(id);
          this.images.delete(id);
        } else {
          this.images.rename(id, to);
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
        this.images.of(ref)?.id ??
        this.#insert({ object: { account, bucket, key }, detections: [] });
      this.images.writeCorrections(id, corrections);
      this.#judge(id);
    });
  }

  /** Of an image, oldest first; without bodies unless they are asked for. Those that cannot be read are left out. */
  detectionsOf(image: number, withBody = false): StoredDetection[] {
    return this.answers.idsOf(image).flatMap((id) => this.answers.read(id, withBody) ?? []);
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
    this.images.begin();
    this.answers.begin();
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

  #save(detection: StoredDetection): void {
    this.#saveOwn(detection);
    for (const copy of this.#copiesOf(detection.object)) this.#saveOfCopy(copy, detection);
  }

  /** A copy whose answer about these bytes is an older one gets the newer. */
  #saveOfCopy(id: number, detection: StoredDetection): void {
    const copy = this.images.byId(id)?.object;
    if (!copy || !isSameContent(copy, detection.object)) return;
    const [newest] = this.answers
      .rowsOf(id)
      .filter((row) => isSameContent(fingerprintOf(row), detection.object));
    const isOlder = Number(newest?.["detected"]) < (packTime(detection.detectedAt) ?? 0);
    if (isOlder) this.#saveOwn({ ...detection, object: copy });
  }

  #saveOwn(detection: StoredDetection): void {
    const { object } = detection;
    const detected = packTime(detection.detectedAt) ?? 0;
    const known = this.images.of(object);
    if (!known) {
      this.#insert({ object, seen: detected, detections: [detection] });
      return;
    }
    const { id, seen = 0 } = known;
    this.#deleteSuperseded(id, detection);
    this.answers.add(id, detection);
    const [facts, told] = [factsOf(known.object), factsOf(object)];
    const isNewer = detected >= seen;
    const merged = isNewer ? updatedFacts(facts, told) : completedFacts(facts, told);
    this.images.writeFacts(id, merged, isNewer ? detected : seen);
    this.#judge(id);
  }

  /** Of what a detection says again some of the newest stay, for people to compare. */
  #deleteSuperseded(id: number, { object, threshold }: StoredDetection): void {
    const superseded = this.answers
      .rowsOf(id)
      .filter(
        (row) => Number(row["threshold"]) >= threshold && isOutdatedBy(fingerprintOf(row), object),
      );
    for (const [place, row] of superseded.entries()) {
      const isKept = place < maxSuperseded && isRecognizable(fingerprintOf(row));
      if (!isKept) this.answers.delete(Number(row["id"]));
    }
  }

  #takeOver(answer: number, detection: StoredDetection): void {
    const { object } = detection;
    const detected = packTime(detection.detectedAt) ?? 0;
    const known = this.images.of(object);
    if (!known) {
      this.#insert({ object, seen: detected, detections: [detection] }, answer);
      return;
    }
    this.answers.addOnce(known.id, detection, answer);
    this.images.writeFacts(
      known.id,
      updatedFacts(factsOf(known.object), factsOf(object)),
      detected,
    );
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
    const known = added === undefined ? this.images.of(object) : undefined;
    if (!known) return true;
    const facts = factsOf(known.object);
    const isNewer = (modified ?? 0) > (packTime(facts.lastModified) ?? 0);
    const merged = isNewer
      ? updatedFacts(facts, factsOf(object))
      : completedFacts(facts, factsOf(object));
    this.images.writeFacts(known.id, merged, known.seen ?? 0);
    for (const detection of detections) this.answers.addOnce(known.id, detection);
    if (corrections) this.images.unite(known.id, corrections);
    this.#judge(known.id);
    return false;
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
    const facts = factsOf(object);
    const modified = packTime(facts.lastModified);
    const distinct = withoutRepeated(detections);
    const { next } = this.answers;
    // An answer of an older version keeps its number.
    const numbers = distinct.map((_, at) =>
      number === undefined ? next + at : at === 0 ? number : next + at - 1,
    );
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
    const labels = judge?.detection.labels;
    const id = this.images.insert({
      ...{ object, facts, seen, corrections, isOutdated },
      current: judge && numbers[judge.at],
      detected: judge?.detected,
      labels: currentLabels(labels ?? [], corrections).length,
    });
    if (id === undefined) return undefined;
    const { account, bucket, key } = object;
    const { storageClass } = facts;
    const isDetected = distinct.length > 0;
    const searched = { account, bucket, key, storageClass, labels, isDetected, isOutdated };
    this.postings?.add(id, { ...searched, corrections });
    distinct.forEach((detection, at) => {
      const answer = this.answers.add(id, detection, numbers[at]);
      if (isApart(detection.object, facts)) this.answers.setApart(answer, true);
    });
    return id;
  }

  #update(known: ImageRow, facts: ImageFacts, seen: number): void {
    this.images.writeFacts(known.id, facts, seen);
    if (!isSame(factsOf(known.object), facts)) this.#judge(known.id);
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
    const image = this.images.byId(id);
    if (!image) return;
    const answers = this.answers.rowsOf(id);
    const detections: DetectedVersion[] = answers.map((row) => ({
      ...fingerprintOf(row),
      detected: typeof row["detected"] === "number" ? row["detected"] : undefined,
    }));
    for (const answer of answers) {
      const apart = isApart(fingerprintOf(answer), image.object);
      if (apart !== (answer["apart"] === 1)) this.answers.setApart(Number(answer["id"]), apart);
    }
    const modified = packTime(image.object.lastModified) ?? undefined;
    const { current, isOutdated } = judging(detections, { ...image.object, modified });
    const row = current === undefined ? undefined : answers[current];
    const labels = row && (this.answers.labelsOf(row) ?? []);
    const { account, bucket, key, storageClass } = image.object;
    const { corrections } = image;
    const isDetected = answers.length > 0;
    const facts = { account, bucket, key, storageClass, labels, isDetected, isOutdated };
    const count = this.postings?.set(id, { ...facts, corrections }) ?? 0;
    this.images.writeJudgement(id, {
      current: row && Number(row["id"]),
      detected: row && detections[current ?? 0]?.detected,
      labels: count,
      isOutdated,
    });
  }
}

const judgedColumns = `account, bucket, images.key, images.etag, images.crc64, images.size, modified,
    storage_class, corrections, outdated, threshold, answers.detected, request_id, source,
    answers.labels`;
const judgedSql = `SELECT ${judgedColumns}
  FROM images LEFT JOIN answers ON answers.id = current WHERE images.id = ?`;
const allJudgedSql = `SELECT images.id, ${judgedColumns}
  FROM json_each(?) AS wanted CROSS JOIN images ON images.id = wanted.value
    LEFT JOIN answers ON answers.id = current`;

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

/** A detection of bytes that nobody can recognise again is of use only until the next one. */
function isOutdatedBy(old: Fingerprint, fresh: ObjectVersion): boolean {
  return !isRecognizable(old) || isSameVersion(old, fresh);
}

function isRecognizable({ etag, crc64 }: Fingerprint): boolean {
  return etag !== undefined || crc64 !== undefined;
}
