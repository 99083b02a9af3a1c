/** One SQLite database of stored detections. Every method may throw SQLite's errors; `LabelIndex` deals with them. */
import type { DatabaseSync, SQLOutputValue, StatementSync } from "node:sqlite";
import { foldText, textMatcher } from "../labels/search.ts";
import type { ObjectRef } from "../oss/objectRef.ts";
import { columnsOf, detectionOf, labelsOf, type Row, versionOf } from "./detectionRow.ts";
import { isSameContent, isSameVersion, md5Of } from "./fingerprint.ts";
import { rollBack } from "./migrations.ts";
import type { FoundObject, ObjectVersion, StoredDetection } from "./storedDetection.ts";

/** In characters. A label answer has a few thousand; the rest is the guard against a hostile one. */
const maxRawLength = 1_000_000;

const identity = "id, account, bucket, key, etag, crc64, size, threshold";
const ofObject = "account = ? AND bucket = ? AND key = ?";
const newestFirst = "ORDER BY id DESC";
const isLatest = `NOT EXISTS (
  SELECT 1 FROM answers AS newer
  WHERE newer.account = one.account AND newer.bucket = one.bucket AND newer.key = one.key AND newer.id > one.id
)`;

export interface SearchPart {
  readonly account?: string | undefined;
  /** Where the part before it ended. */
  readonly before?: number | undefined;
  /** Detections to look through. */
  readonly rows: number;
}

export class DetectionTable {
  /** Identity of the file it was opened from; `undefined` in memory. */
  readonly file: string | undefined;
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  /** Takes over the database, whose tables are up to date. */
  constructor(database: DatabaseSync, file?: string) {
    this.#database = database;
    this.file = file;
  }

  find(version: ObjectVersion, threshold: number): StoredDetection | undefined {
    const found = this.#ofSameKey(version, threshold) ?? this.#ofSameContent(version, threshold);
    return found && this.#read(found);
  }

  /** The newest of the same object and bytes under the name of another account, of those that are not left out. */
  findElsewhere(
    version: ObjectVersion,
    threshold: number,
    isLeftOut: (account: string) => boolean,
  ): StoredDetection | undefined {
    for (const { account } of this.#all(accountNames)) {
      if (typeof account !== "string" || account === version.account || isLeftOut(account))
        continue;
      const found = this.#ofSameKey({ ...version, account }, threshold);
      const stored = found && this.#read(found);
      if (stored) return stored;
    }
    return undefined;
  }

