import assert from "node:assert/strict";
import {
  firstDirection,
  initialView,
  recallView,
  rememberShown,
  rememberView,
  type ViewState,
} from "../../../src/panel/model/viewState.ts";

const view: ViewState = {
  threshold: 0.8,
  layout: "flat",
  filter: "sky",
  sort: { column: "centricScore", descending: false },
  collapsed: ["People"],
  rawShown: true,
  hiddenShown: true,
};

describe("the panel's view of an object", () => {
  it("comes back as it was left", () => {
    assert.deepEqual(recallView(rememberView(undefined, "oss://b/k", view), "oss://b/k"), view);
  });

  it("belongs to one object", () => {
    const stored = rememberView(undefined, "oss://b/k", view);
    assert.deepEqual(recallView(stored, "oss://b/other"), initialView);
    const both = rememberView(stored, "oss://b/other", { ...view, filter: "" });
    assert.equal(recallView(both, "oss://b/k").filter, "sky");
    assert.equal(recallView(both, "oss://b/other").filter, "");
  });

  it("stands beside what is shown, and neither takes the other's place", () => {
    const shown = { uri: "oss://b/k", account: "Photos" };
    const both = rememberView(
      rememberShown(undefined, shown.uri, shown.account),
      "oss://b/k",
      view,
    );
    assert.deepEqual(both.shown, shown);
    const again = rememberShown(both, "oss://b/other", "Photos");
    assert.deepEqual(recallView(again, "oss://b/k"), view);
  });

  it("is kept for the last twenty objects", () => {
    let stored: unknown;
    for (let n = 0; n < 25; n++) stored = rememberView(stored, `oss://b/${n}`, view);
    assert.equal((stored as { views: unknown[] }).views.length, 20);
    assert.deepEqual(recallView(stored, "oss://b/4"), initialView);
    assert.deepEqual(recallView(stored, "oss://b/24"), view);
  });

  const strange: unknown[] = [
    undefined,
    null,
    "text",
    { views: "text" },
    { views: [null, 7, ["oss://b/k"]] },
    { views: [["oss://b/k", "text"]] },
    {
      views: [
        [
          "oss://b/k",
          { threshold: 2, layout: "round", filter: 7, sort: { column: "size" }, collapsed: {} },
        ],
      ],
    },
    {
      views: [
        ["oss://b/k", { threshold: Number.NaN, sort: null, collapsed: [1], rawShown: "yes" }],
      ],
    },
  ];
  for (const stored of strange) {
    it(`is the first one when ${JSON.stringify(stored)} was kept`, () => {
      assert.deepEqual(recallView(stored, "oss://b/k"), initialView);
    });
  }

  it("sorts scores from the top and the rest from the start", () => {
    const columns = ["name", "level", "confidence", "centricScore"] as const;
    assert.deepEqual(
      columns.map((column) => firstDirection(column).descending),
      [false, false, true, true],
    );
  });
});
