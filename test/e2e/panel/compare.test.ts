/** Comparisons in a real browser: what differs stands out, and the whole of it works without a pointer. */
import assert from "node:assert/strict";
import { axeViolations } from "./axe.ts";
import { fitsInto } from "./becomes.ts";
import { comparedState } from "./compared.ts";
import * as fixtures from "./fixtures.ts";
import { type Harness, type OpenPanel, startHarness, themeNames } from "./harness.ts";
import { textOf } from "./open.ts";

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
    await panel.post(comparedState as never);
  };

  it("has what differs most first, and both names", async () => {
    await begin();
    const rows = panel.page.locator("tbody tr");
    assert.match(await textOf(rows.first()), /person 人物/);
    assert.equal(await rows.first().getAttribute("class"), "different");
    assert.match(await textOf(rows.first()), /Not named; asked at 0\.50/);
    await panel.page.getByRole("checkbox", { name: "Only what differs" }).check();
    assert.equal(await rows.count(), 2);
  });

  it("marks what was added by hand, and says what a threshold may hide", async () => {
    panel = await harness.open();
    const [morning, evening] = comparedState.columns;
    if (!morning || !evening) assert.fail("nothing to compare");
    const added = fixtures.label("Boat", undefined, undefined, undefined, undefined);
    const lower = fixtures.label("Scarf", 3, undefined, 0.55, 0.3);
    await panel.post({
      ...comparedState,
      columns: [
        { ...morning, labels: [...fixtures.chineseLabels, added] },
        { ...evening, labels: [...fixtures.chineseLabels, lower] },
      ],
    } as never);
    const row = (name: string) => textOf(panel.page.getByRole("row", { name }));
    assert.match(
      await textOf(panel.page.locator("tbody tr").first()),
      /^Boat.*✓.*No score given.*≠$/s,
    );
    assert.match(await row("Scarf"), /< 0\.70.*Not named; asked at 0\.70.*0\.55.*0\.15$/s);
    assert.match(await textOf(panel.page.getByRole("status")), /^2 of 14 labels differ/);
  });

  it("has the threshold and the time of a column on a line each", async () => {
    await begin();
    await panel.page.setViewportSize({ width: 320, height: 700 });
    const facts = panel.page.locator("thead .quiet");
    assert.deepEqual((await facts.allTextContents()).slice(0, 2), [
      "asked at 0.70",
      "2026-01-31 12:00 UTC",
    ]);
    const heights = await facts.evaluateAll((all) => all.map((each) => each.clientHeight));
    assert.equal(new Set(heights).size, 1, String(heights));
  });

  it("keeps VS Code's Cut and Paste away", async () => {
    await begin();
    assert.match(
      (await panel.page.locator("body").getAttribute("data-vscode-context")) ?? "",
      /true/,
    );
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
