/** The file of the label index, and the memory that stands in for it. Neither makes a detection fail. */
import { carryOver } from "../runs/carryOver.ts";
import type { ImageRecord, ImageStore } from "./imageStore.ts";
import {
  identityOf,
  type OpenedStore,
  openInMemory,
  openOnDisk,
  openToRead,
  readOldDetections,
  replaceOnDisk,
  type Sqlite,
} from "./openStore.ts";
import { DamagedPostings } from "./postingBlock.ts";
import {
  damagedProblem,
  type IndexProblem,
  isBusy,
  isDamage,
  isOfSqlite,
  notKeptProblem,
} from "./problem.ts";
import type { ObjectVersion } from "./storedDetection.ts";

export interface IndexFileOptions {
  /** `undefined` keeps everything in memory. */
  readonly file: string | undefined;
  /** Milliseconds to wait for another window that writes; a save takes less than one. */
  readonly busyTimeout: number;
  /** Told once about each kind of problem, until the file can be written again. */
  readonly onProblem: (problem: IndexProblem) => void;
}

/** Detections that are moved out of the table of an older version before others get their turn: some milliseconds. */
const takenOverAtOnce = 200;
/** How often a question is asked of the file. */
const maxAttempts = 3;
/** Images that are written at once where all of a database go into another. */
const adoptedAtOnce = 200;

/**
 * Several windows share the file. What it does not take is kept in memory, and written with the next change that
 * succeeds. Where another window replaced the file, or somebody deleted it, what this one has goes into the file that
 * is there now. No method but `keepInOnePlace` throws because of the file.
 */
export class IndexFile {
  readonly #sqlite: Sqlite;
  readonly #options: IndexFileOptions;
  readonly #told = new Set<IndexProblem["code"]>();
  #disk: ImageStore | undefined;
  /** The file where it cannot be written, but read. */
  #readOnly: ImageStore | undefined;
  /** What the disk did not take. */
  #memory: ImageStore | undefined;
  #isClosed = false;

  constructor(sqlite: Sqlite, options: IndexFileOptions) {
    this.#sqlite = sqlite;
    this.#options = options;
    this.#openDisk();
  }

  /** Whether what becomes known outlives this window. */
  get isKept(): boolean {
    return this.#disk !== undefined && this.#memory === undefined;
  }

  /** A number that differs when another window has changed the file. */
  get version(): number {
    try {
      return this.#disk?.statements.number("PRAGMA data_version") ?? 0;
    } catch {
      return 0;
    }
  }

