import assert from "node:assert/strict";
import { queryProblem } from "../../../../src/extension/albums/askQuery.ts";

describe("a query that is typed in a box", () => {
  for (const text of ["", "label:Cat", 'night -label:"City"', "a OR b"]) {
    it(`${JSON.stringify(text)} will do`, () => assert.equal(queryProblem(text), undefined));
  }

  for (const [text, place] of [
    ["label:Cat size:1MB", "▸"],
    ["(label:Cat", "◂"],
    [
      `${"cat ".repeat(20)}) ${"dog ".repeat(20)}`,
      "…cat cat cat cat cat cat ▸)◂ dog dog dog dog dog dog…",
    ],
  ] as const) {
    it(`${JSON.stringify(text).slice(0, 30)} says what is wrong, and where`, () => {
      const problem = queryProblem(text) ?? assert.fail("it can be read");
      assert.match(problem, /^[A-Z"].*[.] /);
      assert.ok(problem.includes(place), problem);
    });
  }
});
