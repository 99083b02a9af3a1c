import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { promisify } from "node:util";
import { Refusal } from "../../../src/errors/refusal.ts";
import { LabelIndex } from "../../../src/labelIndex/labelIndex.ts";
import type { IndexProblem } from "../../../src/labelIndex/problem.ts";
import { wordsFor } from "../../../src/messages/explain.ts";
import type { CallCounts } from "../../../src/runs/callCounts.ts";
import type { RunJournal } from "../../../src/runs/journal.ts";
import {
  answer,
  change,
  count,
  everything,
  forgetPlace,
  otherMd5,
  photo,
  program,
  temporaryFolder,
} from "./answers.ts";

describe("label index file", () => {
  const parent = temporaryFolder();
  let folder: string;
  let file: string;
  let problems: IndexProblem[];
  const indexes: LabelIndex[] = [];

  function open(path = file): LabelIndex {
    const index = LabelIndex.open(path, {
      program,
      onProblem: (problem) => problems.push(problem),
      busyTimeout: 20,
    });
    indexes.push(index);
    return index;
  }

  beforeEach(() => {
    folder = mkdtempSync(join(parent(), "case-"));
    file = join(folder, "labels.sqlite");
    problems = [];
  });
  afterEach(async () => {
    for (const index of indexes.splice(0)) await await index.close();
  });

  const codes = () => problems.map(({ code }) => code);
  const words = (problem: IndexProblem | undefined) =>
    problem ? wordsFor(new Refusal("label-index", problem.facts)) : "";
  const movedAside = () =>
    readdirSync(folder).filter((name) => /^labels\.sqlite\.damaged-[\dTZ-]+$/.test(name));

  it("survives a restart", async () => {
    const before = open();
    await before.save(answer());
    await before.close();
    const after = open();
    assert.ok(await after.find(photo, 0.7));
    assert.equal((await after.summary()).isKept, true);
    assert.deepEqual(problems, []);
  });

  it("is shared by two windows", async () => {
    const [one, two] = [open(), open()];
    await one.save(answer());
    assert.ok(await two.find(photo, 0.7));
    await two.save(answer({ threshold: 0.5 }));
    assert.equal((await one.find(photo, 0.7))?.threshold, 0.5);
    await forgetPlace(two, "work");
    assert.equal(await count(one), 0);
    assert.deepEqual(problems, []);
  });

  it("is shared by windows that start and write at once", async () => {
    const module = new URL("../../../src/labelIndex/labelIndex.ts", import.meta.url).href;
    const script = `
      const { LabelIndex } = await import(${JSON.stringify(module)});
      const [file, window] = process.argv.slice(1);
      const program = new URL("worker.ts", ${JSON.stringify(module)});
      const index = await LabelIndex.open(file, { program, onProblem: (problem) => console.log(problem) });
      for (let i = 0; i < 20; i++) await index.save({
        object: { account: "work", bucket: "photos", key: window + i, crc64: window + i, size: 1 },
        threshold: 0.7, detectedAt: "", labels: [], raw: "",
      });
      await index.close();`;
    const windows = ["a", "b"].map((window) =>
      promisify(execFile)(process.execPath, [
        "--no-warnings",
        "--input-type=module",
        "-e",
        script,
        file,
        window,
      ]),
    );
    for (const { stdout } of await Promise.all(windows)) assert.equal(stdout, "");
    assert.equal(await count(open()), 40);
  });

  for (const [what, content] of [
    ["text", "this is no database, but long enough to be taken for one".repeat(50)],
    ["zeroes", "\0".repeat(8192)],
  ] as const) {
    it(`that holds ${what} is moved aside, and the index goes on`, async () => {
      writeFileSync(file, content);
      const index = open();
      await index.save(answer());
      assert.ok(await index.find(photo, 0.7));
      assert.equal((await index.summary()).isKept, true);
      assert.deepEqual(codes(), ["damaged"]);
      const [aside = ""] = movedAside();
      assert.equal(readFileSync(join(folder, aside), "utf8"), content);
      assert.ok(words(problems[0]).includes(join(folder, aside)));
    });
  }

  it("of another program is moved aside", async () => {
    change(file, "CREATE TABLE answers (question TEXT); PRAGMA user_version = 1");
    const index = open();
    await index.save(answer());
    assert.ok(await index.find(photo, 0.7));
    assert.deepEqual(codes(), ["damaged"]);
  });

  it("that breaks while it is open is moved aside, and the call that noticed works", async () => {
    const before = open();
    for (let i = 0; i < 300; i++) await before.save(answer({ object: { ...photo, key: `${i}` } }));
    await before.close();
    const bytes = readFileSync(file);
    // The first page says what the file is; all others are lost.
    writeFileSync(file, bytes.fill(0xa5, 4096));
    const index = open();
    await index.save(answer());
    assert.ok(await index.find(photo, 0.7));
    assert.equal(await count(index), 1);
    assert.deepEqual(codes(), ["damaged"]);
    assert.equal(movedAside().length, 1);
  });

  it("with one bad page loses what is on it, and no more", async () => {
    const before = open();
    for (let i = 0; i < 300; i++) {
      await before.save(answer({ object: { ...photo, key: `${i}`, crc64: `${i}` } }));
    }
    await before.close();
    const bytes = readFileSync(file);
    const pages = bytes.length / 4096;
    // One after another, since pages are of different use. The first ones say where all others are.
    for (const page of [0.6, 0.7, 0.8, 0.9].map((part) => Math.floor(pages * part))) {
      const damaged = Buffer.from(bytes).fill(0xa5, page * 4096, (page + 1) * 4096);
      const path = join(folder, `${page}.sqlite`);
      writeFileSync(path, damaged);
      const index = open(path);
      for (let i = 0; i < 300; i++) {
        await index.latest({ account: "work", bucket: "photos", key: `${i}` });
      }
      await index.save(answer());
      assert.ok(
        (await count(index)) > 200,
        `${await count(index)} of 301 after page ${page} of ${pages}`,
      );
      assert.equal((await index.summary()).isKept, true);
    }
    assert.ok(problems.some((problem) => /are in it: \d+\./.test(words(problem))));
  });

  for (const [what, happens] of [
    ["another window set aside", (path: string) => renameSync(path, `${path}.aside`)],
    ["somebody deleted", (path: string) => rmSync(path)],
  ] as const) {
    it(`that ${what} under an open window loses nothing`, async function () {
      if (process.platform === "win32") this.skip();
      const one = open();
      await one.save(answer());
      happens(file);
      for (const end of ["-wal", "-shm"]) rmSync(`${file}${end}`, { force: true });
      const two = open();
      const other = { ...photo, key: "other.jpg", etag: otherMd5, crc64: "2" };
      await two.save(answer({ object: other }));
      await one.save(answer({ object: { ...photo, key: "new.jpg", etag: otherMd5, crc64: "3" } }));
      for (const index of [one, two]) assert.equal(await count(index), 3);
      assert.equal((await one.summary()).isKept, true);
      await one.close();
      await two.close();
      assert.equal(await count(open()), 3);
      assert.deepEqual(problems, []);
    });
  }

  describe("that somebody deleted under open windows", () => {
    const runsOf = (index: LabelIndex) => index.service<RunJournal>("runs");
    const callsOf = (index: LabelIndex) => index.service<CallCounts>("calls");
    const begin = async (index: LabelIndex, title: string, keys: readonly string[]) => {
      const id = await runsOf(index).create(title, { refresh: false, by: "person" }, "us", 60_000);
      const items = keys.map((key) => ({
        ref: { kind: "object" as const, object: { account: "work", bucket: "photos", key } },
        verdict: { kind: "ask" as const },
      }));
      await runsOf(index).add(id, items);
      await runsOf(index).agree(id, keys.length);
      return id;
    };
    const deleteFile = () => {
      for (const end of ["", "-wal", "-shm"]) rmSync(`${file}${end}`, { force: true });
    };

    it("keeps runs, which go on under their numbers, and the counts of calls, once", async function () {
      if (process.platform === "win32") this.skip();
      const [one, two] = [open(), open()];
      const id = await begin(one, "summer", ["a.jpg", "b.jpg", "c.jpg"]);
      const [taken] = (await runsOf(one).take(id, "us", 1)) ?? [];
      assert.ok(taken);
      for (let call = 0; call < 3; call++) await callsOf(two).spend("2026-11-25", "work", 0);
      deleteFile();
      const mayAsk = taken.mayAsk;
      await runsOf(one).finish(id, [{ id: taken.id, mayAsk, state: "detected", calls: 1 }]);
      await callsOf(two).spend("2026-11-25", "work", 0);
      for (const index of [one, two]) {
        const [run, ...others] = await runsOf(index).runs();
        assert.deepEqual(others, []);
        assert.deepEqual(
          [run?.id, run?.title, run?.detected, run?.waiting, run?.billableCalls],
          [id, "summer", 1, 2, 1],
        );
        assert.equal((await runsOf(index).items(id, { limit: 9 })).length, 3);
        assert.equal(await callsOf(index).on("2026-11-25", "work"), 4);
      }
      assert.equal((await runsOf(one).take(id, "us", 9))?.length, 2);
    });

    it("gives a run another number where a new window has taken its own", async function () {
      if (process.platform === "win32") this.skip();
      const one = open();
      const id = await begin(one, "summer", ["a.jpg", "b.jpg"]);
      const [taken] = (await runsOf(one).take(id, "us", 1)) ?? [];
      deleteFile();
      const two = open();
      assert.equal(await begin(two, "winter", ["x.jpg", "y.jpg", "z.jpg"]), id);
      const runs = await runsOf(one).runs();
      assert.deepEqual(
        runs.map(({ title, images, waiting, inFlight }) => ({ title, images, waiting, inFlight })),
        [
          { title: "summer", images: 2, waiting: 2, inFlight: 0 },
          { title: "winter", images: 3, waiting: 3, inFlight: 0 },
        ],
      );
      const [summer] = runs;
      assert.ok(summer && taken);
      assert.equal(summer.window, undefined, "anyone may go on with it");
      assert.deepEqual(
        (await runsOf(one).items(summer.id, { limit: 9 })).map(({ ref }) => ref),
        ["a.jpg", "b.jpg"].map((key) => ({
          kind: "object",
          object: { account: "work", bucket: "photos", key },
        })),
      );
    });
  });

  it("that is carried over leaves what is newer as it is", async function () {
    if (process.platform === "win32") this.skip();
    const one = open();
    await one.save(answer({ detectedAt: "2026-03-01T00:00:00.000Z" }));
    renameSync(file, `${file}.aside`);
    const two = open();
    await two.save(answer({ detectedAt: "2026-03-02T00:00:00.000Z" }));
    await one.save(answer({ object: { ...photo, key: "new.jpg" } }));
    assert.equal((await one.latest(photo))?.detectedAt, "2026-03-02T00:00:00.000Z");
  });

  it("on a file system that is read-only gives what it has", async () => {
    const readOnly = join(folder, "read-only");
    mkdirSync(readOnly);
    const path = join(readOnly, "labels.sqlite");
    const before = open(path);
    await before.save(answer());
    await before.close();
    chmodSync(path, 0o444);
    const other = { ...photo, key: "new.jpg", etag: otherMd5, crc64: "3" };
    await withoutWriteAccess(readOnly, async () => {
      const index = open(path);
      assert.ok(await index.find(photo, 0.7));
      await index.save(answer({ object: other }));
      assert.ok(await index.find(other, 0.7));
      assert.equal((await index.search(everything, { limit: 9 })).total, 2);
      assert.equal((await index.summary()).isKept, false);
      assert.equal(await forgetPlace(index, "work"), undefined);
      assert.equal(await index.renameAccount("work", "home"), undefined);
      assert.equal(await count(index), 2);
      assert.deepEqual(codes(), ["not-kept"]);
      assert.match(words(problems[0]), /Labels that are in it are found\./);
      await index.close();
    });
  });

  it("has nothing left in it of what was forgotten, and is read by nobody else", async () => {
    const index = open();
    const key = "canary-key-5c06.jpg";
    const forgotten = { ...photo, key };
    await index.save(answer({ object: photo, raw: "canary-raw-5c06" }));
    await index.save(answer({ object: forgotten, raw: "canary-raw-5c07" }));
    assert.equal(await forgetPlace(index, "work", "photos", key), 1);
    for (const name of readdirSync(folder)) {
      const text = readFileSync(join(folder, name), "latin1");
      assert.ok(!text.includes("canary-key-5c06") && !text.includes("canary-raw-5c07"), name);
      if (process.platform !== "win32") assert.equal(statSync(join(folder, name)).mode & 0o77, 0);
    }
    assert.ok(readFileSync(file, "latin1").includes("canary-raw-5c06"));
  });

  it("that another program holds says that nothing was forgotten or renamed", async () => {
    const index = open();
    await index.save(answer());
    const other = new DatabaseSync(file);
    other.exec("BEGIN IMMEDIATE");
    assert.equal(await forgetPlace(index, "work"), undefined);
    assert.equal(await index.renameAccount("work", "home"), undefined);
    other.exec("COMMIT");
    other.close();
    assert.equal(await index.renameAccount("work", "home"), 1);
    assert.equal(await forgetPlace(index, "home"), 1);
  });

  it("loses one answer whose labels cannot be read, not the others", async () => {
    const index = open();
    await index.save(answer());
    await index.save(answer({ object: { ...photo, key: "else.jpg", etag: otherMd5, crc64: "1" } }));
    change(
      file,
      "UPDATE answers SET labels = x'FF' WHERE image = (SELECT id FROM images WHERE key = 'else.jpg')",
    );
    assert.equal(
      await index.latest({ account: "work", bucket: "photos", key: "else.jpg" }),
      undefined,
    );
    assert.ok(await index.find(photo, 0.7));
    assert.deepEqual(problems, []);
  });

  it("of a newer version is left alone", async () => {
    change(file, "CREATE TABLE future (x); PRAGMA user_version = 99");
    const index = open();
    await index.save(answer());
    assert.ok(await index.find(photo, 0.7));
    assert.equal((await index.summary()).isKept, false);
    assert.deepEqual(codes(), ["made-by-newer-version"]);
    assert.deepEqual(movedAside(), []);
  });

  it("in a read-only folder lets the index work in memory, and says so once", async () => {
    const readOnly = join(folder, "read-only");
    mkdirSync(readOnly);
    const index = await withoutWriteAccess(readOnly, async () => {
      const opened = open(join(readOnly, "labels.sqlite"));
      await opened.save(answer());
      await opened.save(answer({ threshold: 0.5 }));
      return opened;
    });
    assert.equal((await index.find(photo, 0.7))?.threshold, 0.5);
    assert.equal(
      (await index.latest({ account: "work", bucket: "photos", key: photo.key }))?.threshold,
      0.5,
    );
    assert.equal((await index.search(everything, { limit: 9 })).total, 1);
    assert.equal(await count(index), 2);
    assert.equal((await index.summary()).isKept, false);
    assert.deepEqual(codes(), ["not-kept"]);
    assert.match(
      words(problems[0]),
      /cannot be written: .+ kept until this window closes\. Check /,
    );
  });

  it("takes up what was held back as soon as it can be written", async () => {
    const blocked = join(folder, "storage");
    writeFileSync(blocked, "a file where the folder should be");
    const path = join(blocked, "labels.sqlite");
    const index = open(path);
    await index.save(answer());
    assert.deepEqual(codes(), ["not-kept"]);
    await index.service<CallCounts>("calls").spend("2026-11-25", "work", 0);
    rmSync(blocked);
    const calls = index.service<CallCounts>("calls");
    const day = "2026-11-25";
    await calls.spend(day, "work", 0);
    await index.save(answer({ object: { ...photo, key: "else.jpg" } }));
    assert.equal((await index.summary()).isKept, true);
    await calls.spend(day, "work", 0);
    assert.equal(await calls.on(day, "work"), 3);
    await index.close();
    const after = open(path);
    assert.equal(await count(after), 2);
    assert.equal(await after.service<CallCounts>("calls").on(day, "work"), 3);
  });

  it("held by another program for too long keeps answers in memory, and on disk when it is free", async () => {
    const index = open();
    const other = new DatabaseSync(file);
    other.exec("BEGIN EXCLUSIVE");
    await index.save(answer());
    assert.ok(await index.find(photo, 0.7));
    assert.deepEqual(codes(), ["not-kept"]);
    assert.match(words(problems[0]), /another window/);
    other.exec("COMMIT");
    other.close();
    await index.close();
    assert.equal(await count(open()), 1);
  });

  it("on a full disk keeps answers in memory, and says so", async function () {
    if (process.platform === "win32") this.skip();
    // A limit on the size of files fails a write in the same way, without filling a disk.
    const module = new URL("../../../src/labelIndex/labelIndex.ts", import.meta.url).href;
    const script = `
      process.on("SIGXFSZ", () => undefined);
      const { LabelIndex } = await import(${JSON.stringify(module)});
      const codes = [];
      const program = new URL("worker.ts", ${JSON.stringify(module)});
      const index = await LabelIndex.open(process.argv[1], { program, onProblem: ({ code }) => codes.push(code) });
      const object = { account: "work", bucket: "photos", crc64: "1", size: 1 };
      const everything = { condition: { kind: "everything" }, sort: { by: "key", isReversed: false } };
      for (let i = 0; i < 20; i++) await index.save({
        object: { ...object, key: "k" + i }, threshold: 0.7, detectedAt: "", labels: [], raw: "x".repeat(100_000),
      });
      const found = await Promise.all(Array.from({ length: 20 }, (_, i) => index.latest({ account: "work", bucket: "photos", key: "k" + i })));
      console.log(JSON.stringify({ codes, found: found.filter(Boolean).length, kept: (await index.summary()).isKept, total: await index.count(everything) }));
      await index.close();`;
    const { stdout } = await promisify(execFile)("sh", [
      "-c",
      'ulimit -f 1000; exec "$0" --no-warnings --input-type=module -e "$1" "$2"',
      process.execPath,
      script,
      file,
    ]);
    assert.deepEqual(JSON.parse(stdout), {
      codes: ["not-kept"],
      found: 20,
      kept: false,
      total: 20,
    });
  });
});

/** Runs work while nobody, not even root, may write to the folder. */
async function withoutWriteAccess<T>(folder: string, work: () => Promise<T>): Promise<T> {
  chmodSync(folder, 0o555);
  for (const above of ["..", "../.."]) chmodSync(join(folder, above), 0o755);
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    if (isRoot) process.seteuid?.(0);
    chmodSync(folder, 0o755);
  }
}
