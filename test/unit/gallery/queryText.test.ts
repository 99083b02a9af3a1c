import assert from "node:assert/strict";
import { chosenLabels, withLabelToggled, withSortChosen } from "../../../src/gallery/queryText.ts";
import { parseQuery } from "../../../src/query/parse.ts";

describe("labels pressed beside a result", () => {
  const table: readonly [text: string, name: string, expected: string][] = [
    ["", "猫", "label:猫"],
    ["label:猫", "猫", ""],
    ["size>1MB", "Cat", "size>1MB label:Cat"],
    ["size>1MB label:cat", "Cat", "size>1MB"],
    ["label:Cat size>1MB", "cat", "size>1MB"],
    ["label:Cat AND size>1MB", "cat", "size>1MB"],
    ["size>1MB AND label:Cat", "cat", "size>1MB"],
    ["a AND label:Cat AND b", "cat", "a AND b"],
    ["", "Snow Mountain", 'label:"Snow Mountain"'],
    ['label:"Snow Mountain" dog', "snow mountain", "dog"],
    ["", 'so-called "art"', String.raw`label:"so-called \"art\""`],
    [String.raw`label:"so-called \"art\""`, 'so-called "art"', ""],
    ["", "=", 'label:"="'],
    ["", "a*", 'label:"a*"'],
    ["dog sort:key", "Cat", "dog sort:key label:Cat"],
    // What stands beside an OR is taken together.
    ["dog OR bird", "Cat", "(dog OR bird) label:Cat"],
    ["dog OR bird sort:-size", "Cat", "(dog OR bird) label:Cat sort:-size"],
    // Other conditions on the name are not the same.
    ["label:=Cat", "Cat", "label:=Cat label:Cat"],
    ["label:Cat*", "Cat", "label:Cat* label:Cat"],
    ["label:Cat[centric>0.5]", "Cat", "label:Cat[centric>0.5] label:Cat"],
    ["-label:Cat", "Cat", "-label:Cat label:Cat"],
    ["label:Cat OR dog", "Cat", "(label:Cat OR dog) label:Cat"],
    ["(label:Cat OR dog) label:Cat", "Cat", "(label:Cat OR dog)"],
    // What cannot be read is only added to.
    ["size:1MB", "Cat", "size:1MB label:Cat"],
  ];
  for (const [text, name, expected] of table) {
    it(`${name} in ${text || "nothing"}`, () => {
      assert.equal(withLabelToggled(text, name), expected);
    });
  }

  it("go again as they came, whatever the query is", () => {
    const queries = ["", "dog", "dog OR bird", "a b sort:size", "NOT a", "size>1MB key:*.jpg"];
    for (const text of queries) {
      for (const name of ["猫", "Snow Mountain", 'a"b', "a\\b", "-x", "OR", "(", "[", "x:y"]) {
        const added = withLabelToggled(text, name);
        assert.ok(chosenLabels(parseQuery(added))(name), added);
        const removed = withLabelToggled(added, name);
        assert.ok(!chosenLabels(parseQuery(removed))(name), removed);
        assert.deepEqual(parseQuery(removed), parseQuery(text), `${text} and ${name}`);
      }
    }
  });

  it("are those that every image must have", () => {
    const chosen = (text: string) => {
      const isChosen = chosenLabels(parseQuery(text));
      return ["Cat", "Dog"].filter(isChosen);
    };
    assert.deepEqual(chosen("label:cat label:DOG"), ["Cat", "Dog"]);
    assert.deepEqual(chosen("label:cat OR label:dog"), []);
    assert.deepEqual(chosen("NOT label:cat label:dog"), ["Dog"]);
    assert.deepEqual(chosen("label:=cat subject:dog"), []);
  });
});

describe("an order chosen for a result", () => {
  const table: readonly [text: string, by: "relevance" | "size", reversed: boolean, string][] = [
    ["", "size", false, "sort:size"],
    ["dog", "size", true, "dog sort:-size"],
    ["sort:key dog", "size", false, "dog sort:size"],
    ["dog sort:size", "relevance", false, "dog"],
    ["dog sort:size", "relevance", true, "dog sort:-relevance"],
    ['"sort:key" dog', "size", false, '"sort:key" dog sort:size'],
    ["dog AND sort:key", "size", false, "dog sort:size"],
  ];
  for (const [text, by, isReversed, expected] of table) {
    it(`${isReversed ? "-" : ""}${by} in ${text || "nothing"}`, () => {
      assert.equal(withSortChosen(text, { by, isReversed }), expected);
    });
  }
});
