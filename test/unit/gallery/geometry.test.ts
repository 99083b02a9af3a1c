import assert from "node:assert/strict";
import {
  geometryOf,
  largestCell,
  rowsOnScreen,
  rowsToDraw,
  smallestCell,
  topToSee,
} from "../../../src/gallery/model/geometry.ts";

describe("the gallery's geometry", () => {
  const rows: readonly [
    what: string,
    count: number,
    width: number,
    size: number,
    expected: readonly [columns: number, rows: number, cellWidth: number, hasCaptions: boolean],
  ][] = [
    ["no image", 0, 850, 160, [5, 0, 162, true]],
    ["one", 1, 850, 160, [5, 1, 162, true]],
    ["a last row that is short", 11, 850, 160, [5, 3, 162, true]],
    ["two columns on a telephone's width", 100, 292, 160, [2, 50, 141, true]],
    ["a cell as wide as the page", 100, 292, 480, [1, 100, 292, true]],
    ["small ones without captions", 100_000, 1650, 96, [16, 6250, 93, false]],
    ["large ones", 10, 1650, 480, [3, 4, 543, true]],
    ["a page that has not been laid out", 10, 0, 160, [1, 10, 1, false]],
  ];
  for (const [what, count, width, size, expected] of rows) {
    it(what, () => {
      const geometry = geometryOf(count, width, size);
      const { columns, cellWidth, hasCaptions } = geometry;
      assert.deepEqual([columns, geometry.rows, cellWidth, hasCaptions], expected);
    });
  }

  it("fills the width and goes not beyond it, at every size", () => {
    for (let width = 200; width < 2000; width += 37) {
      for (let size = smallestCell; size <= largestCell; size += 8) {
        const { columns, cellWidth } = geometryOf(1000, width, size);
        const used = columns * cellWidth + (columns - 1) * 10;
        assert.ok(used <= width && used > width - columns, `${size} in ${width}: ${used}`);
      }
    }
  });

  it("knows the rows on screen, also at both ends and beyond", () => {
    const geometry = geometryOf(1000, 850, 160);
    const { rowHeight } = geometry;
    const seen = (top: number, height: number) => {
      const { first, last } = rowsOnScreen(geometry, top, height);
      return [first, last];
    };
    assert.deepEqual(seen(0, rowHeight), [0, 0]);
    assert.deepEqual(seen(0, rowHeight + 1), [0, 1]);
    assert.deepEqual(seen(rowHeight - 1, 2), [0, 1]);
    assert.deepEqual(seen(rowHeight * 199, 900), [199, 199]);
    assert.deepEqual(seen(-50, 100), [0, 0]);
    assert.deepEqual(seen(1e9, 100), [199, 199]);
    assert.deepEqual(rowsOnScreen(geometryOf(0, 850, 160), 0, 800), { first: 0, last: -1 });
  });

  it("draws up to a screen more on each side, as far as few elements do", () => {
    const inRows = (width: number, height: number, size: number) => {
      const geometry = geometryOf(100_000, width, size);
      const middle = rowsOnScreen(geometry, geometry.height / 2, height);
      const drawn = rowsToDraw(geometry, middle);
      assert.ok(drawn.first < middle.first && drawn.last > middle.last, "a row around at least");
      const seen = middle.last - middle.first + 1;
      assert.ok(middle.first - drawn.first <= seen);
      const elements = geometry.columns * (geometry.hasCaptions ? 2 : 1) + 1;
      return (drawn.last - drawn.first + 1) * elements;
    };
    for (const [width, height] of [
      [292, 600],
      [850, 690],
      [1050, 800],
      [1650, 970],
    ] as const) {
      for (let size = smallestCell; size <= largestCell; size += 8) {
        const elements = inRows(width, height, size);
        assert.ok(elements <= 235, `${elements} elements at ${size} in ${width} × ${height}`);
      }
    }
  });

  it("scrolls no further than it must", () => {
    const geometry = geometryOf(1000, 850, 160);
    const { rowHeight } = geometry;
    const view = { top: 10 * rowHeight, viewHeight: 3 * rowHeight };
    const table: readonly [row: number, top: number][] = [
      [11, view.top],
      [10, view.top],
      [9, 9 * rowHeight],
      [13, 11 * rowHeight - 10],
      [0, 0],
    ];
    for (const [row, top] of table) assert.equal(topToSee(geometry, row, view), top, `row ${row}`);
    // A row higher than the screen begins at its top.
    assert.equal(topToSee(geometry, 20, { top: 0, viewHeight: 50 }), 20 * rowHeight);
  });
});
