import assert from "node:assert/strict";
import { type Extraction, extractTexts } from "../../../tools/l10n/extract.ts";
import { translationProblem } from "../../../tools/l10n/translation.ts";
import { readRepositoryFile, readSources } from "./sources.ts";

const languages = ["id", "zh-cn"];

describe("the interface in other languages", () => {
  let extraction: Extraction;
  before(async function () {
    this.timeout(20_000);
    extraction = await extractTexts(await readSources());
  });

  it("has texts that a program can find and fill", () => {
    assert.deepEqual(extraction.problems, []);
    assert.ok(extraction.texts.size > 900, `${extraction.texts.size} texts`);
  });

  for (const language of languages) {
    const translated: Readonly<Record<string, string>> = JSON.parse(
      readRepositoryFile(`l10n/bundle.l10n.${language}.json`),
    );

    it(`translates into ${language} what is said, and nothing else: npm run l10n`, () => {
      const unused = Object.keys(translated).filter((key) => !extraction.texts.has(key));
      assert.deepEqual(unused, []);
    });

    it(`says in ${language} what English says`, () => {
      const problems = Object.entries(translated).flatMap(([key, translation]) => {
        const problem = translationProblem(extraction.texts.get(key)?.message ?? key, translation);
        return problem ? `${key}: ${problem}` : [];
      });
      assert.deepEqual(problems, []);
    });
  }
});
