/** The thread of the index, when it cannot start, ends, or has much to say. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { LabelIndex } from "../../../src/labelIndex/labelIndex.ts";
import type { IndexProblem } from "../../../src/labelIndex/problem.ts";
import type { ObjectVersion } from "../../../src/labelIndex/storedDetection.ts";
import { answer, everything, photo, program, temporaryFolder } from "./answers.ts";

describe("the thread of the label index", () => {
  const folder = temporaryFolder();
  let problems: IndexProblem[];
  let index: LabelIndex | undefined;

  beforeEach(() => {
    problems = [];
  });
  afterEach(() => index?.close());

  const open = (name: string, of: string | URL = program) => {
    index = LabelIndex.open(join(folder(), name), {
      program: of,
      onProblem: (problem) => problems.push(problem),
    });
    return index;
  };

  /** The thread's program, which ends when it is asked about an object of this name. */
  function mortalProgram(name: string): string {
    const file = join(folder(), `${name}.mjs`);
    writeFileSync(
      file,
      `import { parentPort } from "node:worker_threads";
       parentPort.on("message", (message) => {
         if (JSON.stringify(message).includes("deadly")) process.exit(7);
       });
       await import(${JSON.stringify(program.href)});`,
    );
    return file;
  }

  const deadly: ObjectVersion = { ...photo, key: "deadly.jpg" };
  const other: ObjectVersion = { ...photo, key: "other.jpg", etag: "", crc64: "2" };

  it("that cannot start is told of, and detections are held in memory", async () => {
    const opened = open("none.sqlite", join(folder(), "there is no such program.mjs"));
    await opened.save(answer());
    assert.equal((await opened.find(photo, 0.7))?.requestId, answer().requestId);
    const copy = { ...photo, key: "copy.jpg" };
    assert.ok(await opened.find(copy, 0.7), "by its bytes");
    assert.deepEqual(
      (await opened.findMany([photo, other], 0.7)).map((found) => found !== undefined),
      [true, false],
    );
    assert.equal(await opened.claim("bytes", 1000), true);
    assert.equal(await opened.forget({ kind: "prefix", account: "work" }), undefined);
    assert.equal((await opened.search(everything, { limit: 1 })).total, 0);
    assert.equal((await opened.summary()).isKept, false);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["stopped"],
    );
    assert.deepEqual(problems[0]?.facts, { reason: "stopped" });
  });

  it("is started again when it ends, and what others asked is answered", async () => {
    const opened = open("again.sqlite", mortalProgram("again"));
    await opened.save(answer());
    const [died, ...answered] = await Promise.all([
      opened.find(deadly, 0.7),
      ...Array.from({ length: 5 }, () => opened.find(photo, 0.7)),
    ]);
    assert.equal(died, undefined);
    for (const found of answered) assert.ok(found);
    await opened.save(answer({ object: other }));
    assert.ok(await opened.find(other, 0.7));
    assert.deepEqual(problems, []);
  });

  it("stops looking for what nobody waits for any more, and answers others", async () => {
    const opened = open("stopped.sqlite");
    await opened.save(answer());
    const stop = new AbortController();
    const stopped = [
      opened.search(everything, { limit: 10 }, stop.signal),
      opened.count(everything, stop.signal),
      opened.facets(everything, 10, stop.signal),
      opened.statistics(everything, stop.signal),
    ];
    stop.abort();
    for (const question of stopped) await assert.rejects(question, { name: "AbortError" });
    await assert.rejects(opened.count(everything, stop.signal), { name: "AbortError" });
    assert.equal(await opened.count(everything, new AbortController().signal), 1);
  });

  it("is given up when it ends again and again, and nobody waits for ever", async () => {
    const opened = open("gone.sqlite", mortalProgram("gone"));
    for (let round = 0; round < 3; round++) assert.equal(await opened.find(deadly, 0.7), undefined);
    await opened.save(answer());
    assert.ok(await opened.find(photo, 0.7), "from memory");
    assert.deepEqual(
      problems.map(({ code }) => code),
      ["stopped"],
    );
  });

  it("answers what was asked before it is closed", async () => {
    const opened = open("closed.sqlite");
    const saved = Array.from({ length: 50 }, (_, i) =>
      opened.save(answer({ object: { ...photo, key: `${i}.jpg`, etag: "", crc64: `${i}` } })),
    );
    const found = opened.find({ ...photo, key: "49.jpg", etag: "", crc64: "49" }, 0.7);
    await opened.close();
    await Promise.all(saved);
    assert.ok(await found);
    assert.equal((await open("closed.sqlite").summary()).detections, 50);
  });

  it("gives long answers whole, in pieces", async () => {
    const opened = open("long.sqlite");
    const objects = Array.from({ length: 1000 }, (_, i) => ({
      ...photo,
      key: `${String(i).padStart(4, "0")}.jpg`,
      etag: "",
      crc64: `${i}`,
    }));
    await opened.saveMany(objects.map((object) => answer({ object })));
    const found = await opened.findMany([...objects, other, photo], 0.7);
    const keys = objects.map(({ key }) => key);
    assert.deepEqual(found.map((one) => one?.object.key).slice(0, 1000), keys);
    const { images, total } = await opened.search(everything, { limit: 1000 });
    assert.equal(total, 1000);
    assert.deepEqual(
      images.map(({ object }) => object.key),
      keys,
    );
    const page = await opened.exported(everything, { limit: 700 });
    assert.equal(page.images.length, 700);
    const rest = await opened.exported(everything, { limit: 700, after: page.after });
    assert.deepEqual(
      [...page.images, ...rest.images].map(({ object }) => object.key),
      keys,
    );
    assert.equal(rest.after, undefined);
  });

  it("passes on what is wrong with a question", async () => {
    const opened = open("wrong.sqlite");
    await assert.rejects(opened.search(everything, { limit: 1, after: "no page" }), RangeError);
    assert.ok(await opened.summary(), "it goes on");
    assert.deepEqual(problems, []);
  });

  it("tells of what this window and others change", async () => {
    let changes = 0;
    const file = join(folder(), "changes.sqlite");
    index = LabelIndex.open(file, { program, onChange: () => changes++ });
    const another = LabelIndex.open(file, { program });
    await index.summary();
    await another.save(answer());
    await until(() => changes === 1);
    await another.close();
    await index.save(answer({ object: other }));
    await until(() => changes === 2);
  });
});

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
}
