import assert from "node:assert/strict";
import { nameLanguage } from "../../../src/labels/language.ts";
import { label } from "./label.ts";

describe("the language of a name", () => {
  const cases: [name: string, language: string | undefined, word: string | undefined][] = [
    ["外套", "zh-Hans", "Chinese"],
    ["T恤", "zh", "Chinese"],
    ["Bicycle", "zh-Hans", undefined],
    ["Bicycle", "en", "English"],
    ["自転車", "ja", "Japanese"],
    ["じてんしゃ", "ja-JP", "Japanese"],
    ["外套", undefined, undefined],
    ["Fahrrad", "de", undefined],
    ["2024", "zh-Hans", undefined],
  ];
  for (const [name, language, word] of cases) {
    it(`${name}, said to be ${language}, is ${word ?? "unknown"}`, () => {
      const found = nameLanguage(label(name, { language }));
      assert.equal(found?.word, word);
      assert.equal(found?.tag, word && language);
    });
  }
});
