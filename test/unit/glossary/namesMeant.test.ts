import assert from "node:assert/strict";
import { parseGlossary } from "../../../src/glossary/glossary.ts";
import { namesMeant } from "../../../src/glossary/namesMeant.ts";
import { foldText } from "../../../src/labels/search.ts";
import { readRepositoryFile } from "../structure/sources.ts";

const glossary = parseGlossary(readRepositoryFile("glossary/labelNames.tsv"));

/** Names in an index, the most frequent first. */
const index = ["动物", "狗", "小狗", "猫", "Cat", "Caterpillar", "Dogma", "橘猫", "山", "Mountain"];

function meant(text: string, limit = 20, known: typeof glossary | undefined = glossary): string[] {
  const names = index.map((name) => ({ name }));
  return namesMeant(text, limit, {
    found: names.filter(({ name }) => foldText(name).includes(foldText(text))),
    named: (folded) => names.find(({ name }) => foldText(name) === folded),
    glossary: known,
  }).map(({ known: { name }, meaning }) => (meaning === undefined ? name : `${name}: ${meaning}`));
}

const cases: readonly (readonly [text: string, names: readonly string[]])[] = [
  ["dog", ["狗: dog", "Dogma"]],
  ["DOG", ["狗: dog", "Dogma"]],
  ["anjing", ["狗: anjing", "小狗: anak anjing"]],
  ["狗", ["狗", "小狗"]],
  // Its own name first, then the same meaning, then what only begins so.
  ["cat", ["Cat", "猫: cat", "Caterpillar", "橘猫: ginger cat"]],
  ["gunung", ["山: gunung", "Mountain: gunung"]],
  ["mount", ["Mountain", "山: mountain"]],
  ["猫", ["猫", "Cat: 猫", "橘猫"]],
  ["xyzzy", []],
];

describe("names that a text may mean", () => {
  for (const [text, names] of cases) {
    it(`of ${text} are ${names.join(", ") || "none"}`, () => assert.deepEqual(meant(text), names));
  }

  it("are no more than asked for", () => assert.deepEqual(meant("cat", 2), ["Cat", "猫: cat"]));

  it("are those of the index where there is no glossary", () => {
    const names = namesMeant("cat", 9, {
      found: [{ name: "Cat" }],
      named: () => undefined,
      glossary: undefined,
    });
    assert.deepEqual(names, [{ known: { name: "Cat" } }]);
  });
});
