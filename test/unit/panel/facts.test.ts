import assert from "node:assert/strict";
import {
  ago,
  callText,
  labelCount,
  languageWords,
  lowerThreshold,
  lowestConfidence,
  readThreshold,
} from "../../../src/panel/model/facts.ts";
import { label } from "./labels.ts";

describe("facts in the panel", () => {
  const counts: [number, number | undefined, string][] = [
    [0, undefined, "0 labels"],
    [1, undefined, "1 label"],
    [5, 7, "5 of 7 labels"],
    [0, 1, "0 of 1 label"],
    [5000, 5000, "5,000 labels"],
  ];
  for (const [shown, all, text] of counts)
    it(text, () => assert.equal(labelCount(shown, all), text));

  const now = new Date("2026-01-31T12:00:00Z");
  const times: [string, string][] = [
    ["2026-01-31T12:00:00Z", "just now"],
    ["2026-01-31T11:59:01Z", "just now"],
    ["2026-01-31T12:05:00Z", "just now"],
    ["2026-01-31T11:58:00Z", "2 min ago"],
    ["2026-01-31T11:00:00Z", "1 h ago"],
    ["2026-01-30T12:00:01Z", "23 h ago"],
    ["2026-01-30T12:00:00Z", "1 day ago"],
    ["2026-01-01T12:00:00Z", "30 days ago"],
    ["nonsense", "just now"],
  ];
  for (const [then, text] of times) {
    it(`${then} is ${text}`, () => assert.equal(ago(new Date(then), now), text));
  }

  const lower: [number, number | undefined][] = [
    [1, 0.8],
    [0.7, 0.5],
    [0.72, 0.5],
    [0.35, 0.15],
    [0.2, 0],
    [0.1, 0],
    [0, undefined],
  ];
  for (const [asked, next] of lower) {
    it(`after ${asked}, ${next} may be asked for`, () => assert.equal(lowerThreshold(asked), next));
  }

  const typed: [string, number | undefined][] = [
    ["0.55", 0.55],
    ["0,55", 0.55],
    [" .5 ", 0.5],
    ["0.555", 0.56],
    ["7", 1],
    ["-1", 0],
    ["", undefined],
    ["abc", undefined],
    ["0x1", 1],
    ["Infinity", undefined],
    ["50%", 0.5],
    ["62,5 %", 0.63],
    ["150%", 1],
    ["%", undefined],
    ["5%5", undefined],
  ];
  for (const [text, value] of typed) {
    it(`"${text}" means ${value}`, () => assert.equal(readThreshold(text), value));
  }

  const lowest: [(number | undefined)[], number][] = [
    [[0.9, 0.735], 0.73],
    [[0.3, 0.268], 0.26],
    [[0.29], 0.29],
    [[undefined, 0.8], 0.8],
    [[undefined], 1],
    [[], 1],
  ];
  for (const [confidences, from] of lowest) {
    it(`labels of ${JSON.stringify(confidences)} are all shown from ${from}`, () => {
      const labels = confidences.map((confidence) => label("A", 1, undefined, confidence));
      assert.equal(lowestConfidence(labels), from);
    });
  }

  it("languages are said once, as words, where the names are in them", () => {
    const inLanguage = (name: string, language: string) => ({ ...label(name), language });
    assert.deepEqual(
      languageWords([
        inLanguage("外套", "zh-Hans"),
        inLanguage("服装", "zh-Hans"),
        inLanguage("Bicycle", "zh-Hans"),
        inLanguage("Car", "en"),
      ]),
      ["Chinese", "English"],
    );
    assert.deepEqual(languageWords([inLanguage("Bicycle", "zh-Hans")]), []);
  });

  it("a button that costs something says what", () => {
    assert.equal(callText("first", false), "Detect labels · 1 call");
    assert.equal(callText("again", false, 0.5), "Detect again at 0.50 · 1 call");
    assert.equal(callText("first", true), "Detect labels · free");
    assert.equal(callText("retry", false, 0.5), "Try again at 0.50 · 1 call");
  });
});
