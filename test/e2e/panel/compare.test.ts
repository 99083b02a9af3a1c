/** Comparisons in a real browser: what differs stands out, and the whole of it works without a pointer. */
import assert from "node:assert/strict";
import type { CompareState } from "../../../src/panel/protocol.ts";
import { axeViolations } from "./axe.ts";
import { fitsInto } from "./becomes.ts";
import * as fixtures from "./fixtures.ts";
import { type Harness, type OpenPanel, startHarness, themeNames } from "./harness.ts";
import { textOf } from "./open.ts";

const state: CompareState = {
  columns: [
    {
      title: "morning.jpg",
      uri: "oss://sample/morning.jpg",
      detail: "at 0.70, 2026-01-31 12:00 UTC",
      threshold: 0.7,
      labels: fixtures.chineseLabels,
    },
    {
      title: "evening.jpg",
      uri: "oss://sample/evening.jpg",
      detail: "at 0.50, 2026-02-01 12:00 UTC",
      threshold: 0.5,
      labels: fixtures.chineseLabels.slice(2),
    },
    {
      title: "night.jpg",
      uri: "oss://sample/night.jpg",
      detail: "not detected",
      threshold: 0,
      labels: undefined,
    },
  ],
  names: [["人物", { text: "person", language: "en", source: "glossary" }]],
  isDetecting: false,
};

describe("compare", () => {
  let harness: Harness;
  let panel: OpenPanel;
  before(async () => {
    harness = await startHarness({ page: "compare" });
  });
  after(() => harness.close());
  afterEach(async () => {
    assert.deepEqual(panel.troubles, []);
    await panel.close();
  });
  const begin = async (options = {}) => {
    panel = await harness.open(options);
    await panel.post(state as never);
  };

  it("has what differs most first, and both names", async () => {
    await begin();
    const rows = panel.page.locator("tbody tr");
    assert.match(await textOf(rows.first()), /person 人物/);
    assert.equal(await rows.first().getAttribute("class"), "different");
    assert.match(await textOf(rows.first()), /not named/);
    await panel.page.getByRole("checkbox", { name: "Only what differs" }).check();
    assert.equal(await rows.count(), 2);
  });

  it("asks for what is unknown, and opens a column's image", async () => {
    await begin();
    await panel.page.getByRole("button", { name: "Detect them…" }).press("Enter");
    assert.deepEqual((await panel.sent()).at(-1), { type: "detect" });
    await panel.page.getByRole("button", { name: "evening.jpg" }).press("Enter");
    assert.deepEqual((await panel.sent()).at(-1), { type: "open", column: 1 });
  });

  for (const theme of themeNames) {
    it(`${theme}: axe finds nothing, narrow or wide`, async () => {
      await begin({ theme });
      assert.deepEqual(await axeViolations(panel.page), []);
      await panel.page.setViewportSize({ width: 320, height: 700 });
      await fitsInto(panel.page, 320);
      assert.deepEqual(await axeViolations(panel.page), []);
    });
  }
});
