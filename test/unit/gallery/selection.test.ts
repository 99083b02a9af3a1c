import assert from "node:assert/strict";
import { gridMove } from "../../../src/gallery/model/gridKeys.ts";
import {
  countSelected,
  isSelected,
  nothingSelected,
  type Selection,
  selectAll,
  selectOnly,
  selectTo,
  toggle,
} from "../../../src/gallery/model/selection.ts";

type Step = (selection: Selection) => Selection;

describe("the gallery's selection", () => {
  const only =
    (position: number): Step =>
    () =>
      selectOnly(position);
  const to =
    (position: number, adds = false): Step =>
    (now) =>
      selectTo(now, position, adds);
  const turn =
    (position: number): Step =>
    (now) =>
      toggle(now, position);
  const table: readonly [what: string, steps: readonly Step[], ranges: Selection["ranges"]][] = [
    ["nothing at first", [], []],
    ["one by a click", [only(3), only(5)], [[5, 5]]],
    ["a range by Shift, from where it began", [only(3), to(7), to(1)], [[1, 3]]],
    [
      "ones by Ctrl",
      [only(3), turn(5), turn(9)],
      [
        [3, 3],
        [5, 5],
        [9, 9],
      ],
    ],
    ["neighbours as one range", [turn(4), turn(6), turn(5)], [[4, 6]]],
    [
      "one taken out of the middle",
      [only(0), to(9), turn(4)],
      [
        [0, 3],
        [5, 9],
      ],
    ],
    ["one taken out at an end", [only(0), to(2), turn(0), turn(2)], [[1, 1]]],
    [
      "a second range by Ctrl and Shift",
      [only(0), to(2), turn(8), to(10, true)],
      [
        [0, 2],
        [8, 10],
      ],
    ],
    ["ranges that overlap, joined", [only(0), to(5), turn(8), to(3, true)], [[0, 8]]],
    ["all", [only(3), (now) => selectAll(100_000, now)], [[0, 99_999]]],
    ["all of nothing", [(now) => selectAll(0, now)], []],
  ];
  for (const [what, steps, ranges] of table) {
    it(what, () => {
      const selection = steps.reduce((now, step) => step(now), nothingSelected);
      assert.deepEqual(selection.ranges, ranges);
      const count = ranges.reduce((sum, [first, last]) => sum + last - first + 1, 0);
      assert.equal(countSelected(selection), count);
      for (const [first, last] of ranges) {
        assert.ok(isSelected(selection, first) && isSelected(selection, last));
        assert.ok(!isSelected(selection, last + 1));
      }
    });
  }
});

describe("the gallery's keys", () => {
  // Eleven images in rows of four; the last row has three.
  const focus = { count: 11, columns: 4, pageRows: 2, selection: selectOnly(5) };
  const press = (name: string, active: number) => {
    const parts = name.split("+");
    const move = gridMove(
      {
        key: parts.at(-1) ?? "",
        shift: parts.includes("Shift"),
        command: parts.includes("Ctrl"),
      },
      { ...focus, active },
    );
    if (move?.kind === "move") return move.active;
    return move?.kind;
  };
  const table: readonly [key: string, from: number, to: number | string | undefined][] = [
    ["ArrowRight", 5, 6],
    ["ArrowRight", 7, 8],
    ["ArrowRight", 10, 10],
    ["ArrowLeft", 4, 3],
    ["ArrowLeft", 0, 0],
    ["ArrowDown", 1, 5],
    ["ArrowDown", 7, 10],
    ["ArrowDown", 9, 9],
    ["ArrowUp", 6, 2],
    ["ArrowUp", 2, 2],
    ["Home", 6, 4],
    ["End", 5, 7],
    ["End", 8, 10],
    ["Ctrl+Home", 10, 0],
    ["Ctrl+End", 0, 10],
    ["PageDown", 1, 9],
    ["PageDown", 3, 10],
    ["PageDown", 9, 9],
    ["PageUp", 9, 1],
    ["PageUp", 1, 1],
    ["Enter", 5, "open"],
    [" ", 5, "look"],
    ["Ctrl+ ", 5, "select"],
    ["Ctrl+a", 5, "select"],
    ["Escape", 5, "select"],
    ["x", 5, undefined],
    ["Tab", 5, undefined],
  ];
  for (const [key, from, to] of table) {
    it(`${key === " " ? "Space" : key} from ${from}`, () => assert.equal(press(key, from), to));
  }

  const selectedBy = (key: string, options: { shift?: boolean; command?: boolean }) => {
    const { shift = false, command = false } = options;
    const move = gridMove({ key, shift, command }, { ...focus, active: 5 });
    return move && "selection" in move ? move.selection.ranges : undefined;
  };

  it("select as they go, a range with Shift, and nothing with Ctrl", () => {
    assert.deepEqual(selectedBy("ArrowRight", {}), [[6, 6]]);
    assert.deepEqual(selectedBy("ArrowDown", { shift: true }), [[5, 9]]);
    assert.deepEqual(selectedBy("ArrowDown", { command: true }), [[5, 5]]);
    assert.deepEqual(selectedBy("End", { shift: true, command: true }), [[5, 10]]);
    assert.deepEqual(selectedBy(" ", { command: true }), []);
    assert.deepEqual(selectedBy("a", { command: true }), [[0, 10]]);
    assert.deepEqual(selectedBy("Escape", {}), []);
  });

  it("do nothing where there is no image, and Escape goes on where none is selected", () => {
    const empty = { count: 0, columns: 4, pageRows: 2, active: 0, selection: nothingSelected };
    assert.equal(gridMove({ key: "ArrowDown", shift: false, command: false }, empty), undefined);
    const unselected = { ...focus, active: 0, selection: nothingSelected };
    assert.equal(gridMove({ key: "Escape", shift: false, command: false }, unselected), undefined);
  });
});
