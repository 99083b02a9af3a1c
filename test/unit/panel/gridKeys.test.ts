import assert from "node:assert/strict";
import { type GridMove, gridMove, typeAhead } from "../../../src/panel/model/gridKeys.ts";
import { labelTree } from "../../../src/panel/model/labelTree.ts";
import { type Row, visibleRows } from "../../../src/panel/model/rows.ts";
import { initialView } from "../../../src/panel/model/viewState.ts";
import { labels } from "./labels.ts";

function rowsFolded(collapsed: string[] = []): Row[] {
  const { layout, sort } = initialView;
  return visibleRows(labelTree(labels), {
    layout,
    sort,
    collapsed,
    threshold: 0,
    found: undefined,
  });
}

// 0 Clothing, 1 Outerwear, 2 Apparel, 3 Other, 4 People, 5 Portrait, 6 Half-length, 7 Other
const rows = rowsFolded();

describe("keys in the panel's list", () => {
  const focus = (index: number): GridMove => ({ kind: "focus", index });
  const moves: [string, number, GridMove | undefined][] = [
    ["ArrowDown", 0, focus(1)],
    ["ArrowDown", 7, focus(7)],
    ["ArrowUp", 1, focus(0)],
    ["ArrowUp", 0, focus(0)],
    ["PageDown", 1, focus(4)],
    ["PageDown", 6, focus(7)],
    ["PageUp", 6, focus(3)],
    ["Home", 5, focus(0)],
    ["End", 0, focus(7)],
    ["ArrowRight", 0, focus(1)],
    ["ArrowRight", 1, undefined],
    ["ArrowLeft", 0, { kind: "fold", keys: ["Clothing"], collapsed: true }],
    ["ArrowLeft", 2, focus(0)],
    ["ArrowLeft", 6, focus(5)],
    ["ArrowLeft", 7, focus(4)],
    ["Enter", 5, { kind: "fold", keys: ["People\nPortrait"], collapsed: true }],
    [" ", 4, { kind: "fold", keys: ["People"], collapsed: true }],
    ["Enter", 1, undefined],
    ["*", 4, { kind: "fold", keys: ["Clothing", "People"], collapsed: false }],
    ["Tab", 3, undefined],
    ["F5", 3, undefined],
  ];
  for (const [key, from, expected] of moves) {
    const name = key === " " ? "Space" : key;
    it(`${name} on ${rows[from]?.item.name}`, () => {
      assert.deepEqual(gridMove(key, rows, from, 3), expected);
    });
  }

  it("ArrowRight opens a collapsed row, ArrowLeft on a collapsed root does nothing", () => {
    const folded = rowsFolded(["Clothing"]);
    assert.deepEqual(gridMove("ArrowRight", folded, 0, 3), {
      kind: "fold",
      keys: ["Clothing"],
      collapsed: false,
    });
    assert.equal(gridMove("ArrowLeft", folded, 0, 3), undefined);
  });

  it("do nothing in an empty list", () => {
    assert.equal(gridMove("ArrowDown", [], 0, 3), undefined);
    assert.equal(typeAhead([], 0, "a"), -1);
  });

  const typed: [string, number, number][] = [
    ["o", 0, 1],
    ["o", 1, 3],
    ["o", 3, 7],
    ["o", 7, 1],
    ["ot", 1, 3],
    ["ot", 3, 3],
    ["P", 0, 4],
    ["POR", 4, 5],
    ["x", 2, -1],
  ];
  for (const [text, from, expected] of typed) {
    it(`typing "${text}" on ${rows[from]?.item.name} at ${from} leads to ${expected}`, () => {
      assert.equal(typeAhead(rows, from, text), expected);
    });
  }
});
