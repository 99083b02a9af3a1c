/** Names in the reader's language beside the service's own, and the way from picture to picture. */
import assert from "node:assert/strict";
import type { PanelNames, PanelState } from "../../../src/panel/protocol.ts";
import { axeViolations } from "./axe.ts";
import { becomes } from "./becomes.ts";
import * as fixtures from "./fixtures.ts";
import type { OpenPanel } from "./harness.ts";
import { openPanel, textOf } from "./open.ts";

const glossary = { language: "en", source: "glossary" } as const;
const names: PanelNames = {
  language: "en",
  shown: [
    ["服装", { text: "apparel", ...glossary }],
    ["外套", { text: "coat", ...glossary, source: "model" }],
    ["衣服", { text: "clothing", ...glossary }],
  ],
};

describe("panel: names and walking", () => {
  let panel: OpenPanel;
  const state: PanelState = { ...fixtures.detected(fixtures.chineseLabels), names, canWalk: true };
  beforeEach(async () => {
    panel = await openPanel(state);
  });
  afterEach(async () => {
    assert.deepEqual(panel.troubles, []);
    await panel.close();
  });
  const row = (name: RegExp) => panel.page.getByRole("row", { name });

  it("shows names in the chosen language and the service's own beside them", async () => {
    assert.match(await textOf(row(/^apparel, 服装/)), /apparel\s*服装/);
    assert.match(await textOf(row(/^clothing, 衣服, implied parent/)), /clothing\s*衣服/);
    assert.equal(await row(/^人物, level 1/).count(), 1, "what has no other name stays");
    const sentence = panel.page.locator(".sentence");
    assert.match(await textOf(sentence), /Mostly apparel, part of clothing; most likely coat\./);
    assert.match((await sentence.getAttribute("title")) ?? "", /coat = 外套/);
    const title = await row(/^coat/).locator(".words").getAttribute("title");
    assert.match(title ?? "", /外套.*language model/);
  });

  it("finds both names", async () => {
    for (const text of ["coat", "外套"]) {
      await panel.page.getByRole("searchbox", { name: "Filter labels" }).fill(text);
      assert.equal(await row(/^coat/).count(), 1, text);
      assert.equal(await row(/^人物/).count(), 0, text);
    }
  });

  it("changes the language by its menu, which axe has nothing against", async () => {
    await panel.page.getByRole("button", { name: "Names: English" }).click();
    assert.deepEqual(await axeViolations(panel.page), []);
    await panel.page.getByRole("menuitemradio", { name: "Bahasa Indonesia" }).click();
    assert.deepEqual((await panel.sent()).at(-1), { type: "labelLanguage", language: "id" });
  });

  it("walks by arrows where nothing else has a use for them, and by buttons that keep the focus", async () => {
    await panel.page.keyboard.press("ArrowRight");
    assert.deepEqual((await panel.sent()).at(-1), { type: "walk", step: 1 });
    await panel.page.getByRole("slider").press("ArrowLeft");
    assert.equal((await panel.sent()).filter(({ type }) => type === "walk").length, 1);
    await panel.page.getByRole("button", { name: "Previous picture" }).click();
    assert.deepEqual((await panel.sent()).at(-1), { type: "walk", step: -1 });
    const object = { ...fixtures.exampleObject, uri: "oss://sample/other.jpg", title: "other.jpg" };
    await panel.show({ ...fixtures.detected(fixtures.exampleLabels, {}, object), canWalk: true });
    const focused = panel.page.locator(":focus");
    assert.equal(await focused.getAttribute("aria-label"), "Previous picture");
  });

  it("has one line of buttons at any width, with the rest in a menu where they have no room", async () => {
    const tops =
      "[...document.querySelectorAll('.actions > *')].map((each) => each.getBoundingClientRect().top)";
    const menu = panel.page.getByRole("button", { name: "More" });
    for (const width of [1400, 930, 760, 600, 480, 320, 600, 930, 1400]) {
      await panel.page.setViewportSize({ width, height: 672 });
      await becomes(panel.page, `innerWidth === ${width}`);
      // In between, it depends on the picture and on the language.
      if (width <= 600) await menu.waitFor();
      if (width >= 1400) await menu.waitFor({ state: "detached" });
      await becomes(panel.page, `new Set(${tops}).size === 1`);
    }
    await panel.page.setViewportSize({ width: 320, height: 672 });
    await panel.page.getByRole("button", { name: "More" }).click();
    const again = panel.page.getByRole("menuitem", { name: "Detect again · 1 call" });
    await again.click();
    assert.deepEqual((await panel.sent()).at(-1), { type: "detect", threshold: 0.7 });
    const asked = (await panel.sent()).length;
    // Right after an answer, the entry does nothing, and says so until it does something again.
    await panel.show({ ...fixtures.detecting, canWalk: true });
    await panel.show(state);
    await menu.click();
    assert.ok(await again.isDisabled());
    await again.click({ force: true });
    assert.equal((await panel.sent()).length, asked);
    await again.click();
    assert.equal((await panel.sent()).length, asked + 1);
  });
});
