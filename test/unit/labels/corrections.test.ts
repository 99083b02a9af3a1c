import assert from "node:assert/strict";
import {
  addedLabels,
  type CorrectionKind,
  corrected,
  correctedLabels,
  isUncorrected,
  noCorrections,
} from "../../../src/labels/corrections.ts";
import { label } from "./label.ts";

/** `hide Cat, add Dog` → `-Cat +Dog` */
function after(...steps: readonly (readonly [CorrectionKind, string])[]): string {
  let corrections = noCorrections;
  for (const [kind, name] of steps) corrections = corrected(corrections, kind, name);
  const { hidden, added } = corrections;
  return [...hidden.map((name) => `-${name}`), ...added.map((name) => `+${name}`)].join(" ");
}

describe("corrections", () => {
  const cases: readonly (readonly [
    what: string,
    steps: readonly (readonly [CorrectionKind, string])[],
    result: string,
  ])[] = [
    ["hide what is wrong", [["hide", "Cat"]], "-Cat"],
    [
      "keep the order in which that was done",
      [
        ["hide", "B"],
        ["hide", "A"],
      ],
      "-B -A",
    ],
    [
      "hide once, however it is written",
      [
        ["hide", "Cat"],
        ["hide", "ＣＡＴ"],
      ],
      "-Cat",
    ],
    [
      "show again",
      [
        ["hide", "Cat"],
        ["show", "cat"],
      ],
      "",
    ],
    [
      "add what is missing",
      [
        ["add", "Dog"],
        ["add", "猫"],
      ],
      "+Dog +猫",
    ],
    [
      "add once",
      [
        ["add", "Dog"],
        ["add", "dog"],
      ],
      "+Dog",
    ],
    [
      "take away what was added",
      [
        ["add", "Dog"],
        ["remove", "DOG"],
      ],
      "",
    ],
    [
      "hide what was added by taking it away",
      [
        ["add", "Dog"],
        ["hide", "dog"],
      ],
      "",
    ],
    [
      "add what was hidden by showing it",
      [
        ["hide", "Cat"],
        ["add", "cat"],
      ],
      "",
    ],
    [
      "show and remove what is not there without a change",
      [
        ["show", "a"],
        ["remove", "b"],
      ],
      "",
    ],
  ];
  for (const [what, steps, result] of cases) {
    it(what, () => assert.equal(after(...steps), result));
  }

  it("are none when each is taken back", () => {
    assert.ok(isUncorrected(corrected(corrected(noCorrections, "hide", "a"), "show", "A")));
    assert.ok(!isUncorrected({ hidden: [], added: ["a"] }));
  });
});

describe("corrected labels", () => {
  const cat = label("Cat", { confidence: 0.9 });
  const twin = label("cat", { parent: "Pet" });
  const sofa = label("Sofa");

  it("lack every label of a hidden name, and end in the added ones", () => {
    const labels = correctedLabels([sofa, cat, twin], { hidden: ["CAT"], added: ["Dog", "sofa"] });
    assert.deepEqual(labels, [sofa, label("Dog")]);
  });

  it("are those of the answer where nothing is corrected", () => {
    assert.deepEqual(correctedLabels([sofa, cat]), [sofa, cat]);
  });

  it("add nothing that the answer has", () => {
    assert.deepEqual(addedLabels([cat], { hidden: [], added: ["cat"] }), []);
  });
});
