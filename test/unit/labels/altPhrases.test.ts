import assert from "node:assert/strict";
import { altPhrases, maxAltTextLength } from "../../../src/labels/altPhrases.ts";
import type { Label } from "../../../src/labels/label.ts";
import { apparel, label, outerwear } from "./label.ts";

const zh = (name: string, centricScore: number, parent?: string) =>
  label(name, { centricScore, confidence: 0.9, parent, language: "zh-Hans" });

const cases: [behaviour: string, labels: Label[], phrases: string[]][] = [
  [
    "words English names in English",
    [apparel, outerwear],
    ["Outerwear", "Outerwear and Apparel", "Clothing: Outerwear and Apparel"],
  ],
  [
    "words Chinese names in Chinese",
    [zh("服装", 0.7, "衣服"), zh("外套", 0.8, "衣服")],
    ["外套", "外套、服装", "衣服：外套、服装"],
  ],
  [
    "starts with what the picture is of",
    [zh("天空", 0.1), zh("帆船", 0.9)],
    ["帆船", "帆船、天空"],
  ],
  [
    "leaves out what a more special label says",
    [zh("动物", 0.9), zh("狗", 0.8, "动物")],
    ["狗", "动物：狗"],
  ],
  ["has nothing to say without labels", [], []],
  [
    "names at most four",
    ["a", "b", "c", "d", "e"].map((name, i) => label(name, { centricScore: 0.9 - i / 10 })),
    ["a", "a, b, c and d"],
  ],
  ["has a phrase for labels that are each other's parent", [label("a", { parent: "a" })], ["a"]],
  ["writes plain lines", [label("Sky\n\u0007<b>")], ["Sky <b>"]],
];

describe("alternative texts", () => {
  for (const [behaviour, labels, phrases] of cases) {
    it(behaviour, () => assert.deepEqual(altPhrases(labels), phrases));
  }

  it("are never longer than screen readers like, and never cut a character in two", () => {
    const long = ["𠮷".repeat(200), "w".repeat(124), "v".repeat(60), "u".repeat(60), "t"];
    for (let start = 0; start < long.length; start++) {
      const labels = long
        .slice(start)
        .map((name, i) => label(name, { centricScore: 0.9 - i / 10 }));
      for (const phrase of altPhrases(labels)) {
        assert.ok([...phrase].length <= maxAltTextLength);
        assert.doesNotMatch(phrase, /\p{Surrogate}/u, "no half characters");
      }
    }
  });
});
