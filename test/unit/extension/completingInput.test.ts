import assert from "node:assert/strict";
import { completingRows } from "../../../src/extension/completingInput.ts";
import { queryProblem } from "../../../src/extension/queryProblem.ts";

describe("the rows of a text that is completed", () => {
  const completions = [{ title: "Cat", detail: "3 images", text: "label:Cat" }];
  const rows = (text: string) =>
    completingRows(text, completions, { empty: "All images", problem: queryProblem });

  it("begin with the text itself, then what it may become", () => {
    const [own, cat, ...others] = rows("label:c");
    assert.deepEqual([own?.label, own?.becomes, own?.detail], ["label:c", undefined, undefined]);
    assert.deepEqual(
      [cat?.label, cat?.description, cat?.becomes],
      ["Cat", "3 images", "label:Cat"],
    );
    assert.equal(others.length, 0);
  });

  it("are shown whatever VS Code would filter", () => {
    assert.ok(rows("label:c").every(({ alwaysShow }) => alwaysShow));
  });

  it("say what the empty text stands for", () => assert.equal(rows(" ")[0]?.label, "All images"));

  it("say what is wrong with the text", () => {
    const [own] = rows("size:1MB");
    assert.match(own?.detail ?? "", /▸.*1MB◂/);
  });

  it("leave out what is written already", () => assert.equal(rows("label:Cat").length, 1));
});
