/** The journal of runs and the counts of calls, in the database of the index. */
import type { DatabaseSync } from "node:sqlite";
import { CallCounts } from "../runs/callCounts.ts";
import { RunJournal } from "../runs/journal.ts";
import type { IndexFile } from "./indexFile.ts";

/** By their names. One is made for each database. */
const makers: Readonly<Record<string, (database: DatabaseSync) => object>> = {
  runs: (database) => new RunJournal(database),
  calls: (database) => new CallCounts(database),
};

/** Of the journal: a run asks about no more images, and counts none as answered, while answers cannot be kept. */
const withTheRest: ReadonlySet<string> = new Set(["take", "finish"]);

export class Journals {
  readonly #file: IndexFile;
  readonly #made = new WeakMap<DatabaseSync, Map<string, object>>();

  constructor(file: IndexFile) {
    this.#file = file;
  }

  /** What a method answers. Throws what SQLite says where the file does not take it: a disk that is full. */
  ask(service: string, method: string, args: readonly unknown[]): unknown {
    return this.#file.keepInOnePlace(
      ({ statements }) => call(this.#serviceOf(service, statements.database), method, args),
      withTheRest.has(method),
    );
  }

  #serviceOf(name: string, database: DatabaseSync): object {
    const ofDatabase = this.#made.get(database) ?? new Map<string, object>();
    this.#made.set(database, ofDatabase);
    const service = ofDatabase.get(name) ?? makers[name]?.(database);
    if (!service) throw new Error(`There is no service ${name}.`);
    ofDatabase.set(name, service);
    return service;
  }
}

/** Calls a method by its name. */
export function call(target: object, method: string, args: readonly unknown[]): unknown {
  const found: unknown = Reflect.get(target, method);
  if (typeof found !== "function" || method === "constructor") {
    throw new Error(`There is no method ${method}.`);
  }
  return Reflect.apply(found, target, args);
}
