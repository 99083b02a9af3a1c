import assert from "node:assert/strict";
import { insertionBelow } from "../../../src/codeSamples/insertion.ts";

describe("code put into a file", () => {
  const code = "if it:\n  do()\n\nend\n";
  const cases: readonly (readonly [string, string, number, string])[] = [
    ["an empty line", "", 0, "if it:\n  do()\n\nend"],
    ["a line of blanks", "    ", 0, "    if it:\n      do()\n\n    end"],
    ["a line of code", "  run();", 8, "\n  if it:\n    do()\n\n  end"],
    ["a line that opens a block", "\tfunction a() { ", 16, "\n\t\tif it:\n\t\t  do()\n\n\t\tend"],
    ["a line that ends in a colon", "def a():", 8, "\n\tif it:\n\t  do()\n\n\tend"],
  ];
  for (const [where, line, start, text] of cases) {
    it(`at ${where}`, () => {
      assert.deepEqual(insertionBelow(line, "\t", code), { start, text });
    });
  }
});
