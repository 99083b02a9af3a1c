/** Opens the index's database, on disk or in memory. A damaged file is moved aside, never deleted. */
import { chmodSync, closeSync, mkdirSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { DetectionTable } from "./detectionTable.ts";
import { checkVersion, migrate } from "./migrations.ts";
import { isBusy, isDamage, isForeignSchema } from "./problem.ts";
import type { StoredDetection } from "./storedDetection.ts";

export type Sqlite = typeof import("node:sqlite");

export interface OpenedStore {
  readonly store: DetectionTable;
  /** Where a damaged file went. */
  readonly movedTo?: string;
  /** How many detections of a damaged file could be read, and are in the new one. */
  readonly saved?: number;
}

/**
 * Opens or creates the file. One that is not a label index, or a damaged one, is moved aside first. Throws SQLite's
 * or the file system's error when the file can be neither opened nor replaced. Waits up to `busyTimeout`
 * milliseconds for other windows.
 */
export function openOnDisk(sqlite: Sqlite, file: string, busyTimeout: number): OpenedStore {
  mkdirSync(dirname(file), { recursive: true });
  const before = identityOf(file);
  try {
    return { store: openFile(sqlite, file, busyTimeout) };
  } catch (error) {
    if (!isDamage(error) && !isForeignSchema(error)) throw error;
    return openAnew(sqlite, file, busyTimeout, before);
  }
}

/** Moves a file aside that has proved damaged while it was open, and starts a new one. */
export function replaceOnDisk(
  sqlite: Sqlite,
  file: string,
  busyTimeout: number,
  damaged: DetectionTable | undefined,
): OpenedStore {
  damaged?.close();
  return openAnew(sqlite, file, busyTimeout, damaged?.file);
}

export function openInMemory(sqlite: Sqlite): DetectionTable {
  return openFile(sqlite, ":memory:", 0);
}

function openAnew(
  sqlite: Sqlite,
  file: string,
  busyTimeout: number,
  damaged: string | undefined,
): OpenedStore {
  // Another window may have replaced the file meanwhile; its fresh one must stay.
  const movedTo = identityOf(file) === damaged ? moveAside(file) : undefined;
  const store = openFile(sqlite, file, busyTimeout);
  if (!movedTo) return { store };
  const readable = detectionsOf(sqlite, movedTo);
  store.adopt(readable);
  return { store, movedTo, saved: readable.length };
}

/** What can be read of a damaged file; nothing of one that is no label index. */
function detectionsOf(sqlite: Sqlite, damaged: string): StoredDetection[] {
  try {
    const store = new DetectionTable(new sqlite.DatabaseSync(damaged, { readOnly: true }));
    try {
      return store.all();
    } finally {
      store.close();
    }
  } catch {
    return [];
  }
}

/**
 * Opens a file that cannot be written. On a file system that is read-only, SQLite must be told that nobody else
 * writes either. Throws where it cannot be read, or its tables are of another version.
 */
export function openToRead(sqlite: Sqlite, file: string): DetectionTable {
  const frozen = pathToFileURL(file);
  frozen.searchParams.set("immutable", "1");
  let problem: unknown;
  for (const path of [file, frozen]) {
    try {
      const database = new sqlite.DatabaseSync(path, { readOnly: true });
      try {
        checkVersion(database);
        return new DetectionTable(database, identityOf(file));
      } catch (error) {
        database.close();
        throw error;
      }
    } catch (error) {
      problem = error;
    }
  }
  throw problem;
}

function openFile(sqlite: Sqlite, file: string, busyTimeout: number): DetectionTable {
  if (file !== ":memory:") keepToOneself(file);
  const database = new sqlite.DatabaseSync(file);
  try {
    database.exec(`PRAGMA busy_timeout = ${busyTimeout}; PRAGMA secure_delete = ON`);
    switchToWriteAheadLog(database, performance.now() + busyTimeout);
    database.exec("PRAGMA synchronous = NORMAL; PRAGMA trusted_schema = OFF");
    migrate(database);
    const store = new DetectionTable(database, identityOf(file));
    // Fails at once where the tables are not ours.
    store.latest({ account: "", bucket: "", key: "" });
    return store;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Only this user may read what is in their pictures; SQLite gives its log the rights of the file. */
function keepToOneself(file: string): void {
  closeSync(openSync(file, "a", 0o600));
  try {
    chmodSync(file, 0o600);
  } catch {
    // It belongs to someone else, who has decided about it.
  }
}

/**
 * Write-ahead logging lets one window read while another writes. SQLite does not wait when two windows make the
 * switch at the same moment, so the one that loses waits here.
 */
function switchToWriteAheadLog(database: DatabaseSync, deadline: number): void {
  for (;;) {
    try {
      database.exec("PRAGMA journal_mode = WAL");
      return;
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
    }
  }
}

/** Renames the file and its log, which would damage the next database, too. */
function moveAside(file: string): string {
  const moment = new Date().toISOString().replace(/[:.]/g, "-");
  const movedTo = `${file}.damaged-${moment}`;
  renameSync(file, movedTo);
  rmSync(`${file}-shm`, { force: true });
  try {
    renameSync(`${file}-wal`, `${movedTo}-wal`);
  } catch {
    // There was no log, or it cannot be moved. SQLite ignores a log whose salt does not match.
    rmSync(`${file}-wal`, { force: true });
  }
  return movedTo;
}

/** Of the file that has this name now; `undefined` where there is none. */
export function identityOf(file: string): string | undefined {
  const stats = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stats && `${stats.dev}/${stats.ino}`;
}
