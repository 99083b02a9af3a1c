/** The local store of detections that have been paid for. It never makes a detection fail. */
import { randomUUID } from "node:crypto";
import { type ObjectRef, refKey } from "../oss/objectRef.ts";
import type { DetectionTable } from "./detectionTable.ts";
import {
  identityOf,
  type OpenedStore,
  openInMemory,
  openOnDisk,
  openToRead,
  replaceOnDisk,
  type Sqlite,
} from "./openStore.ts";
import { damagedProblem, type IndexProblem, isDamage, notKeptProblem } from "./problem.ts";
import type { FoundObject, ObjectVersion, StoredDetection } from "./storedDetection.ts";

/** Objects that a search names unless told otherwise. */
const maxFound = 1000;
/** Detections that a search looks through before others get their turn: a few milliseconds. */
const rowsAtOnce = 2000;

export interface LabelIndexOptions {
  /** Told once about each kind of problem, until the file can be written again. */
  readonly onProblem?: (problem: IndexProblem) => void;
  /** Milliseconds to wait for another window that writes; a save takes less than one. Default 1000. */
  readonly busyTimeout?: number;
}

/**
 * Stored detections in a SQLite file that several windows share. What the file does not take is kept in memory, and
 * written with the next save that succeeds. Where another window replaced the file, or somebody deleted it, what
 * this one has goes into the file that is there now. No method throws; after `close` they do nothing.
 */
export class LabelIndex {
  readonly #sqlite: Sqlite;
  readonly #file: string;
  readonly #busyTimeout: number;
  readonly #onProblem: (problem: IndexProblem) => void;
  readonly #window = randomUUID();
  readonly #told = new Set<IndexProblem["code"]>();
  #disk: DetectionTable | undefined;
  /** The file where it cannot be written, but read. */
  #readOnly: DetectionTable | undefined;
  /** What the disk did not take. */
  #memory: DetectionTable | undefined;
  #closed = false;

  private constructor(sqlite: Sqlite, file: string, options: LabelIndexOptions) {
    this.#sqlite = sqlite;
    this.#file = file;
    this.#busyTimeout = options.busyTimeout ?? 1000;
    this.#onProblem = options.onProblem ?? (() => undefined);
    this.#openDisk();
  }

  /** Opens or creates the file and its folder. Rejects only where the host has no SQLite. */
  static async open(file: string, options: LabelIndexOptions = {}): Promise<LabelIndex> {
    return new LabelIndex(await import("node:sqlite"), file, options);
  }

  /** Whether detections outlive this window. */
  get isKept(): boolean {
    return this.#disk !== undefined && this.#memory === undefined;
  }

  /**
   * The newest detection of the same bytes that was asked for at the threshold or a lower one: of the same key if
   * there is one, else of another object of the account. It may hold labels below the threshold.
   */
  find(version: ObjectVersion, threshold: number): StoredDetection | undefined {
    return this.#first((store) => store.find(version, threshold));
  }

  /**
   * The newest detection of the same object and bytes that was stored under the name of another account: one that
   * reaches the object, too, or the same one under an older name. Names of buckets are unique in all of OSS.
   */
  findElsewhere(
    version: ObjectVersion,
    threshold: number,
    isLeftOut: (account: string) => boolean,
  ): StoredDetection | undefined {
    return this.#first((store) => store.findElsewhere(version, threshold, isLeftOut));
  }

  /**
   * False while another window asks the service about these bytes; else they are this window's until they are
   * released, for `duration` milliseconds at most, since a window may end in the middle.
   */
  claim(bytes: string, duration: number): boolean {
    const now = Date.now();
    const isFree = this.#writing((disk) => disk.claim(bytes, this.#window, now, now + duration));
    // Windows that share no file cannot wait for each other.
    return isFree ?? true;
  }

  release(bytes: string): void {
    this.#writing((disk) => disk.release(bytes, this.#window));
  }

  /** The newest detection of an object, whatever its bytes and threshold were. */
  latest(ref: ObjectRef): StoredDetection | undefined {
    return this.#first((store) => store.latest(ref));
  }

