import assert from "node:assert/strict";
import { extensionOf, type WireLabel } from "../../../tools/pictures/picture.ts";
import { pictures, texts } from "../../../tools/pictures/pictures.ts";
import { catalogue, drawn } from "./shipped.ts";

const answers = new Map(drawn.map(({ key, labels = [] }) => [key, labels]));

describe("the answers of the sample bucket", () => {
  it("are those written beside the drawings", () => {
    const written = pictures.flatMap(({ scene, key, publishedAs, format, labels }) => {
      const answer = { file: `${scene}.${extensionOf(format)}`, labels };
      return [key, publishedAs].flatMap((name) => (name ? [[name, answer]] : []));
    });
    assert.deepEqual(
      Object.fromEntries(drawn.map(({ key, file, labels }) => [key, { file, labels }])),
      Object.fromEntries(written),
    );
    const others = catalogue.objects.filter((object) => !drawn.includes(object));
    assert.deepEqual(
      others.map(({ key }) => key).sort(),
      texts.map(({ key }) => key).sort(),
      "texts have no answers",
    );
  });

  it("keep to the documented ranges", () => {
    const isFraction = (value: number) =>
      value >= 0 && value <= 1 && /^[\d.]{1,5}$/.test(`${value}`);
    for (const [key, labels] of answers) {
      for (const label of labels) {
        assert.match(label.LabelName, /\S/, key);
        assert.ok([1, 2, 3].includes(label.LabelLevel), `${key}: ${label.LabelName}`);
        assert.ok(isFraction(label.LabelConfidence), `${key}: ${label.LabelName}`);
        assert.ok(isFraction(label.CentricScore), `${key}: ${label.LabelName}`);
        assert.notEqual(label.ParentLabelName, label.LabelName, key);
        assert.ok(label.LabelLevel === 1 || label.ParentLabelName, `${key}: ${label.LabelName}`);
        assert.equal(label.Language, "zh-Hans");
      }
    }
  });

  it("name no label twice under one parent", () => {
    for (const [key, labels] of answers) {
      const names = labels.map((label) => `${label.ParentLabelName} › ${label.LabelName}`);
      assert.equal(new Set(names).size, names.length, key);
    }
  });

  it("hold the documentation's example as it is", () => {
    const of = (name: string, confidence: number, centric: number): WireLabel => ({
      LabelName: name,
      LabelConfidence: confidence,
      LabelLevel: 2,
      ParentLabelName: "Clothing",
      CentricScore: centric,
      Language: "zh-Hans",
    });
    assert.deepEqual(answers.get("example.jpg"), [
      of("Outerwear", 1, 0.823),
      of("Apparel", 0.735, 0.721),
    ]);
  });

  const all = [...answers.values()];
  const has = (labels: readonly WireLabel[], name: string) =>
    labels.some(({ LabelName }) => LabelName === name);
  const kinds: [string, number, (labels: readonly WireLabel[]) => boolean][] = [
    ["have no label", 1, (labels) => labels.length === 0],
    ["have labels only below 0.7", 1, (labels) => isBetween(labels, 0.3, 0.7)],
    ["show more below 0.7", 10, (labels) => labels.some((l) => l.LabelConfidence < 0.7)],
    ["have all three levels", 5, (labels) => new Set(labels.map((l) => l.LabelLevel)).size === 3],
    [
      "name a parent that they lack",
      5,
      (labels) => labels.some((l) => l.ParentLabelName && !has(labels, l.ParentLabelName)),
    ],
    [
      "have a name under two parents",
      1,
      (labels) => new Set(labels.map((l) => l.LabelName)).size < labels.length,
    ],
    ["are in Chinese", 12, (labels) => labels.some((l) => /\p{Script=Han}/u.test(l.LabelName))],
    ["are in English", 3, (labels) => labels.some((l) => /^[A-Z][a-z]/.test(l.LabelName))],
    ["have a subject", 20, (labels) => labels.some((l) => l.CentricScore > 0.7)],
    ["have a background", 15, (labels) => labels.some((l) => l.CentricScore < 0.3)],
  ];
  for (const [kind, least, isOfKind] of kinds) {
    it(`at least ${least} ${kind}`, () => assert.ok(all.filter(isOfKind).length >= least));
  }
});

function isBetween(labels: readonly WireLabel[], least: number, most: number): boolean {
  const isInside = (label: WireLabel) =>
    label.LabelConfidence >= least && label.LabelConfidence < most;
  return labels.length > 0 && labels.every(isInside);
}