  /** Moves a few detections out of the tables of an older version. `busy` while another window writes. */
  takeOverSome(): "more" | "busy" | "done" {
    const disk = this.#disk;
    if (!disk) return "done";
    try {
      return disk.takeOverSome(takenOverAtOnce) ? "more" : "done";
    } catch (error) {
      if (isBusy(error)) return "busy";
      if (isDamage(error)) {
        this.#replaceDisk();
        return "more";
      }
      // What is left there is looked up in memory, and moved when the file is opened the next time.
      this.#tell(notKeptProblem(this.#name, error));
      readOldDetections(disk.statements.database, (records) => this.#held().adopt(records));
      return "done";
    }
  }

  /** Moves first what they have of some objects; false where that must wait until all has been moved. */
  takeOverAbout(versions: readonly ObjectVersion[]): boolean {
    try {
      this.#disk?.takeOverAbout(versions);
      return true;
    } catch (error) {
      if (!isProblemOfFile(error)) throw error;
      return false;
    }
  }

  /** The first answer, of what is held in memory and then of the file. */
  first<T>(ask: (store: ImageStore) => T | undefined): T | undefined {
    return (this.#memory && ask(this.#memory)) ?? this.#onDisk(ask);
  }

  /**
   * The answers to questions that take a while: of the file, then of what is held in memory where there is anything.
   * Asked again where the file is damaged, or another one takes its place meanwhile.
   */
  async asking<T>(ask: (store: ImageStore) => Promise<T>): Promise<T[]> {
    const answers: T[] = [];
    // Notices where another file has taken the place of the one that is open.
    this.#writing(() => undefined);
    for (let attempt = 1; ; attempt++) {
      const store = this.#disk ?? this.#readOnly;
      if (!store) break;
      try {
        answers.push(await ask(store));
        break;
      } catch (error) {
        const isReplaced = store !== (this.#disk ?? this.#readOnly);
        if (!isReplaced && !isProblemOfFile(error)) throw error;
        if (attempt === maxAttempts) {
          this.#tell(notKeptProblem(this.#name, error));
          break;
        }
        if (isReplaced) continue;
        if (error instanceof DamagedPostings) this.#repair(store);
        else if (isDamage(error)) this.#replaceDisk();
      }
    }
    if (this.#memory) answers.push(await ask(this.#memory));
    return answers;
  }

  /**
   * Writes some of what images are found by to where it is found quickly; false when no more images wait for that than
   * may, by default some thousand. When none waits, names that no image has any more are deleted.
   */
  mergeSome(mayWait?: number): boolean {
    const ofMemory = this.#memory?.postings?.merge(mayWait) ?? false;
    return (this.#writing((disk) => disk.postings?.merge(mayWait)) ?? false) || ofMemory;
  }

  /**
   * Makes one of the indexes anew that an import has left aside. False when none is missing, or it cannot be made now,
   * without which every answer is the same, but slower.
   */
  indexSome(): boolean {
    const ofMemory = this.#memory?.indexes.makeOne() ?? false;
    const onDisk = this.#writing((disk) => {
      try {
        return disk.indexes.makeOne();
      } catch (error) {
        if (isDamage(error) || !isOfSqlite(error)) throw error;
        return false;
      }
    });
    return (onDisk ?? false) || ofMemory;
  }

  /** Keeps something in the file, else in memory. */
  keep<T>(work: (store: ImageStore) => T): T {
    if (!this.#disk) this.#openDisk();
    const done = this.#writing((disk) => this.#withTheRest(disk, work));
    if (!done) return work(this.#held());
    this.#restIsWritten();
    return done.result;
  }

  /**
   * Keeps in the file what makes no sense in two places; in memory where there is no file that could be opened. Throws
   * what SQLite says where the file that is open does not take it, of which the window has been told then.
   * @param withTheRest whether what is held in memory must be in the file first
   */
  keepInOnePlace<T>(work: (store: ImageStore) => T, withTheRest: boolean): T {
    if (!this.#disk) this.#openDisk();
    if (!this.#disk) return work(this.#held());
    let failure: unknown;
    const done = this.#writing((disk) => {
      try {
        return withTheRest ? this.#withTheRest(disk, work) : { result: work(disk) };
      } catch (error) {
        failure = error;
        throw error;
      }
    });
    if (!done) throw failure;
    if (withTheRest) this.#restIsWritten();
    return done.result;
  }

  /** The results of changing what is in the file, then in memory; `undefined` unless the file took the change. */
  change<T>(work: (store: ImageStore) => T): T[] | undefined {
    // Without a file, memory is all that there is.
    if (this.#options.file === undefined) return [work(this.#held())];
    if (!this.#disk) this.#openDisk();
    const onDisk = this.#writing((disk) => ({ result: work(disk) }));
    if (!onDisk) return undefined;
    return this.#memory ? [onDisk.result, work(this.#memory)] : [onDisk.result];
  }

  /** Writes what was deleted out of the file. */
  emptyLog(): void {
    this.#writing((disk) => disk.emptyLog());
  }

  close(): void {
    const memory = this.#memory;
    if (memory) {
      if (!this.#disk) this.#openDisk();
      this.#writing((disk) => adoptAll(memory, disk, "held"));
    }
    for (const store of [this.#disk, this.#readOnly, memory]) store?.close();
    this.#disk = undefined;
    this.#readOnly = undefined;
    this.#memory = undefined;
    this.#isClosed = true;
  }

  #withTheRest<T>(disk: ImageStore, work: (store: ImageStore) => T): { readonly result: T } {
    if (this.#memory) adoptAll(this.#memory, disk, "held");
    return { result: work(disk) };
  }

  #restIsWritten(): void {
    this.#memory?.close();
    this.#memory = undefined;
    this.#told.clear();
  }

  get #name(): string {
    return this.#options.file ?? "";
  }

  #held(): ImageStore {
    this.#memory ??= openInMemory(this.#sqlite);
    return this.#memory;
  }

  /** The result of reading the file, where it can at least be read. */
  #onDisk<T>(work: (disk: ImageStore) => T): T | undefined {
    if (this.#disk || !this.#readOnly) return this.#writing(work);
    try {
      return work(this.#readOnly);
    } catch (error) {
      return this.#tell(notKeptProblem(this.#name, error));
    }
  }

  /** The result of some work on the file, done again on a fresh file if this one is damaged. */
  #writing<T>(work: (disk: ImageStore) => T): T | undefined {
    if (!this.#disk) return undefined;
    if (this.#disk.file !== identityOf(this.#name)) this.#moveToFile(this.#disk);
    if (!this.#disk) return undefined;
    try {
      return work(this.#disk);
    } catch (error) {
      if (!isProblemOfFile(error)) throw error;
      // What images are found by can be made anew from what is known of them.
      if (error instanceof DamagedPostings) this.#repair(this.#disk);
      else if (isDamage(error)) this.#replaceDisk();
      else return this.#tell(notKeptProblem(this.#name, error));
    }
    try {
      return this.#disk && work(this.#disk);
    } catch (error) {
      if (!isProblemOfFile(error)) throw error;
      return this.#tell(notKeptProblem(this.#name, error));
    }
  }

  #repair(disk: ImageStore): void {
    try {
      disk.postings?.rebuild();
    } catch (error) {
      if (!isProblemOfFile(error)) throw error;
      this.#replaceDisk();
    }
  }

  #openDisk(): void {
    const { file } = this.#options;
    if (file === undefined || this.#isClosed) return;
    this.#takeDisk(() => openOnDisk(this.#sqlite, { ...this.#options, file }));
  }

  #replaceDisk(): void {
    const damaged = this.#disk;
    this.#disk = undefined;
    const options = { ...this.#options, file: this.#name };
    this.#takeDisk(() => replaceOnDisk(this.#sqlite, options, damaged));
  }

  /** The file that we opened is no longer the one of this name: another window moved it aside, or it was deleted. */
  #moveToFile(before: ImageStore): void {
    this.#disk = undefined;
    this.#openDisk();
    // Without a file, what is open is still the best place.
    if (!this.#disk) {
      this.#disk = before;
      return;
    }
    this.#writing((disk) => adoptAll(before, disk, "moved"));
    before.close();
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
      const isRead = this.#readOnly !== undefined || this.#memory !== undefined;
      this.#tell(notKeptProblem(this.#name, error, isRead));
    }
  }

  #openedToRead(): ImageStore | undefined {
    try {
      const adopt = (records: readonly ImageRecord[]) => this.#held().adopt(records);
      return openToRead(this.#sqlite, this.#name, adopt);
    } catch {
      // It was told already why the file cannot be used.
      return undefined;
    }
  }

  #tell(problem: IndexProblem): undefined {
    if (this.#told.has(problem.code)) return;
    this.#told.add(problem.code);
    this.#options.onProblem(problem);
  }
}

function isProblemOfFile(error: unknown): boolean {
  return error instanceof DamagedPostings || isOfSqlite(error);
}

/** With the runs and the counts of calls. */
function adoptAll(from: ImageStore, to: ImageStore, kind: "moved" | "held"): void {
  for (let after = 0; ; ) {
    const ids = from.images.idsAfter(after, adoptedAtOnce);
    const last = ids.at(-1);
    if (last === undefined) break;
    to.adopt(from.records(ids));
    after = last;
  }
  carryOver(from.statements.database, to.statements.database, kind);
}
