import assert from "node:assert/strict";
import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import * as sqlite from "node:sqlite";
import { Refusal } from "../../../src/errors/refusal.ts";
import { IndexFile } from "../../../src/labelIndex/indexFile.ts";
import { Journals } from "../../../src/labelIndex/journals.ts";
import { KeptImages } from "../../../src/labelIndex/keptImages.ts";
import type { IndexProblem } from "../../../src/labelIndex/problem.ts";
import { wordsFor } from "../../../src/messages/explain.ts";
import { parseQuery } from "../../../src/query/parse.ts";
import type { CallCountsPort } from "../../../src/runs/callCounts.ts";
import type { RunJournalPort } from "../../../src/runs/journal.ts";
import type { SampleServer } from "../../../src/sample/server.ts";
import { temporaryFolder } from "../labelIndex/answers.ts";
import {
  clientOf,
  type Kept,
  keyOf,
  openKept,
  picturesBucket,
  startPictures,
  Window,
} from "./scene.ts";

/** The same file as a window's thread has it open, in this one, so that its disk can be filled. */
class SmallDisk {
  readonly problems: IndexProblem[] = [];
  readonly #file: IndexFile;
  readonly #images: KeptImages;
  /** Of the file, not of the memory that stands in for it. */
  readonly #database: sqlite.DatabaseSync;

  constructor(path: string) {
    this.#file = new IndexFile(sqlite, {
      file: path,
      busyTimeout: 5000,
      onProblem: (problem) => this.problems.push(problem),
    });
    this.#images = new KeptImages(sqlite, this.#file, path, "window");
    this.#database = this.#file.keep(({ statements }) => statements.database);
  }

  get kept(): Kept {
    const images = this.#images;
    return {
      store: {
        find: async (version, threshold) => images.find(version, threshold, []),
        save: async (stored) => images.saveMany([stored]),
        adopt: async () => undefined,
        claim: async (bytes, duration) => images.claim(bytes, duration),
        release: async (bytes) => images.release(bytes),
      },
      index: {
        see: async (versions) => images.see(versions),
        findMany: async (versions, threshold) => images.findMany(versions, threshold, []),
        adopt: async () => undefined,
      },
      journal: this.#service<RunJournalPort>("runs"),
      counts: this.#service<CallCountsPort>("calls"),
      seen: [],
      count: (query) => images.count(parseQuery(query)),
      close: async () => images.close(),
    };
  }

  /** From now on SQLite says that the disk is full once the file has grown by so many pages. */
  leave(pages: number): void {
    const { page_count: count } = this.#database.prepare("PRAGMA page_count").get() ?? {};
    this.#database.exec(`PRAGMA max_page_count = ${Number(count) + pages}`);
  }

  #service<Port extends object>(name: string): Port {
    const journals = new Journals(this.#file);
    const get = (_: Port, method: string | symbol) =>
      typeof method === "string" && method !== "then"
        ? async (...given: unknown[]) => journals.ask(name, method, given)
        : undefined;
    return new Proxy({} as Port, { get });
  }
}

describe("a run on a disk that gets full", () => {
  const folder = temporaryFolder();
  const count = 200;
  let server: SampleServer;
  let window: Window;
  let disk: SmallDisk;
  let home: string;

  beforeEach(async () => {
    home = mkdtempSync(join(folder(), "run-"));
    server = await startPictures(picturesBucket(count));
    disk = new SmallDisk(join(home, "labels.sqlite"));
    window = new Window("first", disk.kept, clientOf(server));
  });
  afterEach(async () => {
    await window.close();
    await server.close();
  });

  const isFull = { code: "ERR_SQLITE_ERROR", errcode: 13 };
  const keys = Array.from({ length: count }, (_, index) => keyOf(index));

  it("stops with the reason, keeps what was paid for, and goes on when there is room", async () => {
    const { id } = await window.agreed();
    disk.leave(1);
    await assert.rejects(window.worker(id).work(), isFull);
    const known = await window.known(keys);
    const paid = server.billableCalls;
    assert.ok(paid > 0 && paid < count, `${paid} calls`);
    assert.equal(known.filter(Boolean).length, paid);
    assert.deepEqual(
      disk.problems.map(({ facts }) => facts.reason),
      ["full"],
    );

    // It is not taken for done, nor for another window's, and nothing is asked while nothing can be written.
    await assert.rejects(window.worker(id).work(), isFull);
    assert.equal(server.billableCalls, paid);
    assert.equal((await window.run(id)).state, "running");

    disk.leave(100_000);
    assert.equal(await window.worker(id).work(), "done");
    const run = await window.run(id);
    assert.deepEqual([run.detected + run.known, run.failed], [count, 0]);
    assert.equal(server.billableCalls, count);
    await window.close();
    const later = openKept(home);
    assert.equal(await later.count("is:labelled"), count);
    await later.close();
    window = new Window("second", openKept(home), clientOf(server));
    assert.equal((await window.run(id)).state, "done");
  });

  it("is explained to a person, who reads what to do", () => {
    const words = wordsFor(new Refusal("run-not-kept", {}));
    assert.match(words, /What was answered by then is kept\. Make sure that the disk has room/);
  });
});
