import assert from "node:assert/strict";
import { queryProblem } from "../../../src/extension/queryProblem.ts";

describe("what is wrong with a query in a box", () => {
  it("is said with its place marked, and nothing of one that can be read", () => {
    assert.equal(queryProblem("label:cat -size>1MB"), undefined);
    assert.match(queryProblem("label:cat size:1MB") ?? "", /\. label:cat .*▸.*1MB◂$/);
    const long = `${"word ".repeat(40)}size:1MB ${"word ".repeat(40)}`;
    const said = queryProblem(long) ?? "";
    assert.match(said, / ….*▸.*◂.*…$/);
    assert.ok(said.length < 300, said);
  });
});
