import assert from "node:assert/strict";
import { readNode } from "../../../../src/extension/commandArgument.ts";
import { objectNode } from "../../../../src/extension/runs/runNodes.ts";

describe("what is dragged of a run", () => {
  const object = { account: "work", bucket: "photos", key: "a/b.jpg" };
  const run = { id: 1 };

  it("is an image of a bucket, as the tree has it", () => {
    const item = { id: 1, state: "detected", ref: { kind: "object", object } };
    assert.deepEqual(readNode(objectNode({ kind: "image", run, item })), object);
  });

  for (const [what, node] of [
    [
      "a local picture",
      { kind: "image", run, item: { ref: { kind: "file", uri: "file:///a.jpg" } } },
    ],
    ["a run", { kind: "run", run }],
    ["images of one outcome", { kind: "outcome", run, state: "known", items: 1 }],
    [
      "an object of another tree",
      { kind: "object", account: "work", bucket: "b", object: { key: "k" } },
    ],
    ["nothing", undefined],
  ] as const) {
    it(`is not ${what}`, () => assert.equal(objectNode(node), undefined));
  }
});
