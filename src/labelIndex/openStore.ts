/** Opens the index's database, on disk or in memory. A damaged file is moved aside, never deleted. */
import { chmodSync, closeSync, mkdirSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import type { DatabaseSync } from "node:sqlite";
import { pathToFileURL } from "node:url";
import { type ImageRecord, ImageStore } from "./imageStore.ts";
import { isOlder, migrate } from "./migrations.ts";
import { oldTable, readOldAnswers } from "./oldAnswers.ts";
import { isBusy, isDamage, isForeignSchema } from "./problem.ts";
import { salvaged } from "./salvage.ts";
import { Statements } from "./statements.ts";

export type Sqlite = typeof import("node:sqlite");

/** Milliseconds to wait for another window that makes the tables. */
const openingTime = 3000;

export interface StoreOptions {
  readonly file: string;
  /** Milliseconds to wait for other windows. */
  readonly busyTimeout: number;
}

export interface OpenedStore {
  readonly store: ImageStore;
  /** Where a damaged file went. */
  readonly movedTo?: string;
  /** How many detections of a damaged file could be read, and are in the new one. */
  readonly saved?: number;
}

/**
 * Opens or creates the file. One that is not a label index, or a damaged one, is moved aside first. Throws SQLite's
 * or the file system's error when the file can be neither opened nor replaced.
 */
export function openOnDisk(sqlite: Sqlite, options: StoreOptions): OpenedStore {
  const { file } = options;
  mkdirSync(dirname(file), { recursive: true });
  const before = identityOf(file);
  try {
    return { store: openFile(sqlite, options) };
  } catch (error) {
    if (!isDamage(error) && !isForeignSchema(error)) throw error;
    return openAnew(sqlite, options, before);
  }
}

/** Moves a file aside that has proved damaged while it was open, and starts a new one. */
export function replaceOnDisk(
  sqlite: Sqlite,
  options: StoreOptions,
  damaged: ImageStore | undefined,
): OpenedStore {
  damaged?.close();
  return openAnew(sqlite, options, damaged?.file);
}

export function openInMemory(sqlite: Sqlite): ImageStore {
  return openFile(sqlite, { file: ":memory:", busyTimeout: 0 });
}

/**
 * A database that SQLite keeps in a file without a name, which is gone when it is closed or this process ends. It is
 * not searched.
 */
export function openTemporary(sqlite: Sqlite): ImageStore {
  return openFile(sqlite, { file: "", busyTimeout: 0 }, false);
}

function openAnew(sqlite: Sqlite, options: StoreOptions, damaged: string | undefined): OpenedStore {
  const { file } = options;
  // Another window may have replaced the file meanwhile; its fresh one must stay.
  const movedTo = identityOf(file) === damaged ? moveAside(file) : undefined;
  const store = openFile(sqlite, options);
  if (!movedTo) return { store };
  return { store, movedTo, saved: adoptFrom(sqlite, movedTo, store) };
}

/** Keeps what can be read of a damaged file; the number of detections. */
function adoptFrom(sqlite: Sqlite, damaged: string, store: ImageStore): number {
  let database: DatabaseSync;
  try {
    database = new sqlite.DatabaseSync(damaged, { readOnly: true });
  } catch {
    return 0;
  }
  try {
    let count = 0;
    let some: ImageRecord[] = [];
    const keep = () => {
      store.adopt(some);
      some = [];
    };
    for (const record of salvaged(database)) {
      count += record.detections.length;
      some.push(record);
      if (some.length === 200) keep();
    }
    keep();
    return count;
  } finally {
    database.close();
  }
}

/**
 * Opens a file that cannot be written. On a file system that is read-only, SQLite must be told that nobody else
 * writes either. Throws where it cannot be read, or its tables are of a newer version. What tables of an older
 * version hold is given to `adopt`.
 */
export function openToRead(
  sqlite: Sqlite,
  file: string,
  adopt: (records: readonly ImageRecord[]) => void,
): ImageStore | undefined {
  const frozen = pathToFileURL(file);
  frozen.searchParams.set("immutable", "1");
  let problem: unknown;
  for (const path of [file, frozen]) {
    try {
      const database = new sqlite.DatabaseSync(path, { readOnly: true });
      try {
        const isOld = isOlder(database);
        readOldDetections(database, adopt);
        if (!isOld) return new ImageStore(database, identityOf(file));
        database.close();
        return undefined;
      } catch (error) {
        if (database.isOpen) database.close();
        throw error;
      }
    } catch (error) {
      problem = error;
    }
  }
  throw problem;
}

/** Gives what is left in the table of an older version, some at a time. */
export function readOldDetections(
  database: DatabaseSync,
  adopt: (records: readonly ImageRecord[]) => void,
): void {
  const table = oldTable(database);
  if (!table) return;
  const statements = new Statements(database);
  for (let after = 0; ; ) {
    const answers = readOldAnswers(statements, table, after, 500);
    adopt(
      answers.flatMap(({ detection }) =>
        detection ? { object: detection.object, detections: [detection] } : [],
      ),
    );
    const last = answers.at(-1);
    if (!last) return;
    after = last.id;
  }
}

function openFile(
  sqlite: Sqlite,
  { file, busyTimeout }: StoreOptions,
  isSearched = true,
): ImageStore {
  const isNamed = file !== "" && file !== ":memory:";
  if (isNamed) keepToOneself(file);
  const database = new sqlite.DatabaseSync(file);
  try {
    const patience = isNamed ? Math.max(busyTimeout, openingTime) : 0;
    database.exec(`PRAGMA busy_timeout = ${patience}; PRAGMA secure_delete = ON`);
    switchToWriteAheadLog(database, performance.now() + patience);
    // An import changes the same pages again and again: each is copied from the log, some 30 MB long, less often.
    database.exec(
      `PRAGMA synchronous = NORMAL; PRAGMA trusted_schema = OFF; PRAGMA cache_size = -4000;
       PRAGMA wal_autocheckpoint = 8000`,
    );
    migrate(database);
    database.exec(`PRAGMA busy_timeout = ${busyTimeout}`);
    const store = new ImageStore(database, isNamed ? identityOf(file) : undefined, isSearched);
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
