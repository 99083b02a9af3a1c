import assert from "node:assert/strict";
import {
  readSuppliedNames,
  type SuppliedFormat,
  suppliedFormat,
} from "../../../src/glossary/suppliedNames.ts";

const cases: readonly (readonly [
  format: SuppliedFormat,
  text: string,
  names: Readonly<Record<string, string>>,
  problems: readonly string[],
])[] = [
  ["tsv", "沙发\tcouch\nSofa\tcouch\n", { 沙发: "couch", sofa: "couch" }, []],
  ["tsv", "\ufeffname\tshown\r\n# a comment\r\n\r\n猫\tcat\r\n", { 猫: "cat" }, []],
  [
    "tsv",
    "猫\n狗\tdog\textra\n\tx\ny\t \n鸟\tbird",
    { 鸟: "bird" },
    ["1 not-two-columns", "2 not-two-columns", "3 no-name", "4 no-shown-name"],
  ],
  ["tsv", "猫\tcat\n猫\tkitty", { 猫: "kitty" }, []],
  ["csv", 'label,shown\n"a, b","say ""x"""\n猫,cat', { "a, b": 'say "x"', 猫: "cat" }, []],
  ["csv", "猫\n,", {}, ["1 not-two-columns", "2 no-name"]],
  ["json", '{ "沙发": "couch", "猫": 3 }', { 沙发: "couch" }, ["2 not-text"]],
  [
    "json",
    '[["猫", "cat"], "狗", ["a"]]',
    { 猫: "cat" },
    ["2 not-two-columns", "3 not-two-columns"],
  ],
  ["json", '{ "__proto__": "x" }', { ["__proto__"]: "x" }, []],
  ["json", "{", {}, ["1 not-json"]],
  ["json", "3", {}, ["1 not-json"]],
];

describe("names that people supply", () => {
  for (const [format, text, names, problems] of cases) {
    it(`${format}: ${JSON.stringify(text)}`, () => {
      const read = readSuppliedNames(text, format);
      assert.deepEqual([...read.names], Object.entries(names));
      assert.deepEqual(
        read.problems.map(({ line, reason }) => `${line} ${reason}`),
        problems,
      );
    });
  }

  it("are read by the file's ending", () => {
    assert.deepEqual(["a.TSV", "b.csv", "c.json", "d.txt", "json"].map(suppliedFormat), [
      "tsv",
      "csv",
      "json",
      undefined,
      undefined,
    ]);
  });
});