  latest({ account, bucket, key }: ObjectRef): StoredDetection | undefined {
    const [row] = this.#all(
      `SELECT id FROM answers WHERE ${ofObject} ${newestFirst} LIMIT 1`,
      account,
      bucket,
      key,
    );
    return row && this.#read(row);
  }

  /** Replaces what was known of these bytes at this threshold and higher ones. */
  save(answer: StoredDetection): void {
    this.#inTransaction(() => this.#replaceBy(answer));
  }

  /**
   * Forgets an object, and copies of it in its account that have the very bytes of the version; returns what was
   * forgotten, oldest first.
   */
  take(version: ObjectVersion): StoredDetection[] {
    const taken: StoredDetection[] = [];
    this.#inTransaction(() => {
      for (const row of this.#rowsAbout(version)) {
        const detection = this.#read(row);
        if (detection) taken.push(detection);
        this.#delete(row);
      }
    });
    return taken;
  }

  /** Puts back what `take` gave, in its place among what has become known since: the newest detection stays the newest. */
  restore(taken: readonly StoredDetection[]): void {
    this.#inTransaction(() => {
      const rows = new Map(
        taken.flatMap(({ object }) => this.#rowsOf(object)).map((row) => [row["id"], row]),
      );
      const since = [...rows.values()].flatMap((row) => this.#read(row) ?? []);
      for (const row of rows.values()) this.#delete(row);
      for (const answer of [...taken, ...since].sort(byTime)) this.#replaceBy(answer);
    });
  }

  /** Forgets one object, one bucket or a whole account; returns the number of detections. */
  forget(account: string, bucket?: string, key?: string): number {
    const named = [account, bucket, key].filter((name) => name !== undefined);
    const columns = ["account", "bucket", "key"].slice(0, named.length);
    const condition = columns.map((column) => `${column} = ?`).join(" AND ");
    return this.#run(`DELETE FROM answers WHERE ${condition}`, ...named);
  }

  /** True when these bytes are this window's to ask about, until `until`; false while another window does. */
  claim(bytes: string, window: string, now: number, until: number): boolean {
    this.#run("DELETE FROM claims WHERE until < ?", now);
    const sql = `INSERT INTO claims VALUES (?, ?, ?)
      ON CONFLICT (bytes) DO UPDATE SET until = excluded.until WHERE window = excluded.window`;
    return this.#run(sql, bytes, window, until) > 0;
  }

  release(bytes: string, window: string): void {
    this.#run("DELETE FROM claims WHERE bytes = ? AND window = ?", bytes, window);
  }

  /** Returns the number of detections. */
  renameAccount(oldName: string, newName: string): number {
    return this.#run("UPDATE answers SET account = ? WHERE account = ?", newName, oldName);
  }

  /**
   * Objects whose latest detection has a label with every word of the text, newest first. Looks through a part of
   * the detections: `next` is where to go on, and absent at the end.
   */
  search(
    text: string,
    { account, before = Number.MAX_SAFE_INTEGER, rows: count }: SearchPart,
  ): { readonly found: FoundObject[]; readonly next?: number } {
    // SQL only narrows the search, so a few words are enough.
    const words = foldText(text).split(/\s+/).filter(Boolean).slice(0, 5);
    const conditions = [...words.map(() => "instr(words, ?) > 0"), isLatest];
    if (account !== undefined) conditions.push("account = ?");
    const part = "SELECT id FROM answers WHERE id < ? ORDER BY id DESC LIMIT ?";
    const rows = this.#all(
      `SELECT ${identity}, labels FROM answers AS one
       WHERE id IN (${part}) AND ${conditions.join(" AND ")} ${newestFirst}`,
      before,
      count,
      ...words,
      ...(account === undefined ? [] : [account]),
    );
    const matches = textMatcher(text);
    const found = rows.flatMap((row) => {
      const labels = labelsOf(row)?.filter(matches) ?? [];
      return labels.length > 0 ? { object: versionOf(row), labels } : [];
    });
    const [last] = this.#all(`SELECT min(id) AS next FROM (${part})`, before, count);
    const next = last?.["next"];
    return typeof next === "number" ? { found, next } : { found };
  }

  count(): number {
    return Number(this.#all("SELECT count(*) AS answers FROM answers")[0]?.["answers"] ?? 0);
  }

  /** Every detection that can be read, oldest first; those on pages that are damaged are left out. */
  all(): StoredDetection[] {
    const ids = [...this.#readableIds()].sort((one, other) => one - other);
    return ids.flatMap((id) => this.#readDamaged(id) ?? []);
  }

  /** Keeps detections of another file, but not over newer ones of this. */
  adopt(detections: readonly StoredDetection[]): void {
    for (const detection of detections) {
      const newer = this.#rowsOf(detection.object)
        .reverse()
        .flatMap((row) => this.#read(row) ?? [])
        .filter(({ detectedAt }) => detectedAt >= detection.detectedAt);
      if (newer.some((one) => isSameDetection(one, detection))) continue;
      // The newest is the one that was saved last.
      for (const one of [detection, ...newer]) this.save(one);
    }
  }

  /** Writes what was deleted out of the file and its log, as far as no other window reads from it right now. */
  emptyLog(): void {
    this.#all("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #ofSameKey(version: ObjectVersion, threshold: number): Row | undefined {
    return this.#rowsOf(version).find(
      (row) => Number(row["threshold"]) <= threshold && isSameVersion(versionOf(row), version),
    );
  }

  #ofSameContent(version: ObjectVersion, threshold: number): Row | undefined {
    const { account, crc64, size } = version;
    if (size === undefined) return undefined;
    const rowsWith = (column: "crc64" | "etag", value: string | undefined) =>
      value === undefined
        ? []
        : this.#all(
            `SELECT ${identity} FROM answers
             WHERE account = ? AND ${column} = ? AND size = ? AND threshold <= ? ${newestFirst} LIMIT 50`,
            account,
            value,
            size,
            threshold,
          );
    const candidates = [...rowsWith("crc64", crc64), ...rowsWith("etag", md5Of(version))];
    return candidates.find((row) => isSameContent(versionOf(row), version));
  }

  #rowsOf({ account, bucket, key }: ObjectVersion): Row[] {
    const sql = `SELECT ${identity} FROM answers WHERE ${ofObject} ${newestFirst}`;
    return this.#all(sql, account, bucket, key);
  }

  /** By the table and by each index, from both ends: a damaged page ends a walk. */
  #readableIds(): Set<number> {
    const ids = new Set<number>();
    const sources = ["answers NOT INDEXED", ...indexes.map((name) => `answers INDEXED BY ${name}`)];
    for (const source of sources) {
      for (const order of ["ASC", "DESC"]) {
        try {
          const sql = `SELECT id FROM ${source} ORDER BY ${source.endsWith("NOT INDEXED") ? "id" : "account"} ${order}`;
          for (const { id } of this.#prepared(sql).iterate() as Iterable<Row>) ids.add(Number(id));
          // The first walk that comes to its end has seen all.
          return ids;
        } catch {
          // What it has seen so far can be read.
        }
      }
    }
    return ids;
  }

  /** Labels are worth more than the body they were read from. */
  #readDamaged(id: number): StoredDetection | undefined {
    for (const sql of [withBody, "SELECT * FROM answers WHERE id = ?"]) {
      try {
        const [row] = this.#all(sql, id);
        return row && detectionOf(row);
      } catch {
        // The next one needs fewer pages.
      }
    }
    return undefined;
  }

  #read({ id }: Row): StoredDetection | undefined {
    const [row] = this.#all(withBody, id ?? null);
    return row && detectionOf(row);
  }

  /** Of an object and of copies with the bytes of the version, oldest first. */
  #rowsAbout(version: ObjectVersion): Row[] {
    const { account, size } = version;
    const copies =
      size === undefined
        ? []
        : this.#all(
            `SELECT ${identity} FROM answers WHERE account = ? AND size = ?`,
            account,
            size,
          ).filter((row) => isSameContent(versionOf(row), version));
    const rows = [...this.#rowsOf(version), ...copies].map(
      (row) => [Number(row["id"]), row] as const,
    );
    return [...new Map(rows)].sort(([a], [b]) => a - b).map(([, row]) => row);
  }

  #replaceBy(answer: StoredDetection): void {
    for (const row of this.#rowsOf(answer.object)) {
      if (Number(row["threshold"]) < answer.threshold) continue;
      if (isOutdatedBy(versionOf(row), answer.object)) this.#delete(row);
    }
    this.#insert(answer);
  }

  #delete({ id }: Row): void {
    this.#run("DELETE FROM answers WHERE id = ?", id ?? null);
  }

  #insert(answer: StoredDetection): void {
    const columns = columnsOf(answer);
    const names = Object.keys(columns);
    const marks = names.map(() => "?");
    this.#run(`INSERT INTO answers (${names}) VALUES (${marks})`, ...Object.values(columns));
    const raw = answer.raw.slice(0, maxRawLength);
    this.#run("INSERT INTO bodies (answer, raw) VALUES (last_insert_rowid(), ?)", raw);
  }

  #inTransaction(work: () => void): void {
    this.#database.exec("BEGIN IMMEDIATE");
    try {
      work();
      this.#database.exec("COMMIT");
    } catch (error) {
      rollBack(this.#database);
      throw error;
    }
  }

  #all(sql: string, ...values: SQLOutputValue[]): Row[] {
    return this.#prepared(sql).all(...values);
  }

  #run(sql: string, ...values: SQLOutputValue[]): number {
    return Number(this.#prepared(sql).run(...values).changes);
  }

  #prepared(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.#database.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}

