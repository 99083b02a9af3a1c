import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ExchangeFormat } from "../../../src/exchange/exchangeFormat.ts";
import { exportImages } from "../../../src/extension/exchange/exportImages.ts";
import { searchImages } from "../../../src/extension/exchange/searchImages.ts";
import { ProgramOptions } from "../../../src/extension/programOptions.ts";
import { LabelIndex } from "../../../src/labelIndex/labelIndex.ts";
import { parseQuery } from "../../../src/query/parse.ts";
import { coat, empty, imageOf, unlabelled } from "../../unit/exchange/images.ts";
import { label } from "../../unit/labels/label.ts";
import { program, temporaryFolder } from "../labelIndex/answers.ts";

const optionsOf = (options: object) => new ProgramOptions(options);

describe("an export of what a query finds", () => {
  const folder = temporaryFolder();
  let index: LabelIndex;
  before(async () => {
    index = LabelIndex.open(undefined, {
      program,
      onProblem: ({ code }) => assert.fail(code),
    });
    const cat = imageOf("cat.jpg", [label("Cat", { confidence: 0.9, centricScore: 0.8 })]);
    await index.take([
      ...[coat, unlabelled, empty, cat],
      { ...cat, object: { ...cat.object, bucket: "backup" } },
      { ...cat, object: { ...cat.object, account: "home" } },
    ]);
  });
  after(() => index.close());

  let files = 0;
  const write = async (query: string, format: ExchangeFormat) => {
    files += 1;
    const path = join(folder(), String(files));
    const progress: number[] = [];
    const result = await exportImages(
      { query: parseQuery(query), format, path, onProgress: (images) => progress.push(images) },
      index,
    );
    assert.equal(progress.at(-1), result.images);
    return { path, ...result };
  };

  const counts: [query: string, images: number][] = [
    ["", 6],
    ["label:cat", 3],
    ["label:cat account:work sort:-key", 2],
    ["is:unlabelled", 1],
    ["label:nothing", 0],
  ];
  for (const [query, images] of counts) {
    for (const format of ["ndjson", "json", "csv", "metadata-jsonl"] as const) {
      it(`has the images that "${query}" finds, as ${format}`, async () => {
        const written = await write(query, format);
        assert.equal(written.images, images);
        const text = readFileSync(written.path, "utf8");
        const objects = new Set(text.match(/oss:\/\/[^",]+/g));
        // A CSV has no row for an image without labels; two accounts may have one object.
        if (format !== "csv" && !query.includes("cat")) {
          assert.equal(objects.size, query === "" ? 5 : images);
        }
      });
    }
  }

  const prefixes: [query: string, paths: string[]][] = [
    ["account:work bucket:photos", ["2026/coat.jpg", "cat.jpg"]],
    ["label:cat account:work", ["backup/cat.jpg", "photos/cat.jpg"]],
    ["label:cat", ["home/photos/cat.jpg", "work/backup/cat.jpg", "work/photos/cat.jpg"]],
  ];
  for (const [query, paths] of prefixes) {
    it(`keeps apart in a folder what "${query}" finds in several buckets`, async () => {
      const { path } = await write(query, "xmp");
      const sidecars = readdirSync(path, { recursive: true })
        .map((name) => String(name).replaceAll("\\", "/"))
        .filter((name) => name.endsWith(".xmp"));
      assert.deepEqual(
        sidecars.sort(),
        paths.map((name) => `${name}.xmp`),
      );
      const { path: file } = await write(`(${query}) is:labelled`, "metadata-jsonl");
      const lines = readFileSync(file, "utf8").trimEnd().split("\n");
      assert.deepEqual(
        lines.map((line) => JSON.parse(line).file_name),
        paths,
      );
    });
  }

  it("is searched page by page by programs", async () => {
    const objects: string[] = [];
    let after: string | undefined;
    do {
      const page = await searchImages("sort:key", optionsOf({ limit: 2, after }), index);
      assert.equal(page.total, 6);
      objects.push(...page.images.map(({ account, object }) => `${account} ${object}`));
      after = page.after;
    } while (after !== undefined);
    assert.deepEqual(objects, [
      "work oss://photos/2026/coat.jpg",
      "work oss://photos/2026/new.png",
      "home oss://photos/cat.jpg",
      "work oss://backup/cat.jpg",
      "work oss://photos/cat.jpg",
      "work oss://photos/grey.jpg",
    ]);
    const { images } = await searchImages("label:winter", optionsOf({}), index);
    assert.deepEqual(images[0], {
      object: "oss://photos/2026/coat.jpg",
      account: "work",
      size: 21839,
      lastModified: "2026-02-27T18:30:00.000Z",
      storageClass: "Standard",
      detectedAt: "2026-03-01T08:00:00.000Z",
      threshold: 0.7,
      labels: [
        label("Outerwear", {
          level: 2,
          parent: "Clothing",
          confidence: 1,
          centricScore: 0.823,
          language: "zh-Hans",
        }),
        label("Winter"),
      ],
    });
  });

  it("gives no page for a mark that no page gave", async () => {
    const { after = "" } = await searchImages("", optionsOf({ limit: 1 }), index);
    for (const mark of ["", "x", "x.y", after.slice(1), `${after} `, `${after}${after}`]) {
      await assert.rejects(searchImages("", optionsOf({ after: mark }), index), {
        code: "wrong-options",
        facts: { reason: "no-page" },
      });
    }
  });
});
