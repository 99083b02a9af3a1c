/** Imports of so many images that the indexes of images are left aside meanwhile. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { LabelIndex } from "../../../src/labelIndex/labelIndex.ts";
import type { ExchangeImage } from "../../../src/labelIndex/port.ts";
import { imageIndexes } from "../../../src/labelIndex/tables.ts";
import { parseQuery } from "../../../src/query/parse.ts";
import type { Query } from "../../../src/query/query.ts";
import { program, temporaryFolder } from "./answers.ts";

const pageSize = 1000;
const sorts = ["size", "modified", "detected", "labels"] as const;

/** Written into the program of a window that is killed, too. */
function imageOf(number: number): ExchangeImage {
  const day = (step: number) => new Date(Date.UTC(2026, 0, 1 + ((number * step) % 200)));
  const label = (name: string) => ({ name, confidence: 0.5 });
  return {
    object: {
      ...{ account: "work", bucket: "photos", key: `${number}.jpg`, size: (number * 7919) % 5003 },
      // Some have the same bytes.
      etag: String(number % 4990).padStart(32, "0"),
      lastModified: day(7).toISOString(),
    },
    detections: [
      {
        ...{ threshold: 0.7, detectedAt: day(13).toISOString(), source: "import" },
        labels: ["Sky", "Sea", "Sand", "Sun"].slice(0, number % 5).map(label),
      },
    ],
  } as unknown as ExchangeImage;
}

function page(number: number): ExchangeImage[] {
  return Array.from({ length: pageSize }, (_, at) => imageOf(number * pageSize + at));
}

describe("a large import into a label index", () => {
  const folder = temporaryFolder();

  it("answers all the same when its window is killed in the middle, and can be repeated", async function () {
    this.timeout(120_000);
    const file = join(folder(), "killed.sqlite");
    const script = `
      const { LabelIndex } = await import(${JSON.stringify(new URL("labelIndex.ts", program).href)});
      const pageSize = ${pageSize};
      ${imageOf}
      ${page}
      const index = LabelIndex.open(process.argv[1], { program: new URL(${JSON.stringify(program.href)}) });
      for (let number = 0; ; number++) {
        await index.take(page(number));
        console.log(number);
      }`;
    const window = spawn(
      process.execPath,
      ["--no-warnings", "--input-type=module", "-e", script, file],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    let text = "";
    window.stdout.on("data", (chunk) => {
      text += chunk;
      if (text.includes("\n7\n")) window.kill("SIGKILL");
    });
    await new Promise((resolve) => window.once("close", resolve));
    assert.deepEqual(missing(file), Object.keys(imageIndexes).sort());
    const taken = images(file);
    assert.ok(taken.length >= 8 * pageSize);

    const index = opened(file);
    await answersAll(index, taken);
    assert.deepEqual(missing(file), []);
    const pages = taken.length / pageSize;
    for (let number = 0; number < pages + 20; number++) await index.take(page(number));
    assert.deepEqual(missing(file), Object.keys(imageIndexes).sort());
    await answersAll(index, images(file));
    assert.equal(images(file).length, (pages + 20) * pageSize);
    await index.close();
  });

  it("makes the indexes anew when it pauses, and when its window is closed", async function () {
    this.timeout(60_000);
    const file = join(folder(), "paused.sqlite");
    const index = opened(file);
    for (let number = 0; number < 5; number++) await index.take(page(number));
    assert.notDeepEqual(missing(file), []);
    while (missing(file).length > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    for (let number = 5; number < 15; number++) await index.take(page(number));
    assert.notDeepEqual(missing(file), []);
    await index.close();
    assert.deepEqual(missing(file), []);
  });

  it("keeps the indexes where few images come to many", async () => {
    const file = join(folder(), "few.sqlite");
    const index = opened(file);
    for (let number = 0; number < 12; number++) await index.take(page(number));
    await index.count(parseQuery("size>5"));
    for (let number = 12; number < 17; number++) await index.take(page(number));
    assert.deepEqual(missing(file), []);
    await index.close();
  });

  it("goes on while another window asks", async function () {
    this.timeout(120_000);
    const file = join(folder(), "two.sqlite");
    const [importing, asking] = [opened(file), opened(file)];
    // The thread has made the file when it answers.
    await importing.summary();
    let isOver = false;
    let vanished = 0;
    const bySize = async () => {
      while (!isOver) {
        if (missing(file).length > 0) vanished++;
        const { images, total } = await asking.search(sorted("size"), { limit: 50 });
        const sizes = images.map(({ object }) => object.size ?? 0);
        assert.deepEqual(
          sizes,
          [...sizes].sort((a, b) => b - a),
        );
        assert.equal(sizes.length, Math.min(50, total));
      }
    };
    const asked = bySize();
    for (let number = 0; number < 20; number++) await importing.take(page(number));
    isOver = true;
    await asked;
    assert.ok(vanished > 0, "indexes vanish while the other window asks");
    for (const index of [asking, importing]) await answersAll(index, images(file));
    await Promise.all([importing.close(), asking.close()]);
    assert.deepEqual(missing(file), []);
  });
});

function opened(file: string): LabelIndex {
  return LabelIndex.open(file, { program, onProblem: ({ code }) => assert.fail(code) });
}

function sorted(by: (typeof sorts)[number]): Query {
  return { ...parseQuery(""), sort: { by, isReversed: false } } as Query;
}

interface Row {
  readonly key: string;
  readonly etag: string;
  readonly size: number;
  readonly modified: number;
  readonly detected: number;
  readonly labels: number;
}

/** Every walk that an index of images is for gives what the rows tell. */
async function answersAll(index: LabelIndex, rows: readonly Row[]): Promise<void> {
  for (const by of sorts) {
    const { images, total } = await index.search(sorted(by), { limit: 300 });
    const expected = [...rows].sort((a, b) => b[by] - a[by] || (a.key < b.key ? -1 : 1));
    assert.equal(total, rows.length);
    assert.deepEqual(
      images.map(({ object }) => object.key),
      expected.slice(0, 300).map(({ key }) => key),
      by,
    );
  }
  assert.equal(
    await index.count(parseQuery("size>2500")),
    rows.filter(({ size }) => size > 2500).length,
  );
  const same = rows.filter(({ etag, size }) => etag === rows[7]?.etag && size === rows[7].size);
  const found = await index.sameBytes({ account: "work", bucket: "photos", key: "7.jpg" });
  assert.deepEqual(found.map(({ object }) => object.key).sort(), same.map(({ key }) => key).sort());
}

function images(file: string): Row[] {
  const database = new DatabaseSync(file, { readOnly: true });
  const sql = "SELECT key, etag, size, modified, detected, labels FROM images";
  const rows = database.prepare(sql).all() as unknown as Row[];
  database.close();
  return rows;
}

function missing(file: string): string[] {
  const database = new DatabaseSync(file, { readOnly: true });
  const sql = "SELECT name FROM sqlite_schema WHERE tbl_name = 'images'";
  const there = new Set(
    database
      .prepare(sql)
      .all()
      .map(({ name }) => name),
  );
  database.close();
  return Object.keys(imageIndexes)
    .filter((name) => !there.has(name))
    .sort();
}
