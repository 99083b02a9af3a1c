import assert from "node:assert/strict";
import { packLabels, textsOf, unpackLabels } from "../../../src/labelIndex/packedLabels.ts";
import type { Label } from "../../../src/labels/label.ts";
import { hostileNames, label } from "../labels/label.ts";
import { seededRandom } from "../labels/random.ts";

/** Numbers of texts, as the index gives them. */
class Numbers {
  readonly texts: string[] = [];
  readonly idOf = (text: string) => {
    const at = this.texts.indexOf(text);
    return at >= 0 ? at + 1 : this.texts.push(text);
  };
  readonly textOf = (id: number) => this.texts[id - 1];
}

function packed(labels: readonly Label[]) {
  const numbers = new Numbers();
  return { bytes: packLabels(labels, numbers.idOf), numbers };
}

describe("packed labels", () => {
  const cases: [what: string, labels: Label[]][] = [
    ["none", []],
    ["a name alone", [label("Sky")]],
    [
      "every field",
      [
        label("外套", {
          level: 3,
          parent: "服装",
          confidence: 0.987,
          centricScore: 0.5,
          language: "zh-Hans",
          alias: "coat",
        }),
      ],
    ],
    [
      "numbers that are not ten-thousandths",
      [label("a", { confidence: 0.123456789, centricScore: 1 / 3 })],
    ],
    ["one such number", [label("a", { confidence: 0.5, centricScore: 2 ** -40 })]],
    ["0 and 1", [label("a", { confidence: 0, centricScore: 1 })]],
    [
      "levels that nobody documents",
      [0, 255, 254, -1, 1.5, 1e9].map((level) => label("a", { level })),
    ],
    ["empty texts", [label("", { parent: "", language: "", alias: "" })]],
    ["hostile names", hostileNames.map((name) => label(name, { parent: name, alias: name }))],
    ["the same name often", Array.from({ length: 500 }, () => label("a", { confidence: 0.5 }))],
  ];
  for (const [what, labels] of cases) {
    it(`give back ${what}, in their order`, () => {
      const { bytes, numbers } = packed(labels);
      assert.deepEqual(unpackLabels(bytes, numbers.textOf), labels);
    });
  }

  it("take some bytes a label", () => {
    const labels = Array.from({ length: 10 }, (_, i) =>
      label(`Label ${i}`, {
        level: 2,
        parent: "Parent",
        confidence: 0.97,
        centricScore: 0.123,
        language: "zh-Hans",
      }),
    );
    assert.ok(packed(labels).bytes.length <= 100);
  });

  it("name each of their texts as often as it occurs", () => {
    const { bytes, numbers } = packed([label("a", { parent: "b", language: "en" }), label("b")]);
    assert.deepEqual(textsOf(bytes).map(numbers.textOf), ["a", "b", "en", "b"]);
  });

  it("are not taken for labels where a text is missing", () => {
    const { bytes } = packed([label("a")]);
    assert.equal(
      unpackLabels(bytes, () => undefined),
      undefined,
    );
  });

  it("end, whatever the bytes are", () => {
    const random = seededRandom(7);
    for (let round = 0; round < 2000; round++) {
      const bytes = Uint8Array.from({ length: Math.floor(random() * 40) }, () =>
        Math.floor(random() * 256),
      );
      const labels = unpackLabels(bytes, (id) => (id < 100 ? `text ${id}` : undefined));
      for (const { name } of labels ?? []) assert.match(name, /^text \d+$/);
    }
  });
});
