/** What is heard of an image in the search view, and what its tooltip says. */
import assert from "node:assert/strict";
import {
  cellTooltip,
  imageCount,
  missingLines,
  spokenCell,
} from "../../../src/gallery/model/words.ts";
import type { Cell } from "../../../src/gallery/protocol.ts";

const cat: Cell = {
  name: "cat.png",
  uri: "oss://photos/cat.png",
  account: "Work",
  pictureKey: "",
  labels: ["猫", "沙发"],
  isCorrected: false,
  top: { name: "猫", confidence: 0.97 },
  size: 42_000,
};

const cases: readonly [what: string, cell: Cell, spoken: string, tooltip: string][] = [
  ["labels", cat, "cat.png, 猫 0.97, 2 labels", "oss://photos/cat.png\n42 kB · Work\n猫, 沙发"],
  [
    "a name in the reader's language",
    {
      ...cat,
      labels: ["cat (猫)"],
      top: { name: "猫", shown: { text: "cat", language: "en", source: "glossary" } },
    },
    "cat.png, cat, 猫",
    "oss://photos/cat.png\n42 kB · Work\ncat (猫)",
  ],
  [
    "other bytes since",
    { ...cat, mark: "outdated" },
    "cat.png, 猫 0.97, 2 labels, changed since it was detected",
    "oss://photos/cat.png\n42 kB · Work\n猫, 沙发\nIt has changed since it was detected.",
  ],
  [
    "no labels, then one by hand",
    {
      name: "x",
      uri: "oss://b/x",
      account: "A",
      pictureKey: "",
      labels: [],
      isCorrected: true,
      mark: "empty",
    },
    "x, detected without labels, corrected by hand",
    "oss://b/x\nA\nIt was detected without labels.\nIts labels were corrected by hand.",
  ],
];

describe("words of the search view", () => {
  for (const [what, cell, spoken, tooltip] of cases) {
    it(`says of an image ${what}`, () => {
      assert.equal(spokenCell(cell), spoken);
      assert.equal(cellTooltip(cell), tooltip);
    });
  }

  it("counts images", () => {
    assert.deepEqual([0, 1, 1200].map(imageCount), ["0 images", "1 image", "1,200 images"]);
  });

  it("names the format of what cannot be shown, where the name tells it", () => {
    assert.deepEqual(missingLines("a.heic", "Archived"), ["HEIC", "Archived"]);
    assert.deepEqual(missingLines("no ending", "Archived"), ["Archived"]);
  });
});
