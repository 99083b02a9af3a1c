import assert from "node:assert/strict";
import { labelTree } from "../../../src/panel/model/labelTree.ts";
import {
  countShown,
  findItems,
  matchingItems,
  type RowView,
  visibleRows,
} from "../../../src/panel/model/rows.ts";
import { initialView, type SortColumn } from "../../../src/panel/model/viewState.ts";
import { label, labels, outline } from "./labels.ts";

const tree = labelTree(labels);

function rowsWith(change: Partial<RowView> & { filter?: string } = {}) {
  const { layout, sort, collapsed } = initialView;
  const found = findItems(tree, change.filter ?? "");
  return visibleRows(tree, { layout, sort, collapsed, threshold: 0, found, ...change });
}

describe("rows of the panel", () => {
  it("show the hierarchy, most confident first, implied parents in the place of their best child", () => {
    assert.deepEqual(outline(rowsWith()), [
      "- (Clothing)",
      "  Outerwear",
      "  Apparel",
      "  Other",
      "- People",
      "  - Portrait",
      "    Half-length",
      "  Other",
    ]);
  });

  it("tell each row's place among its siblings", () => {
    const places = rowsWith().map(({ level, position, siblings }) => [level, position, siblings]);
    assert.deepEqual(places.slice(0, 6), [
      [1, 1, 2],
      [2, 1, 3],
      [2, 2, 3],
      [2, 3, 3],
      [1, 2, 2],
      [2, 1, 2],
    ]);
  });

  it("keep a parent below the threshold for what is beneath it, and no other", () => {
    const weakParent = labelTree([
      label("People", 1, undefined, 0.5, 0.5),
      label("Portrait", 2, "People", 0.9, 0.5),
      label("Crowd", 2, "People", 0.4, 0.5),
    ]);
    const { layout, sort, collapsed } = initialView;
    const view = { layout, sort, collapsed, found: undefined };
    assert.deepEqual(outline(visibleRows(weakParent, { ...view, threshold: 0.8 })), [
      "- (People)",
      "  Portrait",
    ]);
    assert.deepEqual(outline(visibleRows(weakParent, { ...view, threshold: 0.95 })), []);
  });

  it("count the threshold itself as enough, and unknown confidence too", () => {
    const some = labelTree([
      label("At", 1, undefined, 0.7),
      label("Unknown"),
      label("Below", 1, undefined, 0.699),
    ]);
    const names = matchingItems(some, { threshold: 0.7, found: undefined }).map(({ name }) => name);
    assert.deepEqual(names, ["At", "Unknown"]);
  });

  it("are counted by label and by tree, as far as threshold and text let them through", () => {
    const count = (threshold: number, filter = "") =>
      countShown(tree, { threshold, found: findItems(tree, filter) });
    assert.deepEqual(count(0), { labels: 7, categories: 2 });
    assert.deepEqual(count(0.9), { labels: 3, categories: 2 });
    assert.deepEqual(count(0.95, "people"), { labels: 1, categories: 1 });
    assert.deepEqual(count(0, "zebra"), { labels: 0, categories: 0 });
  });

  it("hide the children of collapsed rows", () => {
    assert.deepEqual(outline(rowsWith({ collapsed: ["Clothing", "People\nPortrait"] })), [
      "+ (Clothing)",
      "- People",
      "  + Portrait",
      "  Other",
    ]);
  });

  const searches: [string, string[]][] = [
    ["portrait", ["- (People)", "  - Portrait", "    Half-length"]],
    ["LIKENESS", ["- (People)", "  - Portrait", "    Half-length"]],
    ["clothing", ["- (Clothing)", "  Outerwear", "  Apparel", "  Other"]],
    ["half", ["- (People)", "  - (Portrait)", "    Half-length"]],
    ["zebra", []],
    ["  ", outline(rowsWith())],
  ];
  for (const [filter, expected] of searches) {
    it(`find "${filter}", with what is above and beneath it`, () => {
      assert.deepEqual(outline(rowsWith({ filter })), expected);
    });
  }

  it("unfold what a search has found", () => {
    const rows = rowsWith({ filter: "half", collapsed: ["People"] });
    assert.deepEqual(outline(rows).at(-1), "    Half-length");
  });

  it("are one list without implied parents when flat", () => {
    assert.deepEqual(outline(rowsWith({ layout: "flat" })), [
      "Outerwear",
      "People",
      "Portrait",
      "Half-length",
      "Apparel",
      "Other",
      "Other",
    ]);
  });

  const sorts: [SortColumn, boolean, string[]][] = [
    [
      "name",
      false,
      ["Apparel", "Half-length", "Other", "Other", "Outerwear", "People", "Portrait"],
    ],
    ["name", true, ["Portrait", "People", "Outerwear", "Other", "Other", "Half-length", "Apparel"]],
    [
      "level",
      false,
      ["People", "Outerwear", "Portrait", "Apparel", "Other", "Other", "Half-length"],
    ],
    [
      "centricScore",
      true,
      ["Outerwear", "Apparel", "People", "Portrait", "Half-length", "Other", "Other"],
    ],
    [
      "confidence",
      false,
      ["Other", "Other", "Apparel", "Half-length", "Portrait", "People", "Outerwear"],
    ],
  ];
  for (const [column, descending, expected] of sorts) {
    it(`sort by ${column}, ${descending ? "descending" : "ascending"}`, () => {
      assert.deepEqual(
        outline(rowsWith({ layout: "flat", sort: { column, descending } })),
        expected,
      );
    });
  }

  it("sort implied parents by their best child", () => {
    const roots = (column: SortColumn, descending: boolean) =>
      rowsWith({ sort: { column, descending } }).flatMap(({ item, level }) =>
        level === 1 ? item.name : [],
      );
    assert.deepEqual(roots("centricScore", true), ["Clothing", "People"]);
    assert.deepEqual(roots("centricScore", false), ["Clothing", "People"]);
    assert.deepEqual(roots("name", true), ["People", "Clothing"]);
  });

  it("put what has no value last in both directions", () => {
    const some = labelTree([
      label("None"),
      label("Low", 1, undefined, 0.2),
      label("High", 1, undefined, 0.9),
    ]);
    const { collapsed } = initialView;
    for (const descending of [true, false]) {
      const sort = { column: "confidence", descending } as const;
      const rows = visibleRows(some, {
        layout: "flat",
        sort,
        collapsed,
        threshold: 0,
        found: undefined,
      });
      assert.equal(rows.at(-1)?.item.name, "None");
    }
  });

  it("have different keys for the same name in different places", () => {
    const keys = tree.labelled.map(({ key }) => key);
    assert.equal(new Set(keys).size, keys.length);
    const twins = labelTree([label("A", 1, undefined, 0.9), label("A", 2, undefined, 0.8)]);
    assert.deepEqual(
      twins.labelled.map(({ key }) => key),
      ["A", "A\t2"],
    );
  });

  it("never show an empty line or one that misleads", () => {
    const names = labelTree([label(""), label("\u202egpj.exe"), label("a\nb")]).labelled.map(
      ({ name }) => name,
    );
    assert.deepEqual(names.sort(), ["(no name)", "a b", "gpj.exe"]);
  });
});