  /** Keeps a detection. It replaces older ones about the same bytes at its threshold and higher ones. */
  save(answer: StoredDetection): void {
    if (this.#closed) return;
    if (this.#writeToDisk([...(this.#memory?.all() ?? []), answer])) return;
    this.#memory ??= openInMemory(this.#sqlite);
    this.#memory.save(answer);
  }

  /**
   * Forgets the detections of one object, one bucket or a whole account, so that nothing of them is left in the file;
   * returns how many there were, and `undefined` when the file cannot be written.
   */
  forget(account: string, bucket?: string, key?: string): number | undefined {
    return this.#changeAll((store) => store.forget(account, bucket, key));
  }

  /**
   * Forgets an object, and copies of it in its account that have the very bytes of the version, so that nothing of them
   * is left in the file; returns what was forgotten, oldest first, for `restore`, and `undefined` when the file cannot
   * be written.
   */
  take(version: ObjectVersion): StoredDetection[] | undefined {
    if (this.#closed) return [];
    if (!this.#disk) this.#openDisk();
    const onDisk = this.#writing((disk) => {
      const taken = disk.take(version);
      disk.emptyLog();
      return taken;
    });
    return onDisk && [...onDisk, ...(this.#memory?.take(version) ?? [])];
  }

  /** Puts back what `take` gave, as though it had never been forgotten. */
  restore(taken: readonly StoredDetection[]): void {
    if (this.#closed) return;
    if (!this.#disk) this.#openDisk();
    const isRestored = this.#writing((disk) => {
      disk.restore(taken);
      return true;
    });
    if (isRestored) return;
    this.#memory ??= openInMemory(this.#sqlite);
    this.#memory.restore(taken);
  }

  /** Keeps the detections of an account under its new name; `undefined` when the file cannot be written. */
  renameAccount(oldName: string, newName: string): number | undefined {
    return this.#changeAll((store) => store.renameAccount(oldName, newName));
  }

  /**
   * Objects, of one account or all, whose newest detection has a label with each word of the text in its name or
   * alias. Newest detections first, and no more than `limit`. Others get their turn while it looks.
   */
  async search(text: string, account?: string, limit = maxFound): Promise<FoundObject[]> {
    const found = new Map<string, FoundObject>();
    for (const which of ["memory", "disk"] as const) {
      let before: number | undefined;
      do {
        const look = (store: DetectionTable) =>
          store.search(text, { account, before, rows: rowsAtOnce });
        const part = which === "disk" ? this.#onDisk(look) : this.#memory && look(this.#memory);
        for (const match of part?.found ?? []) {
          const identity = refKey(match.object);
          if (!found.has(identity)) found.set(identity, match);
          if (found.size === limit) return [...found.values()];
        }
        before = part?.next;
        if (before !== undefined) await new Promise((resolve) => setImmediate(resolve));
      } while (before !== undefined);
    }
    return [...found.values()];
  }

  /** The number of detections. */
  count(): number {
    return sum(this.#each((store) => store.count()));
  }

  close(): void {
    if (this.#memory) this.#writeToDisk(this.#memory.all());
    for (const store of [this.#disk, this.#readOnly, this.#memory]) store?.close();
    this.#disk = undefined;
    this.#readOnly = undefined;
    this.#memory = undefined;
    this.#closed = true;
  }

  #first<T>(ask: (store: DetectionTable) => T | undefined): T | undefined {
    const held = this.#memory && ask(this.#memory);
    return held ?? this.#onDisk(ask);
  }

  #each<T>(work: (store: DetectionTable) => T): T[] {
    const held = this.#memory ? [work(this.#memory)] : [];
    const onDisk = this.#onDisk((disk) => ({ result: work(disk) }));
    return onDisk ? [...held, onDisk.result] : held;
  }

  /** The number of changed detections; `undefined` unless the file took the change. */
  #changeAll(change: (store: DetectionTable) => number): number | undefined {
    if (this.#closed) return 0;
    if (!this.#disk) this.#openDisk();
    const onDisk = this.#writing((disk) => {
      const changed = change(disk);
      disk.emptyLog();
      return changed;
    });
    if (onDisk === undefined) return undefined;
    return onDisk + (this.#memory ? change(this.#memory) : 0);
  }

  /** Writes all of them, and holds nothing back afterwards; false when the disk takes none. */
  #writeToDisk(answers: readonly StoredDetection[]): boolean {
    if (!this.#disk) this.#openDisk();
    const isWritten = this.#writing((disk) => {
      for (const answer of answers) disk.save(answer);
      return true;
    });
    if (!isWritten) return false;
    this.#memory?.close();
    this.#memory = undefined;
    this.#told.clear();
    return true;
  }

  /** The result of reading the file, where it can at least be read. */
  #onDisk<T>(work: (disk: DetectionTable) => T): T | undefined {
    if (this.#disk || !this.#readOnly) return this.#writing(work);
    try {
      return work(this.#readOnly);
    } catch (error) {
      return this.#tell(notKeptProblem(this.#file, error));
    }
  }

  /** The result of some work on the file, done again on a fresh file if this one is damaged. */
  #writing<T>(work: (disk: DetectionTable) => T): T | undefined {
    if (!this.#disk) return undefined;
    if (this.#disk.file !== identityOf(this.#file)) this.#moveToFile(this.#disk);
    if (!this.#disk) return undefined;
    try {
      return work(this.#disk);
    } catch (error) {
      if (!isDamage(error)) return this.#tell(notKeptProblem(this.#file, error));
    }
    this.#replaceDisk();
    try {
      return this.#disk && work(this.#disk);
    } catch (error) {
      return this.#tell(notKeptProblem(this.#file, error));
    }
  }

  #openDisk(): void {
    this.#takeDisk(() => openOnDisk(this.#sqlite, this.#file, this.#busyTimeout));
  }

  #replaceDisk(): void {
    const damaged = this.#disk;
    this.#disk = undefined;
    this.#takeDisk(() => replaceOnDisk(this.#sqlite, this.#file, this.#busyTimeout, damaged));
  }

  /** The file that we opened is no longer the one of this name: another window moved it aside, or it was deleted. */
  #moveToFile(before: DetectionTable): void {
    this.#disk = undefined;
    this.#openDisk();
    // Without a file, what is open is still the best place.
    if (!this.#disk) {
      this.#disk = before;
      return;
    }
    const held = before.all();
    before.close();
    this.#writing((disk) => disk.adopt(held));
  }

  #takeDisk(open: () => OpenedStore): void {
    try {
      const { store, movedTo, saved = 0 } = open();
      this.#disk = store;
      this.#readOnly?.close();
      this.#readOnly = undefined;
      if (movedTo) this.#tell(damagedProblem(movedTo, saved));
    } catch (error) {
      this.#readOnly ??= this.#openedToRead();
      this.#tell(notKeptProblem(this.#file, error, this.#readOnly !== undefined));
    }
  }

  #openedToRead(): DetectionTable | undefined {
    try {
      return openToRead(this.#sqlite, this.#file);
    } catch {
      // It was told already why the file cannot be used.
      return undefined;
    }
  }

  #tell(problem: IndexProblem): undefined {
    if (this.#told.has(problem.code)) return;
    this.#told.add(problem.code);
    this.#onProblem(problem);
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
