import assert from "node:assert/strict";
import { config } from "@vscode/l10n";
import type { Label } from "../../../src/labels/label.ts";
import { mainSubject, subjectSentenceParts, topLabel } from "../../../src/labels/subject.ts";
import { apparel, label, outerwear } from "./label.ts";

const cases: [behaviour: string, labels: Label[], sentence: string][] = [
  ["names subject and category", [apparel, outerwear], "Mostly Outerwear, part of Clothing."],
  [
    "names the top of the tree, not the parent between",
    [
      label("Poodle", { level: 3, parent: "Dog", confidence: 0.9, centricScore: 0.9 }),
      label("Dog", { level: 2, parent: "Animal", confidence: 0.9, centricScore: 0.8 }),
    ],
    "Mostly Poodle, part of Animal.",
  ],
  [
    "names a label that stands alone without a category",
    [label("Sky", { level: 1, confidence: 0.9, centricScore: 0.9 })],
    "Mostly Sky.",
  ],
  [
    "weighs confidence and centric score together",
    [
      label("Guess", { confidence: 0.5, centricScore: 0.9 }),
      label("Sofa", { confidence: 0.99, centricScore: 0.85 }),
    ],
    "Mostly Sofa.",
  ],
  [
    "prefers the more specific of equals",
    [
      label("Animal", { level: 1, confidence: 0.9, centricScore: 0.9 }),
      label("Dog", { level: 2, parent: "Animal", confidence: 0.9, centricScore: 0.9 }),
    ],
    "Mostly Dog, part of Animal.",
  ],
  [
    "does not trust a label without confidence where another has both",
    [label("Loud", { centricScore: 1 }), label("Sofa", { confidence: 0.7, centricScore: 0.7 })],
    "Mostly Sofa.",
  ],
  ["makes do with centric scores alone", [label("Sofa", { centricScore: 0.8 })], "Mostly Sofa."],
  [
    "says when nothing is clearly the subject",
    [label("Sea", { level: 2, parent: "Nature", confidence: 0.9, centricScore: 0.2 })],
    "No clear main subject; Sea, part of Nature, comes closest.",
  ],
  ["says nothing without labels", [], ""],
  ["says nothing without centric scores", [label("Sky", { confidence: 1 })], ""],
  ["says nothing when all centric scores are 0", [label("Sky", { centricScore: 0 })], ""],
  [
    "stays one line, whatever the name",
    [label("Sky\u001b[2J\n\u202eevil", { confidence: 1, centricScore: 1 })],
    "Mostly Sky [2J evil.",
  ],
];

describe("main subject", () => {
  for (const [behaviour, labels, sentence] of cases) {
    it(behaviour, () => {
      const said = subjectSentenceParts(labels).map(({ text }) => text);
      assert.equal(said.join(""), sentence);
    });
  }

  it("gives the label itself", () => {
    assert.deepEqual(mainSubject([apparel, outerwear]), { label: outerwear, category: "Clothing" });
    assert.equal(mainSubject([]), undefined);
  });

  it("leads where there is room for one label, as exactly as is almost certain", () => {
    const animal = label("Animal", { level: 1, confidence: 0.98, centricScore: 0.9 });
    const cat = label("Cat", { level: 2, parent: "Animal", confidence: 0.95, centricScore: 0.9 });
    const sofa = label("Sofa", { level: 2, confidence: 1, centricScore: 0.3 });
    assert.equal(topLabel([sofa, animal, cat]), cat);
    assert.equal(topLabel([sofa, animal]), animal);
    assert.equal(topLabel([label("Sky", { confidence: 0.9 }), label("Sea")])?.name, "Sky");
    assert.equal(topLabel([]), undefined);
  });

  it("sets the names in its sentence apart", () => {
    assert.deepEqual(
      subjectSentenceParts([apparel, outerwear]).flatMap(({ text, name }) => (name ? text : [])),
      ["Outerwear", "Clothing"],
    );
  });
});

describe("the sentence about the main subject in another language", () => {
  afterEach(() => config({ contents: {} }));

  it("has the names where that language has them, each a part of its own", () => {
    config({
      contents: { "Mostly {label}, part of {category}.": "{category}中的{label}为主。" },
    });
    const parts = subjectSentenceParts([apparel, outerwear]);
    assert.deepEqual(
      parts.map(({ text, name }) => [text, name !== undefined]),
      [
        ["Clothing", true],
        [" 中的 ", false],
        ["Outerwear", true],
        [" 为主。", false],
      ],
    );
  });

  it("has no blank between Chinese words and Chinese names, nor beside their signs", () => {
    config({
      contents: { "Mostly {label}, part of {category}.": "主要是{label}，属于{category}。" },
    });
    const coat = { ...outerwear, name: "外套", parent: "服装" };
    const texts = [[coat], [outerwear]].map((labels) =>
      subjectSentenceParts(labels)
        .map(({ text }) => text)
        .join(""),
    );
    assert.deepEqual(texts, ["主要是外套，属于服装。", "主要是 Outerwear，属于 Clothing。"]);
  });
});
