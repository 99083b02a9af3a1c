import assert from "node:assert/strict";
import { altPhrases } from "../../../src/labels/altPhrases.ts";
import type { Label } from "../../../src/labels/label.ts";
import { asTheyCame, bothNames, type Namer, shownText } from "../../../src/labels/shownNames.ts";
import { subjectSentenceParts } from "../../../src/labels/subject.ts";

const english = new Map([
  ["沙发", "sofa"],
  ["家具", "furniture"],
]);
const indonesian = new Map([
  ["沙发", "sofa"],
  ["猫", "kucing"],
]);
const namerOf =
  (names: ReadonlyMap<string, string>, language: string): Namer =>
  (name) => {
    const text = names.get(name);
    return text === undefined ? undefined : { text, language, source: "glossary" };
  };
const label = (name: string, level: number, parent?: string): Label => ({
  ...{ name, level, parent, language: "zh-Hans", alias: undefined },
  ...{ confidence: 0.9, centricScore: 0.8 / level },
});

describe("names in the reader's language", () => {
  it("stand beside the service's own", () => {
    const namer = namerOf(english, "en");
    assert.equal(shownText("沙发", namer), "sofa");
    assert.equal(bothNames("沙发", namer), "sofa (沙发)");
    assert.equal(bothNames("猫", namer), "猫");
    assert.equal(bothNames("猫\n", asTheyCame), "猫");
  });

  it("make the panel's sentence, whose parts know what they were", () => {
    const parts = subjectSentenceParts([label("家具", 2, "物品")], namerOf(english, "en"));
    const text = parts.map((part) => part.text).join("");
    assert.equal(text, "No clear main subject; furniture, part of 物品, comes closest.");
    assert.deepEqual(parts.find(({ name }) => name?.original)?.name, {
      language: "en",
      original: "家具",
    });
  });

  it("make alternative texts in the language's own words", () => {
    const labels = [label("沙发", 1), label("猫", 1)];
    assert.match(altPhrases(labels)[1] ?? "", /^.+、.+$/);
    const [, both] = altPhrases(labels, namerOf(indonesian, "id"));
    assert.ok(both === "sofa dan kucing" || both === "kucing dan sofa", both);
    assert.equal(altPhrases([label("沙发", 1)], namerOf(english, "en"))[0], "sofa");
  });
});
