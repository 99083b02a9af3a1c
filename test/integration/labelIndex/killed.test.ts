/** Windows that are killed in the middle of writing, and files that somebody damaged. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { LabelIndex } from "../../../src/labelIndex/labelIndex.ts";
import type { IndexProblem } from "../../../src/labelIndex/problem.ts";
import type { ObjectVersion } from "../../../src/labelIndex/storedDetection.ts";
import { parseQuery } from "../../../src/query/parse.ts";
import { seededRandom } from "../../unit/labels/random.ts";
import { answer, count, everything, photo, program, temporaryFolder } from "./answers.ts";

const version = (key: string): ObjectVersion => ({ ...photo, key, etag: "", crc64: key });

describe("a label index", () => {
  const folder = temporaryFolder();
  const random = seededRandom(5);

  it("keeps every answer that was saved before its window was killed", async function () {
    this.timeout(60_000);
    const file = join(folder(), "killed.sqlite");
    const script = `
      const { LabelIndex } = await import(${JSON.stringify(new URL("labelIndex.ts", program).href)});
      const [file, round] = process.argv.slice(1);
      const index = LabelIndex.open(file, { program: new URL(${JSON.stringify(program.href)}) });
      for (let i = 0; ; i++) {
        const key = round + "-" + i;
        const object = { account: "work", bucket: "photos", key, crc64: key, size: 9 };
        const labels = [{ name: "Label " + (i % 7), parent: "Parent", confidence: 0.5 }];
        const detectedAt = "2026-03-01T08:00:00.000Z";
        const save = (key) => ({ object: { ...object, key, crc64: key }, threshold: 0.7, detectedAt, labels, raw: "{}" });
        if (i % 10 === 9) {
          const many = Array.from({ length: 500 }, (_, j) => key + "-" + j);
          await index.saveMany(many.map(save));
          for (const one of many) console.log(one);
        } else {
          await index.save(save(key));
          console.log(key);
        }
      }`;
    const saved: string[] = [];
    for (let round = 0; round < 6; round++) {
      const window = spawn(
        process.execPath,
        ["--no-warnings", "--input-type=module", "-e", script, file, String(round)],
        { stdio: ["ignore", "pipe", "inherit"] },
      );
      let text = "";
      const wanted = 5 + Math.floor(random() * 3000);
      let isKilled = false;
      window.stdout.on("data", (chunk) => {
        text += chunk;
        if (isKilled || text.length < wanted) return;
        isKilled = true;
        window.kill("SIGKILL");
      });
      await new Promise((resolve) => window.once("close", resolve));
      saved.push(...text.split("\n").slice(0, -1));
    }
    const index = LabelIndex.open(file, {
      program,
      onProblem: ({ code }) => assert.fail(code),
    });
    const found = await index.findMany(
      saved.map((key) => ({ ...version(key), size: 9 })),
      0.7,
    );
    assert.deepEqual(
      saved.filter((_, at) => !found[at]),
      [],
    );
    const total = await count(index);
    assert.ok(saved.length > 20 && total >= saved.length);
    assert.equal(await index.count(parseQuery("label:Parent")), total, "each is found by search");
    await index.close();
    const database = new DatabaseSync(file);
    assert.deepEqual(
      { ...database.prepare("PRAGMA integrity_check").get() },
      { integrity_check: "ok" },
    );
    assert.deepEqual(database.prepare("PRAGMA foreign_key_check").all(), []);
    database.close();
  });

  it("works on, whatever was done to its file, and never deletes it", async function () {
    this.timeout(120_000);
    const whole = join(folder(), "whole.sqlite");
    const index = LabelIndex.open(whole, { program });
    const keys = Array.from({ length: 120 }, (_, i) => `${i}.jpg`);
    await index.saveMany(keys.map((key) => answer({ object: version(key) })));
    await index.close();
    const bytes = readFileSync(whole);
    for (let round = 0; round < 40; round++) {
      const name = `fuzz-${round}.sqlite`;
      const file = join(folder(), name);
      writeFileSync(file, damaged(bytes));
      const problems: IndexProblem[] = [];
      const opened = LabelIndex.open(file, {
        program,
        onProblem: (problem) => problems.push(problem),
      });
      const what = `round ${round}`;
      await opened.findMany(keys.map(version), 0.7);
      await opened.search(parseQuery("label:Clothing"), { limit: 100 });
      await opened.facets(everything, 10);
      await opened.statistics(everything);
      await opened.exported(everything, { limit: 100 });
      await opened.summary();
      await opened.save(answer({ object: version("new.jpg") }));
      assert.ok(await opened.find(version("new.jpg"), 0.7), what);
      await opened.close();
      assert.ok(existsSync(file), what);
      const isMoved = problems.some(({ code }) => code === "damaged");
      const aside = readdirSync(folder()).filter((other) => other.startsWith(`${name}.damaged-`));
      assert.ok(!isMoved || aside.length > 0, what);
    }
  });

  /** With some bytes changed, a piece overwritten or the end cut off. */
  function damaged(bytes: Buffer): Buffer {
    const copy = Buffer.from(bytes);
    const at = () => Math.floor(random() * copy.length);
    const kind = random();
    if (kind < 0.2) return copy.subarray(0, at());
    if (kind < 0.6) {
      const start = at();
      const end = Math.min(copy.length, start + 1 + Math.floor(random() * 9000));
      return copy.fill(Math.floor(random() * 256), start, end);
    }
    for (let i = 0; i < 30; i++) copy[at()] = Math.floor(random() * 256);
    return copy;
  }

  it("is taken over from 0.1.0 in pieces, by the next window where the first is closed", async function () {
    this.timeout(60_000);
    const file = join(folder(), "many.sqlite");
    copyFileSync("test/vectors/labelIndex/0.1.0.sqlite", file);
    const old = new DatabaseSync(file);
    old.exec(`
      WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < 19999)
      INSERT INTO answers (account, bucket, key, crc64, size, threshold, detected_at, labels, words)
      SELECT 'work', 'many', n || '.jpg', n || '', 9, 0.7, '2026-03-01T08:00:00.000Z',
        '[{"name":"Sky ' || (n % 50) || '","confidence":0.9}]', 'sky' FROM numbers;
      INSERT INTO bodies SELECT id, 'body of ' || key FROM answers WHERE bucket = 'many'`);
    old.close();
    const onProblem = ({ code }: IndexProblem) => assert.fail(code);
    const first = LabelIndex.open(file, { program, onProblem });
    // The thread has begun when it has opened the file.
    await until(() => tables(file).includes("old_answers"));
    await first.close();
    assert.ok(tables(file).includes("old_answers"), "it was closed in the middle");
    const [one, two] = [0, 1].map(() => LabelIndex.open(file, { program, onProblem }));
    assert.ok(one && two);
    const many = (key: string) => ({
      account: "work",
      bucket: "many",
      key,
      crc64: key.slice(0, -4),
      size: 9,
    });
    assert.equal((await two.find(many("19999.jpg"), 0.7))?.raw, "body of 19999.jpg");
    assert.equal(await count(one), 20_008);
    assert.equal(await one.count(parseQuery('label:"Sky 7"')), 400);
    assert.equal((await one.latest(many("7.jpg")))?.labels[0]?.confidence, 0.9);
    await Promise.all([one.close(), two.close()]);
    assert.ok(!tables(file).includes("old_answers"));
  });
});

function tables(file: string): unknown[] {
  const database = new DatabaseSync(file, { readOnly: true });
  try {
    return database
      .prepare("SELECT name FROM sqlite_schema")
      .all()
      .map(({ name }) => name);
  } finally {
    database.close();
  }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 2));
}
