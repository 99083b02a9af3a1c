import assert from "node:assert/strict";
import {
  type FieldRecord,
  matchesQuery,
  QueryRefused,
  type QueryRules,
  readFieldQuery,
} from "../../../src/sample/store/fieldQuery.ts";
import { randomTexts } from "../../unit/oss/randomText.ts";

const rules: QueryRules = {
  fieldOf: (name) => {
    if (name === "Size") return { type: "number", operations: ["eq", "gt"] };
    return name === "Labels.LabelName" ? { type: "text", operations: ["eq", "exist"] } : undefined;
  },
  lists: ["Labels"],
};
const label: FieldRecord = new Map([["Labels.LabelName", "cat"]]);
const record: FieldRecord = new Map<string, number | FieldRecord[]>([
  ["Size", 7],
  ["Labels", [label]],
]);

describe("a query of the sample account's engines", () => {
  const isCat = '{"Field":"Labels.LabelName","Operation":"eq","Value":"cat"}';
  const rows: readonly (readonly [string, boolean | RegExp])[] = [
    ['{"Field":"Size","Operation":"gt","Value":"6"}', true],
    ['{"Field":"Size","Operation":"gt","Value":"7"}', false],
    [isCat, true],
    ['{"Field":"Labels.LabelName","Operation":"exist"}', true],
    [`{"Operation":"not","SubQueries":[${isCat}]}`, false],
    [
      `{"Field":"Labels","Operation":"nested","SubQueries":[{"Operation":"and","SubQueries":[${isCat}]}]}`,
      true,
    ],
    ["[]", /no object/],
    ["nothing", /not JSON/],
    ['{"Operation":"and"}', /needs SubQueries/],
    [`{"Operation":"and","Value":"x","SubQueries":[${isCat}]}`, /takes no Value/],
    ['{"Field":"Size","Operation":"gt","Value":6}', /no text/],
    ['{"Field":"Size","Operation":"gt","Value":"6","Extra":1}', /unknown Extra/],
    ['{"Field":"Colour","Operation":"eq","Value":"red"}', /field Colour does not exist/],
    [`{"Field":"Labels","Operation":"nested","SubQueries":[${isCat}]}`, /Below nested/],
    [
      '{"Field":"Labels","Operation":"nested","SubQueries":[{"Operation":"and","SubQueries":[{"Field":"Size","Operation":"gt","Value":"1"}]}]}',
      /not one of Labels/,
    ],
    [
      `${'{"Operation":"not","SubQueries":['.repeat(5)}${isCat}${"]}".repeat(5)}`,
      /more than 5 deep/,
    ],
  ];
  for (const [text, expected] of rows) {
    it(`is read strictly: ${text.slice(0, 100)}`, () => {
      if (typeof expected === "boolean") {
        assert.equal(matchesQuery(record, readFieldQuery(text, rules)), expected);
      } else {
        assert.throws(
          () => readFieldQuery(text, rules),
          (error: Error) => error instanceof QueryRefused && expected.test(error.message),
        );
      }
    });
  }

  it("is answered or refused, however it is damaged", () => {
    for (const text of randomTexts(rows[5]?.[0] ?? "", 500)) {
      try {
        matchesQuery(record, readFieldQuery(text, rules));
      } catch (error) {
        assert.ok(error instanceof QueryRefused, text);
      }
    }
  });
});
