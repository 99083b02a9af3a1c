import assert from "node:assert/strict";
import { argumentsOf, readNode } from "../../../src/extension/commandArgument.ts";

describe("what a command is handed", () => {
  const bucket = { kind: "bucket", account: "A", bucket: "photos", prefix: "" };
  const nodes: readonly [what: string, argument: unknown, read: unknown][] = [
    ["an account", { kind: "account", setting: { name: "A" } }, { account: "A" }],
    ["a bucket", bucket, { account: "A", bucket: "photos", prefix: "" }],
    [
      "a prefix",
      { ...bucket, kind: "prefix", prefix: "cats/" },
      { account: "A", bucket: "photos", prefix: "cats/" },
    ],
    [
      "an object",
      { kind: "object", account: "A", bucket: "photos", object: { key: "a.jpg" } },
      { account: "A", bucket: "photos", key: "a.jpg" },
    ],
    [
      "a row of text, for its parent",
      { kind: "note", parent: bucket },
      { account: "A", bucket: "photos", prefix: "" },
    ],
    ["a row of text at the top", { kind: "note", parent: undefined }, undefined],
    ["an object without a key", { kind: "object", account: "A", bucket: "photos" }, undefined],
    ["an account without a name", { kind: "account", setting: null }, undefined],
    ["text", "oss://photos/a.jpg", undefined],
    ["nothing", undefined, undefined],
    ["null", null, undefined],
  ];
  for (const [what, argument, read] of nodes) {
    it(`is read as a node of the tree: ${what}`, () => {
      assert.deepEqual(readNode(argument), read);
    });
  }

  it("may be a list in one argument, with null for what is left out", () => {
    const none = undefined;
    assert.deepEqual(argumentsOf([[null, { show: false }]]), [none, { show: false }, none]);
    assert.deepEqual(argumentsOf(["oss://b/k"]), ["oss://b/k", none, none]);
    assert.deepEqual(argumentsOf(["", "/a", { format: "csv" }]), ["", "/a", { format: "csv" }]);
    assert.deepEqual(argumentsOf([]), [none, none, none]);
  });
});
