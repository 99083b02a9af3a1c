import assert from "node:assert/strict";
import type { Label } from "../../../src/labels/label.ts";
import { comparedRows } from "../../../src/panel/model/comparison.ts";

const label = (name: string, confidence: number | undefined, centricScore = 0.5): Label => ({
  ...{ name, confidence, centricScore, level: 1 },
  ...{ parent: undefined, language: undefined, alias: undefined },
});
const rows = (...columns: (readonly Label[] | undefined)[]) =>
  comparedRows(
    columns.map((labels) => ({ labels, threshold: 0.7 })),
    "confidence",
  ).map(({ name, difference, cells }) => [
    name,
    Number(difference.toFixed(2)),
    cells.map((cell) => (cell.kind === "score" ? (cell.value ?? "no score") : cell.kind)).join(" "),
  ]);

describe("labels side by side", () => {
  it("have what differs most first, then the surest", () => {
    assert.deepEqual(
      rows(
        [label("cat", 0.9), label("sofa", 0.8), label("room", 0.75)],
        [label("cat", 0.9), label("sofa", 0.95)],
      ),
      [
        ["room", 0.75, "0.75 absent"],
        ["sofa", 0.15, "0.8 0.95"],
        ["cat", 0, "0.9 0.9"],
      ],
    );
  });

  it("count what is not known for nothing", () => {
    assert.deepEqual(rows([label("cat", 0.9)], undefined), [["cat", 0, "0.9 unknown"]]);
    assert.deepEqual(rows([label("cat", undefined)], [label("cat", 0.9)]), [
      ["cat", 0, "no score 0.9"],
    ]);
    assert.deepEqual(rows([], undefined), []);
  });

  it("are one by their folded names, with the surest of duplicates", () => {
    assert.deepEqual(rows([label("Cat", 0.7), label("cat", 0.9)], [label("ＣＡＴ", 0.8)]), [
      ["cat", 0.1, "0.9 0.8"],
    ]);
  });
});
