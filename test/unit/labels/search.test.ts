import assert from "node:assert/strict";
import { textMatcher } from "../../../src/labels/search.ts";
import { label } from "./label.ts";

const cases: [name: string, text: string, found: boolean][] = [
  ["Outerwear", "outer", true],
  ["Outerwear", "WEAR", true],
  ["Outerwear", "inner", false],
  ["户外服装", "服装", true],
  ["户外服装", "装服", false],
  ["ｓＫＹ", "sky", true],
  ["ﬁre", "FIRE", true],
  ["Straße", "STRASSE", true],
  ["ΟΔΟΣ", "οδοσ", true],
  ["Cafe\u0301", "café", true],
  ["Golden retriever", "retriever golden", true],
  ["Golden retriever", "golden cat", false],
  ["Anything", "  ", true],
  ["a.c", ".", true],
  ["abc", ".", false],
];

describe("label search", () => {
  for (const [name, text, found] of cases) {
    it(`${found ? "finds" : "does not find"} "${name}" by "${text}"`, () => {
      assert.equal(textMatcher(text)(label(name)), found);
    });
  }

  it("looks at the alias, too", () => {
    assert.equal(textMatcher("座椅")(label("椅子", { alias: "座椅" })), true);
  });
});
