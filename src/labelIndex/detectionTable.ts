/** One SQLite database of stored detections. Every method may throw SQLite's errors; `LabelIndex` deals with them. */
import type { DatabaseSync, SQLOutputValue, StatementSync } from "node:sqlite";
import { foldText, textMatcher } from "../labels/search.ts";
import type { ObjectRef } from "../oss/objectRef.ts";
import { columnsOf, detectionOf, labelsOf, type Row, versionOf } from "./detectionRow.ts";
import { isSameContent, isSameVersion, md5Of } from "./fingerprint.ts";
import { rollBack } from "./migrations.ts";
import type { FoundObject, ObjectVersion, StoredDetection } from "./storedDetection.ts";

/** In characters. A label answer has a few thousand; the rest is the guard against a hostile one. */
export const maxRawLength = 1_000_000;

const identity = "id, account, bucket, key, etag, crc64, size, threshold";
const ofObject = "account = ? AND bucket = ? AND key = ?";
const newestFirst = "ORDER BY id DESC";

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
    this.#inTransaction(() => {
      for (const row of this.#rowsOf(answer.object)) {
        if (Number(row["threshold"]) < answer.threshold) continue;
        if (!isOutdatedBy(versionOf(row), answer.object)) continue;
        this.#run("DELETE FROM answers WHERE id = ?", row["id"] ?? null);
      }
      this.#insert(answer);
    });
  }

  /** Forgets one object, one bucket or a whole account; returns the number of detections. */
  forget(account: string, bucket?: string, key?: string): number {
    const named = [account, bucket, key].filter((name) => name !== undefined);
    const columns = ["account", "bucket", "key"].slice(0, named.length);
    const condition = columns.map((column) => `${column} = ?`).join(" AND ");
    return this.#run(`DELETE FROM answers WHERE ${condition}`, ...named);
  }

  renameAccount(oldName: string, newName: string): void {
    this.#run("UPDATE answers SET account = ? WHERE account = ?", newName, oldName);
  }

  /** Objects whose latest detection has a label with every word of the text. */
  search(text: string, account?: string): FoundObject[] {
    // SQL only narrows the search, so a few words are enough.
    const words = foldText(text).split(/\s+/).filter(Boolean).slice(0, 5);
    const conditions = words.map(() => "instr(words, ?) > 0");
    if (account !== undefined) conditions.push("account = ?");
    const rows = this.#all(
      `SELECT ${identity}, labels FROM answers
       WHERE ${["id IN (SELECT max(id) FROM answers GROUP BY account, bucket, key)", ...conditions].join(" AND ")}
       ${newestFirst}`,
      ...words,
      ...(account === undefined ? [] : [account]),
    );
    const matches = textMatcher(text);
    return rows.flatMap((row) => {
      const labels = labelsOf(row)?.filter(matches) ?? [];
      return labels.length > 0 ? { object: versionOf(row), labels } : [];
    });
  }

  count(): number {
    return Number(this.#all("SELECT count(*) AS answers FROM answers")[0]?.["answers"] ?? 0);
  }

  /** Every detection, oldest first. */
  all(): StoredDetection[] {
    return this.#all("SELECT id FROM answers ORDER BY id").flatMap((row) => this.#read(row) ?? []);
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

  #read({ id }: Row): StoredDetection | undefined {
    const [row] = this.#all(
      "SELECT answers.*, raw FROM answers LEFT JOIN bodies ON answer = id WHERE id = ?",
      id ?? null,
    );
    return row && detectionOf(row);
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

/** A detection of bytes that nobody can recognise again is of use only until the next one. */
function isOutdatedBy(old: ObjectVersion, fresh: ObjectVersion): boolean {
  const isUnrecognizable = old.etag === undefined && old.crc64 === undefined;
  return isUnrecognizable || isSameVersion(old, fresh);
}
