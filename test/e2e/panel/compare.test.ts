/** Comparisons in a real browser: what differs stands out, and the whole of it works without a pointer. */
import assert from "node:assert/strict";
import { axeViolations } from "./axe.ts";
import { fitsInto } from "./becomes.ts";
import { comparedState } from "./compared.ts";
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
