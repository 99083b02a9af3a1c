/** Labels that a person hides and adds: how they look, sound and are done. */
import assert from "node:assert/strict";
import { axeViolations } from "./axe.ts";
import * as fixtures from "./fixtures.ts";
import type { OpenPanel } from "./harness.ts";
import { openPanel, textOf } from "./open.ts";

describe("panel: corrections", () => {
  let panel: OpenPanel;
  const corrections = { hidden: ["肖像", "天空"], added: ["Portrait of a friend"] };
  const state = {
    ...fixtures.detected(fixtures.chineseLabels, { corrections }),
    canCorrect: true,
  };
  beforeEach(async () => {
    panel = await openPanel(state);
  });
  afterEach(async () => {
    assert.deepEqual(panel.troubles, []);
    await panel.close();
  });
  const row = (name: string) => panel.page.getByRole("row", { name: new RegExp(`^${name}`) });
  const sent = async () => (await panel.sent()).filter(({ type }) => type !== "ready");

  it("are in the list: added ones as such, hidden ones only as what holds others", async () => {
    assert.equal(
      await row("Portrait").getAttribute("aria-label"),
      "Portrait of a friend, added by hand",
    );
    // Its child needs it.
    assert.match(String(await row("肖像").getAttribute("class")), /below-threshold/);
    assert.equal(await row("天空").count(), 0);
    await panel.page.getByRole("button", { name: "Show 2 hidden labels" }).click();
    assert.match(String(await row("天空").getAttribute("aria-label")), /, hidden by hand$/);
    assert.match(await textOf(row("天空")), /hidden by hand/);
    const shown = panel.page.getByRole("button", { name: "Do not show 2 hidden labels" });
    assert.equal(await shown.getAttribute("aria-pressed"), "true");
    assert.deepEqual(await axeViolations(panel.page), []);
    await shown.click();
    assert.equal(await row("天空").count(), 0);
  });

  it("are made with a button of the row, and taken back with the same", async () => {
    await panel.page.getByRole("button", { name: "Show 2 hidden labels" }).click();
    for (const name of ["城市", "天空", "Portrait"]) {
      await row(name).hover();
      await row(name).getByRole("button").click();
    }
    await panel.page.getByRole("button", { name: "Add label…" }).click();
    assert.deepEqual(await sent(), [
      { type: "correct", kind: "hide", name: "城市" },
      { type: "correct", kind: "show", name: "天空" },
      { type: "correct", kind: "remove", name: "Portrait of a friend" },
      { type: "addLabel" },
    ]);
  });

  it("are made with the Delete key, which leaves the focus in the list", async () => {
    await row("城市").focus();
    await panel.page.keyboard.press("Delete");
    assert.deepEqual(await sent(), [{ type: "correct", kind: "hide", name: "城市" }]);
    const focused = panel.page.locator("tr:focus");
    assert.equal(await focused.count(), 1);
    await row("衣服").focus();
    await panel.page.keyboard.press("Delete");
    assert.equal((await sent()).length, 1, "an implied parent is not in the answer");
  });

  it("count in what the head says", async () => {
    assert.match(await textOf(panel.page.locator(".facts")), /11 of 11|11 labels/);
    await panel.show({
      ...fixtures.detected(fixtures.exampleLabels, {
        corrections: { hidden: ["Outerwear", "Apparel"], added: [] },
      }),
      canCorrect: true,
    });
    assert.equal(await textOf(panel.page.locator(".nothing h2")), "Every label is hidden");
    assert.doesNotMatch(await textOf(panel.page.locator(".facts")), /Outerwear/);
  });

  it("are not offered where the image is not kept by its name", async () => {
    await panel.show(fixtures.detected(fixtures.exampleLabels));
    assert.equal(await panel.page.getByRole("button", { name: "Add label…" }).count(), 0);
    assert.equal(await panel.page.locator(".correct").count(), 0);
  });
});
