import assert from "node:assert/strict";
import { queryOfArgument } from "../../../../src/extension/albums/queryText.ts";
import { parseQuery } from "../../../../src/query/parse.ts";

const entry = {
  place: { kind: "user" },
  at: 0,
  written: {},
  album: { name: "Cats", query: "label:Cat" },
};
const bucket = { kind: "bucket", account: "My work", bucket: "photos", prefix: "" };

describe("the query that a command is about", () => {
  const cases: readonly (readonly [
    what: string,
    argument: unknown,
    query: string | undefined,
    name?: string,
  ])[] = [
    ["nothing: everything", undefined, "", "all images"],
    ["a text", "label:Cat", "label:Cat", "label:Cat"],
    ["a query of a program", { query: "night" }, "night", "night"],
    ["an album", { kind: "album", entry }, "label:Cat", "Cats"],
    ["a label", { kind: "category", name: "Wild cat" }, 'label:"Wild cat"', "Wild cat"],
    ["a bucket", bucket, 'account:"My work" bucket:photos', "oss://photos/"],
    [
      "a prefix",
      { ...bucket, kind: "prefix", prefix: "2026/a b/" },
      'account:"My work" bucket:photos prefix:"2026/a b/"',
      "oss://photos/2026/a b/",
    ],
    ["an account", { kind: "account", setting: { name: "work" } }, "account:work", "work"],
    ["an image stands for none", { ...bucket, kind: "object", object: { key: "a" } }, undefined],
    [
      "a URI neither, though it has a query",
      new (class {
        readonly query = "";
      })(),
      undefined,
    ],
    ["nor a number", 1, undefined],
    ["nor null", null, undefined],
  ];
  for (const [what, argument, query, name] of cases) {
    it(what, () => {
      const found = queryOfArgument(argument);
      assert.equal(found?.query, query);
      if (name !== undefined) assert.equal(found?.name, name);
    });
  }
});

describe("a value in such a query", () => {
  for (const text of [
    "Cat",
    "猫",
    "a b",
    'a"b',
    "a\\b",
    "-a",
    "OR",
    "a*",
    "=a",
    "(a)",
    "a:b",
    " a ",
  ]) {
    it(`${JSON.stringify(text)} means itself`, () => {
      const { query = "" } = queryOfArgument({ kind: "account", setting: { name: text } }) ?? {};
      assert.deepEqual(parseQuery(query).condition, { kind: "account", text });
    });
  }
});
