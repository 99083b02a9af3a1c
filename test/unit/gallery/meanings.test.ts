import assert from "node:assert/strict";
import { withMeanings } from "../../../src/gallery/meanings.ts";
import { parseQuery } from "../../../src/query/parse.ts";

const meanings = (name: string) => (name === "dog" ? ["狗", "anjing"] : []);

describe("a query in another language", () => {
  // Each means the same as the query beside it, in which the other names are written out.
  for (const [written, meant] of [
    ["label:Dog", "label:dog OR label:狗 OR label:anjing"],
    ["dog size>1MB", "(dog OR label:=狗 OR label:=anjing) size>1MB"],
    ["-subject:dog", "-(subject:dog OR subject:狗 OR subject:anjing)"],
    [
      "label:=dog[centric>0.5]",
      "label:=dog[centric>0.5] OR label:=狗[centric>0.5] OR label:=anjing[centric>0.5]",
    ],
    ["label:dog*", "label:dog*"],
    ["label:cat key:dog", "label:cat key:dog"],
    ["", ""],
  ] as const) {
    it(`${written || "everything"} finds ${meant || "everything"}`, () => {
      assert.deepEqual(withMeanings(parseQuery(written), meanings), parseQuery(meant));
    });
  }
});
