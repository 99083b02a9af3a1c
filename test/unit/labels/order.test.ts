import assert from "node:assert/strict";
import { compareLabels, sortByCentricScore, sortLabels } from "../../../src/labels/order.ts";
import { label } from "./label.ts";

describe("order of labels", () => {
  it("is confidence, then centric score, then name by code unit, unknown numbers last", () => {
    const ordered = [
      label("sure", { confidence: 1 }),
      label("central", { confidence: 0.9, centricScore: 0.8 }),
      label("aside", { confidence: 0.9, centricScore: 0 }),
      label("Zebra", { confidence: 0.9 }),
      label("apple", { confidence: 0.9 }),
      label("天空", { confidence: 0.9 }),
      label("doubtful", { confidence: 0 }),
      label("scored", { centricScore: 0.1 }),
      label("unknown"),
    ];
    assert.deepEqual(sortLabels([...ordered].reverse()), ordered);
  });

  it("tells labels of one name apart by level and parent, so that the answer's order never shows", () => {
    const a = label("Other", { level: 2, parent: "Food" });
    const b = label("Other", { level: 2, parent: "Vehicle" });
    const c = label("Other", { level: 3, parent: "Food" });
    assert.deepEqual(sortLabels([c, b, a]), [a, b, c]);
  });

  it("calls labels equal only when nothing tells them apart", () => {
    assert.equal(compareLabels(label("a"), label("a")), 0);
  });

  it("leaves the given list as it is", () => {
    const given = Object.freeze([label("b"), label("a")]);
    assert.deepEqual(
      sortLabels(given).map(({ name }) => name),
      ["a", "b"],
    );
  });

  it("can put the centric score first", () => {
    const sorted = sortByCentricScore([
      label("unscored", { confidence: 1 }),
      label("background", { confidence: 1, centricScore: 0.1 }),
      label("subject", { confidence: 0.7, centricScore: 0.9 }),
    ]);
    assert.deepEqual(
      sorted.map(({ name }) => name),
      ["subject", "background", "unscored"],
    );
  });
});
