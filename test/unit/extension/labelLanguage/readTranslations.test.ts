import assert from "node:assert/strict";
import { readTranslations } from "../../../../src/extension/labelLanguage/readTranslations.ts";

const asked = ["猫", "Sofa", "constructor", "__proto__"];

describe("translations that a language model answers", () => {
  const read = (answer: string) => {
    const translations = readTranslations(answer, asked);
    return translations && Object.fromEntries(translations);
  };

  const answers: readonly (readonly [what: string, answer: string, names: object | undefined])[] = [
    ["an object", '{"猫":"cat","Sofa":"couch"}', { 猫: "cat", sofa: "couch" }],
    ["a fenced object", '```json\n{"猫": "cat"}\n```', { 猫: "cat" }],
    ["words around it", 'Sure! {"猫": "cat"} I hope that helps.', { 猫: "cat" }],
    ["a list of one object", '[{"猫": "cat"}]', { 猫: "cat" }],
    ["an empty object", "{}", {}],
    ["the same name twice", '{"猫":"dog","猫":"cat"}', { 猫: "cat" }],
    ["names that nobody asked about", '{"犬":"dog","cat":"猫","猫":"cat"}', { 猫: "cat" }],
    ["a name in other capitals, which is another text", '{"sofa":"couch"}', {}],
    ["a number", '{"猫":7}', {}],
    ["null", '{"猫":null,"Sofa":"couch"}', { sofa: "couch" }],
    ["an object for a name", '{"猫":{"猫":"cat"}}', {}],
    ["a list for a name", '{"猫":["cat"]}', {}],
    ["an empty text", '{"猫":""}', {}],
    ["blanks and marks that cannot be seen", '{"猫":" \\u202e\\u2066\\n"}', {}],
    ["a text of 80 characters", `{"猫":"${"c".repeat(80)}"}`, { 猫: "c".repeat(80) }],
    ["a text of 81 characters", `{"猫":"${"c".repeat(81)}"}`, {}],
    ["line breaks in a name", '{"猫":"a\\r\\ncat"}', { 猫: "a cat" }],
    ["a text that turns its direction", '{"猫":"\\u202etac"}', { 猫: "tac" }],
    [
      "markup, which stays text",
      '{"猫":"<b>[cat](command:x)</b>"}',
      { 猫: "<b>[cat](command:x)</b>" },
    ],
    ["what every object has", '{"toString":"x"}', {}],
    ["nothing", "", undefined],
    ["words alone", "I cannot help with that.", undefined],
    ["a list of texts", '["cat","couch"]', undefined],
    ["an object that is cut", '{"猫":"cat","So', undefined],
    ["an object that is cut in the middle of another", '{"猫":"cat","Sofa":{"a":1}', undefined],
    ["two objects", '{"猫":"cat"} {"Sofa":"couch"}', undefined],
    ["quotes that are no JSON", "{'猫':'cat'}", undefined],
    ["brackets in the wrong order", '} "猫" {', undefined],
    ["more brackets than can be", `${'{"a":'.repeat(200_000)}}`, undefined],
  ];
  for (const [what, answer, names] of answers) {
    const outcome = names === undefined ? "no" : Object.keys(names).length || "none of the";
    it(`${what}: ${outcome} names`, () => assert.deepEqual(read(answer), names));
  }

  it("are asked by name, whatever the name is", () => {
    const read = readTranslations('{"__proto__":"proto","constructor":"builder"}', asked);
    assert.deepEqual(
      [...(read ?? [])],
      [
        ["constructor", "builder"],
        ["__proto__", "proto"],
      ],
    );
  });

  it("are read at once, however often a bracket is opened", () => {
    const start = performance.now();
    assert.equal(readTranslations("{".repeat(500_000), asked), undefined);
    assert.ok(performance.now() - start < 1000);
  });
});