/** Walks from name to name by the index, instead of through all detections. */
const accountNames = `WITH RECURSIVE names(account) AS (
  SELECT min(account) FROM answers
  UNION ALL
  SELECT (SELECT min(account) FROM answers WHERE account > names.account)
  FROM names WHERE names.account IS NOT NULL
) SELECT account FROM names`;

const indexes = ["answers_by_key", "answers_by_crc64", "answers_by_etag"];
const withBody = "SELECT answers.*, raw FROM answers LEFT JOIN bodies ON answer = id WHERE id = ?";

function isSameDetection(one: StoredDetection, other: StoredDetection): boolean {
  return (
    one.detectedAt === other.detectedAt &&
    one.threshold === other.threshold &&
    one.requestId === other.requestId
  );
}

/** A detection of bytes that nobody can recognise again is of use only until the next one. */
function isOutdatedBy(old: ObjectVersion, fresh: ObjectVersion): boolean {
  const isUnrecognizable = old.etag === undefined && old.crc64 === undefined;
  return isUnrecognizable || isSameVersion(old, fresh);
}

/** Times are ISO 8601 in UTC, which sort as text. */
function byTime(a: StoredDetection, b: StoredDetection): number {
  return a.detectedAt < b.detectedAt ? -1 : Number(a.detectedAt > b.detectedAt);
}
