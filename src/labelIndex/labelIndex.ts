/** The local store of detections that have been paid for. It never makes a detection fail. */
import { type ObjectRef, refKey } from "../oss/objectRef.ts";
import type { DetectionTable } from "./detectionTable.ts";
import { openInMemory, openOnDisk, replaceOnDisk, type Sqlite } from "./openStore.ts";
import { damagedProblem, type IndexProblem, isDamage, notKeptProblem } from "./problem.ts";
import type { FoundObject, ObjectVersion, StoredDetection } from "./storedDetection.ts";

export interface LabelIndexOptions {
  /** Told once about each kind of problem, until the file can be written again. */
  readonly onProblem?: (problem: IndexProblem) => void;
  /** Milliseconds to wait for another window that writes; a save takes less than one. Default 1000. */
  readonly busyTimeout?: number;
}

/**
 * Stored detections in a SQLite file that several windows share. What the file does not take is kept in memory, and
 * written with the next save that succeeds. No method throws; after `close` they do nothing.
 */
export class LabelIndex {
  readonly #sqlite: Sqlite;
  readonly #file: string;
  readonly #busyTimeout: number;
  readonly #onProblem: (problem: IndexProblem) => void;
  readonly #told = new Set<IndexProblem["code"]>();
  #disk: DetectionTable | undefined;
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

  /** Forgets the detections of one object, one bucket or a whole account; returns how many there were. */
  forget(account: string, bucket?: string, key?: string): number {
    return sum(this.#each((store) => store.forget(account, bucket, key)));
  }

  /** Keeps the detections of an account under its new name. */
  renameAccount(oldName: string, newName: string): void {
    this.#each((store) => store.renameAccount(oldName, newName));
  }

  /**
   * Objects, of one account or all, whose newest detection has a label with each word of the text in its name or
   * alias. Newest detections first.
   */
  search(text: string, account?: string): FoundObject[] {
    const found = new Map<string, FoundObject>();
    for (const match of this.#each((store) => store.search(text, account)).flat()) {
      const identity = refKey(match.object);
      if (!found.has(identity)) found.set(identity, match);
    }
    return [...found.values()];
  }

  /** The number of detections. */
  count(): number {
    return sum(this.#each((store) => store.count()));
  }

  close(): void {
    if (this.#memory) this.#writeToDisk(this.#memory.all());
    this.#each((store) => store.close());
    this.#disk = undefined;
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

  /** Writes all of them, and holds nothing back afterwards; false when the disk takes none. */
  #writeToDisk(answers: readonly StoredDetection[]): boolean {
    if (!this.#disk) this.#openDisk();
    const isWritten = this.#onDisk((disk) => {
      for (const answer of answers) disk.save(answer);
      return true;
    });
    if (!isWritten) return false;
    this.#memory?.close();
    this.#memory = undefined;
    this.#told.clear();
    return true;
  }

  /** The result of some work on the file, done again on a fresh file if this one is damaged. */
  #onDisk<T>(work: (disk: DetectionTable) => T): T | undefined {
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

  #takeDisk(open: () => { store: DetectionTable; movedTo?: string }): void {
    try {
      const { store, movedTo } = open();
      this.#disk = store;
      if (movedTo) this.#tell(damagedProblem(movedTo));
    } catch (error) {
      this.#tell(notKeptProblem(this.#file, error));
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
