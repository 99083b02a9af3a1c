/** The threshold: filters what is known at once, and offers a call only for what is not. */
import assert from "node:assert/strict";
import { becomes } from "./becomes.ts";
import * as fixtures from "./fixtures.ts";
import type { OpenPanel } from "./harness.ts";
import { openPanel, textOf } from "./open.ts";

describe("panel: threshold", () => {
  let panel: OpenPanel;
  beforeEach(async () => {
    panel = await openPanel(fixtures.detected(fixtures.chineseLabels));
  });
  afterEach(async () => {
    assert.deepEqual(panel.troubles, []);
    await panel.close();
  });
  const slider = () => panel.page.getByRole("slider");
  const field = () => panel.page.getByRole("spinbutton");
  const rows = () => panel.page.locator("tbody tr").count();
  const count = () => textOf(panel.page.locator(".facts-line li").first());

  it("filters without a call and counts what is left", async () => {
    assert.equal(await rows(), 13);
    await slider().fill("0.9");
    assert.equal(await count(), "4 of 12 labels");
    // Four labels, and the parent that the answer only names.
    assert.equal(await rows(), 5);
    assert.deepEqual(await panel.sent(), [{ type: "ready" }]);
  });

  it("moves by keyboard in steps of 0.01 and says what that means", async () => {
    await slider().focus();
    await panel.page.keyboard.press("ArrowRight");
    assert.equal(await slider().inputValue(), "0.71");
    assert.equal(await slider().getAttribute("aria-valuetext"), "0.71, 12 labels");
    await panel.page.keyboard.press("Home");
    assert.match(
      (await slider().getAttribute("aria-valuetext")) ?? "",
      /nothing asked for below the mark/,
    );
  });

  it("can be typed", async () => {
    await field().fill("0.95");
    assert.equal(await slider().inputValue(), "0.95");
    assert.equal(await count(), "3 of 12 labels");
    await field().fill("7");
    assert.equal(await slider().inputValue(), "1");
    await field().blur();
    assert.equal(await field().inputValue(), "1.00");
    await field().fill("");
    await field().blur();
    assert.equal(await field().inputValue(), "1.00");
    for (const [typed, value] of [
      ["0,5", "0.5"],
      ["50%", "0.5"],
      ["62.5 %", "0.63"],
    ]) {
      await field().fill(typed ?? "");
      assert.equal(await slider().inputValue(), value, typed);
    }
    await field().press("ArrowUp");
    assert.equal(await slider().inputValue(), "0.64");
    await field().press("ArrowDown");
    assert.equal(await slider().inputValue(), "0.63");
    assert.equal(await field().getAttribute("aria-valuenow"), "0.63");
  });

  it("marks what the answer was asked at", async () => {
    assert.equal(await panel.page.locator(".mark").count(), 1);
  });

  it("below the mark offers the call that would tell", async () => {
    await slider().fill("0.43");
    assert.equal(await rows(), 13);
    const offers = panel.page.getByRole("button", { name: /Detect again/ });
    assert.deepEqual(await offers.allTextContents(), ["Detect again at 0.43 · 1 call"]);
    const text = await textOf(panel.page.locator(".slider, .below").first());
    assert.equal(text, "asked at 0.70");
    assert.equal(await textOf(panel.page.locator(".below")), "Detect again at 0.43 · 1 call");
    await offers.click();
    assert.deepEqual((await panel.sent()).at(-1), { type: "detect", threshold: 0.43 });
  });

  it("says what was asked for once, and at the mark offers to ask again", async () => {
    const text = await textOf(panel.page.locator("main"));
    const withoutPlot = text.replace(await textOf(panel.page.locator(".plot")), "");
    assert.equal(withoutPlot.match(/0\.70/g)?.length, 1, "to screen readers");
    const offers = panel.page.getByRole("button", { name: /Detect again/ });
    assert.deepEqual(await offers.allTextContents(), ["Detect again · 1 call"]);
  });

  it("follows the answer to a lower threshold", async () => {
    await slider().fill("0.5");
    await panel.page.getByRole("button", { name: "Detect again at 0.50 · 1 call" }).click();
    const lower = [...fixtures.chineseLabels, fixtures.label("围巾", 3, "服装", 0.55, 0.3)];
    await panel.show(fixtures.detected(lower, { threshold: 0.5 }));
    assert.equal(await slider().inputValue(), "0.5");
    assert.equal(await panel.page.getByRole("row", { name: /围巾/ }).count(), 1);
    await panel.show(fixtures.detected(lower, { threshold: 0.3 }));
    assert.equal(await slider().inputValue(), "0.3");
  });

  it("stays where it is when the same is asked again", async () => {
    await slider().fill("0.9");
    await panel.page.getByRole("button", { name: "Detect again · 1 call" }).click();
    assert.deepEqual((await panel.sent()).at(-1), { type: "detect", threshold: 0.7 });
    await panel.show(fixtures.detected(fixtures.chineseLabels, { fromCache: false }));
    assert.equal(await slider().inputValue(), "0.9");
  });

  it("keeps the page where it is while it is dragged", async () => {
    await panel.page.setViewportSize({ width: 760, height: 560 });
    await panel.show(fixtures.detected(fixtures.manyLabels(90), { threshold: 0.5 }));
    await panel.page.mouse.wheel(0, 1200);
    await becomes(panel.page, "scrollY === 1200");
    const box = (await slider().boundingBox()) ?? assert.fail();
    await panel.page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await panel.page.mouse.down();
    await panel.page.mouse.move(box.x + box.width - 9, box.y + box.height / 2, { steps: 5 });
    assert.ok((await rows()) < 10);
    assert.equal(await panel.page.evaluate("scrollY"), 1200);
    assert.deepEqual(await slider().boundingBox(), box);
    await panel.page.mouse.up();
    await becomes(panel.page, "scrollY < 1200");
  });
});
