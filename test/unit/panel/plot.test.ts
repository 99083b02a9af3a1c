import assert from "node:assert/strict";
import { labelTree } from "../../../src/panel/model/labelTree.ts";
import {
  groupPoints,
  type PlotArea,
  placeNames,
  withNameAt,
} from "../../../src/panel/model/plotNames.ts";
import { confidenceFrom, splitByScores, ticks } from "../../../src/panel/model/plotScale.ts";
import { label, labels } from "./labels.ts";

const area: PlotArea = { width: 240, height: 200, lineHeight: 14, pointRadius: 5 };

describe("the panel's plot", () => {
  it("orders labels by how likely they are the subject, and sets those without a score apart", () => {
    const some = [
      ...labels,
      label("No centric", 1, undefined, 0.9),
      label("No confidence", 1, undefined, undefined, 0.9),
    ];
    const { scored, unscored } = splitByScores(labelTree(some).labelled);
    assert.deepEqual(scored.map(({ item }) => item.name).slice(0, 3), [
      "Outerwear",
      "People",
      "Apparel",
    ]);
    assert.deepEqual(
      unscored.map(({ name }) => name),
      ["No centric", "No confidence"],
    );
  });

  const starts: [number, number | undefined, number][] = [
    [0.7, 0.9, 0.7],
    [0.75, 0.9, 0.7],
    [0, 0.9, 0],
    [1, 1, 0.9],
    [0.7, 0.31, 0.3],
    [0.7, undefined, 0.7],
  ];
  for (const [asked, lowest, from] of starts) {
    it(`starts at ${from} for an answer asked at ${asked} with a label of ${lowest}`, () => {
      const { labelled } = labelTree([label("A", 1, undefined, lowest)]);
      assert.equal(confidenceFrom(asked, labelled), from);
    });
  }

  const axes: [number, number[]][] = [
    [0, [0, 0.5, 1]],
    [0.4, [0.4, 0.6, 0.8, 1]],
    [0.7, [0.7, 0.8, 0.9, 1]],
    [0.9, [0.9, 1]],
  ];
  for (const [from, expected] of axes) {
    it(`has ${expected.length} numbers from ${from}`, () =>
      assert.deepEqual(ticks(from), expected));
  }

  it("puts points that lie on each other into one group, after its first", () => {
    const at = (id: string, x: number, y: number) => ({ id, x, y });
    const points = [at("a", 0, 0), at("b", 30, 0), at("c", 3, 4), at("d", 33, 0), at("e", 6, 0)];
    const ids = groupPoints(points, 5).map((group) => group.map(({ id }) => id).join(""));
    // e is near c, but not near the group's first.
    assert.deepEqual(ids, ["ac", "bd", "e"]);
    assert.deepEqual(groupPoints([], 5), []);
  });

  it("puts a lone name to the left of its point, to the right where there is no room", () => {
    const beside = (x: number) =>
      placeNames([{ id: "a", x, y: 100 }], [{ id: "a", width: 60 }], area).get("a");
    assert.deepEqual(beside(200), { x: 130, y: 100, leader: undefined });
    assert.deepEqual(beside(20), { x: 30, y: 100, leader: undefined });
  });

  it("leaves out the names that one lies over which must be shown", () => {
    const at = (x: number, y: number) => ({ x, y, leader: undefined });
    const names = ["first", "under", "beside", "below"].map((id) => ({ id, width: 60 }));
    const [first = { id: "", width: 0 }] = names;
    const placed = new Map([
      ["under", at(110, 104)],
      ["beside", at(160, 100)],
      ["below", at(100, 115)],
    ]);
    const shown = withNameAt(placed, first, at(100, 100), names, area);
    assert.deepEqual([...shown.keys()], ["beside", "below", "first"]);
    assert.deepEqual(shown.get("first"), at(100, 100));
  });

  it("places no name over another, over a point or outside, in any crowd", () => {
    let seed = 3;
    const random = () => {
      seed = (seed * 16_807) % 2_147_483_647;
      return seed / 2_147_483_647;
    };
    for (let round = 0; round < 60; round++) {
      const count = 2 + Math.floor(random() * 40);
      const points = Array.from({ length: count }, (_, n) => ({
        id: String(n),
        x: random() * area.width,
        y: random() * area.height,
      }));
      const names = points.map(({ id }) => ({ id, width: 10 + random() * 100 }));
      const placed = placeNames(points, names, area);
      assert.ok(placed.size > 0);
      const boxes = names.flatMap(({ id, width }) => {
        const place = placed.get(id);
        return place
          ? [{ id, left: place.x, right: place.x + width, top: place.y - 7, bottom: place.y + 7 }]
          : [];
      });
      for (const box of boxes) {
        assert.ok(
          box.left >= 0 && box.right <= area.width && box.top >= 0 && box.bottom <= area.height,
        );
        for (const { id, x, y } of points) {
          const covers = x > box.left && x < box.right && y > box.top && y < box.bottom;
          assert.ok(!covers, `name ${box.id} covers point ${id}`);
        }
        for (const other of boxes) {
          if (other === box) continue;
          const apart =
            other.left >= box.right ||
            box.left >= other.right ||
            other.top >= box.bottom ||
            box.top >= other.bottom;
          assert.ok(apart, `names ${box.id} and ${other.id} overlap`);
        }
      }
    }
  });
});
