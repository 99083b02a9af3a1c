import assert from "node:assert/strict";
import { foldText } from "../../../src/labels/search.ts";
import { withNamesMeant } from "../../../src/query/meant.ts";

const meanings: Readonly<Record<string, string>> = { dog: "狗", sofa: "长 沙发", dogma: "教条" };

const source = {
  names: async (text: string) => {
    const sought = foldText(text);
    if (sought === "cake" || sought === "狗") return [{ name: text }];
    return Object.entries(meanings)
      .filter(([meaning]) => meaning.startsWith(sought))
      .map(([meaning, name]) => ({ name, meaning }));
  },
};

const cases: readonly (readonly [text: string, meant: string | undefined])[] = [
  ["dog", "label:狗"],
  ["Dog", "label:狗"],
  ['"dog"', "label:狗"],
  ["label:dog -label:sofa size>1MB", 'label:狗 -label:"长 沙发" size>1MB'],
  ["subject:dog sort:key", "subject:狗 sort:key"],
  ["label:=dog[centric>0.5]", "label:=狗[centric>0.5]"],
  ["(dog OR cake)", "(label:狗 OR cake)"],
  // Names that there are, and what is not a whole word in any language
  ["cake", undefined],
  ["label:狗", undefined],
  ["do", undefined],
  ["unheard-of", undefined],
  // No names at all
  ["", undefined],
  ["key:dog bucket:dog", undefined],
];

describe("A query in the names that a person may mean", () => {
  for (const [text, meant] of cases) {
    it(`${text || "(empty)"} → ${meant ?? "nothing else"}`, async () => {
      assert.equal(await withNamesMeant(text, source), meant);
    });
  }
});
