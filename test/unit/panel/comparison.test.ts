import assert from "node:assert/strict";
import type { Label } from "../../../src/labels/label.ts";
import { type ComparedScore, comparedRows, differs } from "../../../src/panel/model/comparison.ts";

const label = (name: string, confidence: number | undefined, centricScore = 0.5): Label => ({
  ...{ name, confidence, centricScore, level: 1 },
  ...{ parent: undefined, language: undefined, alias: undefined },
});
type Column = readonly [threshold: number, labels: readonly Label[]] | undefined;
const compared = (score: ComparedScore, columns: readonly Column[]) =>
  comparedRows(
    columns.map((column) => ({ threshold: column?.[0] ?? 0, labels: column?.[1] })),
    score,
  );
const shown = (score: ComparedScore, columns: readonly Column[]) =>
  compared(score, columns).map(({ name, difference, cells }) => [
    name,
    difference && Number(difference.toFixed(2)),
    cells.map((cell) => (cell.kind === "score" ? cell.value : cell.kind)).join(" "),
  ]);
/** Of detections at 0.70. */
const rows = (...columns: (readonly Label[] | undefined)[]) =>
  shown(
    "confidence",
    columns.map((labels) => labels && ([0.7, labels] as const)),
  );

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
      ["cat", 0, "named 0.9"],
    ]);
    assert.deepEqual(rows([], undefined), []);
  });

  it("differ, first of all, where only one has a label that was added by hand", () => {
    const byHand = label("boat", undefined);
    const columns = [
      [0.7, [byHand, label("cat", 0.9)]],
      [0.7, [label("sofa", 0.99), label("cat", 0.9)]],
    ] as const;
    assert.deepEqual(shown("confidence", columns), [
      ["boat", undefined, "named absent"],
      ["sofa", 0.99, "absent 0.99"],
      ["cat", 0, "0.9 0.9"],
    ]);
    const [boat, sofa, cat] = compared("confidence", columns).map(differs);
    assert.deepEqual([boat, sofa, cat], [true, true, false]);
    assert.deepEqual(rows([byHand], [byHand]), [["boat", 0, "named named"]]);
    assert.deepEqual(rows([byHand], undefined), [["boat", 0, "named unknown"]]);
  });

  it("count from the threshold what another shows below it", () => {
    const low = [0.5, [label("cat", 0.58), label("dog", 0.9)]] as const;
    const high = [0.7, []] as const;
    assert.deepEqual(shown("confidence", [low, high]), [
      ["dog", 0.9, "0.9 absent"],
      ["cat", 0.12, "0.58 below"],
    ]);
    // A threshold tells nothing of centric scores.
    assert.deepEqual(shown("centricScore", [low, high]), [
      ["dog", 0.5, "0.5 absent"],
      ["cat", 0, "0.5 below"],
    ]);
    const atIt = [0.5, [label("cat", 0.7)]] as const;
    assert.deepEqual(shown("confidence", [atIt, high]), [["cat", 0.7, "0.7 absent"]]);
  });

  it("tell which cells stand out: the one unlike all others, else what is absent", () => {
    const standing = (...scores: readonly (number | undefined)[]) =>
      compared(
        "confidence",
        scores.map((score) => [0.5, score === undefined ? [] : [label("cat", score)]] as const),
      )[0]?.standsOut;
    assert.deepEqual(standing(0.9, undefined), [1]);
    assert.deepEqual(standing(0.9, undefined, undefined, undefined), [0]);
    assert.deepEqual(standing(0.9, 0.91, undefined), [2]);
    assert.deepEqual(standing(0.9, 0.6, undefined), [2]);
    assert.deepEqual(standing(0.9, 0.91, 0.6), [2]);
    assert.deepEqual(standing(0.9, 0.6), []);
    assert.deepEqual(standing(0.9, 0.75, 0.6), []);
    assert.deepEqual(standing(0.9, 0.91, 0.92), []);
  });

  it("are one by their folded names, with the surest of duplicates", () => {
    assert.deepEqual(rows([label("Cat", 0.7), label("cat", 0.9)], [label("ＣＡＴ", 0.8)]), [
      ["cat", 0.1, "0.9 0.8"],
    ]);
  });
});
