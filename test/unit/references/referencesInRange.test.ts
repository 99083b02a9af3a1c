import assert from "node:assert/strict";
import { referenceAt } from "../../../src/references/imageReference.ts";
import { referencesInRange } from "../../../src/references/referencesInRange.ts";
import { textSource } from "../../../src/references/textSource.ts";

const whole = { start: { line: 0, character: 0 }, end: { line: 1e9, character: 0 } };

describe("Image references of a range", () => {
  const text = [
    'const a = ["oss://photos/a b.jpg", "oss://photos/c"];',
    "// oss://photos/d.jpg, images/e.png and oss://photos",
    'load("https://photos.oss-cn-hangzhou.aliyuncs.com/f", "g h.png");',
  ].join("\n");
  const document = textSource(text, "javascript");

  it("finds all, in order, once", async () => {
    assert.deepEqual(
      (await referencesInRange(document, whole)).map(({ value }) => value),
      [
        "oss://photos/a b.jpg",
        "oss://photos/c",
        "oss://photos/d.jpg",
        "images/e.png",
        "https://photos.oss-cn-hangzhou.aliyuncs.com/f",
        "g h.png",
      ],
    );
  });

  it("finds oss:// URIs alone", async () => {
    const found = await referencesInRange(document, whole, { objectUrisOnly: true });
    assert.deepEqual(
      found.map(({ line, value }) => [line, value]),
      [
        [0, "oss://photos/a b.jpg"],
        [0, "oss://photos/c"],
        [1, "oss://photos/d.jpg"],
      ],
    );
  });

  it("keeps to the lines and the number asked for", async () => {
    const lines = { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } };
    assert.equal((await referencesInRange(document, lines)).length, 2);
    assert.equal((await referencesInRange(document, whole, { atMost: 3 })).length, 3);
  });
});

describe("Looking through a document", () => {
  const document = textSource("see images/a.png\n".repeat(4000), "plaintext");

  it("lets other work run every few milliseconds", async () => {
    let pauses = 0;
    const pause = async (): Promise<void> => {
      pauses++;
    };
    await referencesInRange(document, whole, { atMost: 4000, pause });
    assert.ok(pauses > 2);
  });

  it("ends when nobody waits for it", async () => {
    const controller = new AbortController();
    const pause = async (): Promise<void> => controller.abort();
    const options = { atMost: 4000, pause, signal: controller.signal };
    const found = await referencesInRange(document, whole, options);
    assert.ok(found.length > 0 && found.length < 4000);
  });

  it("is given up where thousands of places only look like references", async () => {
    const text = `${"a.png;\n".repeat(5000)}'b.png'`;
    const start = process.cpuUsage();
    assert.deepEqual(await referencesInRange(textSource(text, "javascript"), whole), []);
    assert.ok(process.cpuUsage(start).user / 1000 < 1000);
  });
});

describe("One place, one reading", () => {
  const lines: readonly (readonly [string, string, readonly string[]])[] = [
    ["plaintext", "see https://example.com/dir/a.jpg now", ["https://example.com/dir/a.jpg"]],
    ["plaintext", "see oss://photos/key.jpg now", ["oss://photos/key.jpg"]],
    ["html", '<a href="https://example.com/dir/a.jpg">', ["https://example.com/dir/a.jpg"]],
    ["javascript", "get('oss://photos/key.jpg')", ["oss://photos/key.jpg"]],
    [
      "json",
      '["https://x.example/a.jpg","https://y.example/b.jpg"]',
      ["https://x.example/a.jpg", "https://y.example/b.jpg"],
    ],
    ["markdown", "[![a](x.png)](y.png) z.png", ["x.png", "y.png", "z.png"]],
    ["shellscript", "cp a\\ b.png s3://bucket/c.png d.png", ["a b.png", "d.png"]],
    ["css", ".a{background:url(//x.example/a.png),url( b.png )}", ["//x.example/a.png", "b.png"]],
    ["yaml", "a: [x y.png, z.png] # w.png", ["x y.png", "z.png", "w.png"]],
  ];
  for (const [languageId, line, values] of lines) {
    it(`${line} at every position`, () => {
      const document = textSource(line, languageId);
      const seen = new Set<string>();
      for (let character = 0; character <= line.length; character++) {
        const reference = referenceAt(document, { line: 0, character });
        if (reference) seen.add(reference.value);
      }
      assert.deepEqual([...seen], values);
    });
  }
});
