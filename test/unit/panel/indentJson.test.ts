import assert from "node:assert/strict";
import { indentJson } from "../../../src/panel/model/indentJson.ts";

describe("raw JSON in the panel", () => {
  const cases: [string, string, string][] = [
    ["an object", '{"a":1,"b":[true,null]}', '{\n  "a": 1,\n  "b": [\n    true,\n    null\n  ]\n}'],
    ["numbers as they came", '{"a":1.0,"b":1e3}', '{\n  "a": 1.0,\n  "b": 1e3\n}'],
    ["duplicate names", '{"a":1,"a":2}', '{\n  "a": 1,\n  "a": 2\n}'],
    ["empty lists and objects", '{"a":[ ],"b":{}}', '{\n  "a": [],\n  "b": {}\n}'],
    ["marks inside texts", '["{,}: \\"[","\\\\"]', '[\n  "{,}: \\"[",\n  "\\\\"\n]'],
    ["a bare value", " 7 ", "7"],
    ["what is laid out already", '{\n "a" : 1\n}', '{\n  "a": 1\n}'],
    ["what is not JSON", "<html>{,}</html>", "<html>{,}</html>"],
    ["a cut answer", '{"a":[1,', '{"a":[1,'],
    ["nothing", "", ""],
  ];
  for (const [name, text, expected] of cases) {
    it(`lays out ${name}`, () => assert.equal(indentJson(text), expected));
  }

  it("is what JSON.stringify does, for anything", () => {
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return seed % below;
    };
    const texts = ['"', "\\", "{", "]", ",", ":", " ", "\n", "é", "字", "\u2028", "a"];
    const value = (depth: number): unknown => {
      const kind = random(depth > 4 ? 4 : 6);
      if (kind === 0) return random(1000) / 8;
      if (kind === 1) return [true, false, null][random(3)];
      if (kind < 4)
        return Array.from({ length: random(6) }, () => texts[random(texts.length)]).join("");
      const items = Array.from({ length: random(4) }, () => value(depth + 1));
      return kind === 4
        ? items
        : Object.fromEntries(items.map((item, n) => [`${texts[n]}${n}`, item]));
    };
    for (let n = 0; n < 500; n++) {
      const sample = value(0);
      assert.equal(indentJson(JSON.stringify(sample)), JSON.stringify(sample, null, 2));
    }
  });
});
