/** The tables of the label index, as the steps that lead to them. Steps that have been released never change. */
import type { DatabaseSync } from "node:sqlite";
import { callTables } from "../runs/callCounts.ts";
import { runTables } from "../runs/tables.ts";
import { answerTables, imageTables, postingTables } from "./tables.ts";

/** Step n leads from `user_version` n to n+1. */
const steps = [
  // Bodies are large and rarely read: apart, they do not slow down a search through the detections.
  `CREATE TABLE answers (
     id INTEGER PRIMARY KEY AUTOINCREMENT,
     account TEXT NOT NULL,
     bucket TEXT NOT NULL,
     key TEXT NOT NULL,
     etag TEXT,
     crc64 TEXT,
     size INTEGER,
     threshold REAL NOT NULL,
     detected_at TEXT NOT NULL,
     request_id TEXT,
     server_time REAL,
     labels TEXT NOT NULL,
     words TEXT NOT NULL
   ) STRICT;
   CREATE INDEX answers_by_key ON answers (account, bucket, key);
   CREATE INDEX answers_by_crc64 ON answers (account, crc64, size);
   CREATE INDEX answers_by_etag ON answers (account, etag, size);
   CREATE TABLE bodies (
     answer INTEGER PRIMARY KEY REFERENCES answers (id) ON DELETE CASCADE,
     raw TEXT NOT NULL
   ) STRICT;`,
  // Which window is asking the service about which bytes right now; `until` is in milliseconds since 1970.
  `CREATE TABLE claims (
     bytes TEXT PRIMARY KEY,
     window TEXT NOT NULL,
     until INTEGER NOT NULL
   ) STRICT;`,
  // Images have rows of their own, with their detections. `takeOver` moves the detections, a few at a time, and
  // what is asked for first; bodies stay where they are, since detections keep their numbers.
  // The first statements fail where the tables are another program's.
  `SELECT id, size, threshold, detected_at, request_id, server_time, labels FROM answers
     INDEXED BY answers_by_key WHERE account = '' AND bucket = '' AND key = '' LIMIT 1;
   SELECT id FROM answers INDEXED BY answers_by_crc64 WHERE account = '' AND crc64 = '' LIMIT 1;
   SELECT id FROM answers INDEXED BY answers_by_etag WHERE account = '' AND etag = '' LIMIT 1;
   PRAGMA legacy_alter_table = ON;
   ALTER TABLE answers RENAME TO old_answers;
   PRAGMA legacy_alter_table = OFF;
   ${imageTables}
   ${answerTables}
   ${postingTables}
   INSERT INTO sqlite_sequence SELECT 'answers', seq FROM sqlite_sequence WHERE name = 'old_answers';`,
  `${runTables}
   ${callTables}`,
];

/** The file was written by a later version of the extension, whose tables are not known here. */
export class NewerIndexError extends Error {
  override readonly name = "NewerIndexError";
}

/** Brings the tables up to date. Of two windows that start at once, one does it while the other waits. */
export function migrate(database: DatabaseSync): void {
  if (versionOf(database) === steps.length) return;
  // Bodies refer to detections by name, also while that is the name of a new table.
  database.exec("PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE");
  try {
    const version = versionOf(database);
    if (version > steps.length) throw new NewerIndexError(`version ${version}`);
    for (const step of steps.slice(version)) database.exec(step);
    database.exec(`PRAGMA user_version = ${steps.length}`);
    database.exec("COMMIT");
  } catch (error) {
    rollBack(database);
    throw error;
  } finally {
    database.exec("PRAGMA foreign_keys = ON");
  }
}

/** Throws when a file that can only be read is of a version whose tables are not known here. True when they are older. */
export function isOlder(database: DatabaseSync): boolean {
  const version = versionOf(database);
  if (version === 0 || version > steps.length) throw new NewerIndexError(`version ${version}`);
  return version < steps.length;
}

/** Ends a transaction that failed. SQLite has already ended it after some failures, such as a full disk. */
function rollBack(database: DatabaseSync): void {
  try {
    database.exec("ROLLBACK");
  } catch {
    // No transaction is open, so there is nothing to roll back.
  }
}

function versionOf(database: DatabaseSync): number {
  return Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
}
