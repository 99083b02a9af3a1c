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

  it("finds all, in order, once", () => {
    assert.deepEqual(
      referencesInRange(document, whole).map(({ value }) => value),
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

  it("finds oss:// URIs alone", () => {
    const found = referencesInRange(document, whole, { objectUrisOnly: true });
    assert.deepEqual(
      found.map(({ line, value }) => [line, value]),
      [
        [0, "oss://photos/a b.jpg"],
        [0, "oss://photos/c"],
        [1, "oss://photos/d.jpg"],
      ],
    );
  });

  it("keeps to the lines and the number asked for", () => {
    const lines = { start: { line: 1, character: 0 }, end: { line: 1, character: 0 } };
    assert.equal(referencesInRange(document, lines).length, 2);
    assert.equal(referencesInRange(document, whole, { atMost: 3 }).length, 3);
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
