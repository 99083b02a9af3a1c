/** Every theme is readable, every width fits, and who wants no motion sees none. */
import assert from "node:assert/strict";
import type { PanelState } from "../../../src/panel/protocol.ts";
import { pageBuild } from "../pageBuild.ts";
import { axeViolations } from "./axe.ts";
import { fitsInto } from "./becomes.ts";
import * as fixtures from "./fixtures.ts";
import { type OpenPanel, type PageSide, themeNames } from "./harness.ts";
import { openPanel } from "./open.ts";
import themes from "./themes.json" with { type: "json" };

declare const harness: PageSide;

const states: Record<string, PanelState> = {
  ready: fixtures.ready,
  detected: fixtures.detected(fixtures.chineseLabels),
  empty: fixtures.empty,
  detecting: fixtures.detecting,
  failed: fixtures.failedAgain,
};

describe("panel: themes", () => {
  let panel: OpenPanel;
  afterEach(async () => {
    assert.deepEqual(panel.troubles, []);
    await panel.close();
  });

  for (const theme of themeNames) {
    it(`${theme}: every text has a contrast of 4.5 or more`, async () => {
      panel = await openPanel(fixtures.ready, { theme });
      for (const [name, state] of Object.entries(states)) {
        await panel.show(state);
        assert.deepEqual(await panel.page.evaluate(() => harness.paleTexts(4.5)), [], name);
      }
      await panel.page.getByRole("button", { name: "Copy", exact: true }).click();
      await panel.page.getByRole("button", { name: "Raw JSON" }).click();
      assert.deepEqual(await panel.page.evaluate(() => harness.paleTexts(4.5)), [], "menu and raw");
    });
  }

  for (const theme of themeNames) {
    it(`${theme}: axe finds nothing`, async () => {
      panel = await openPanel(fixtures.ready, { theme });
      for (const [name, state] of Object.entries(states)) {
        await panel.show(state);
        assert.deepEqual(await axeViolations(panel.page), [], name);
      }
      await panel.show(states["detected"] ?? fixtures.empty);
      await panel.page.getByRole("button", { name: "Copy", exact: true }).click();
      await panel.page.getByRole("button", { name: "Raw JSON" }).click();
      assert.deepEqual(await axeViolations(panel.page), [], "menu and raw");
      await panel.page.setViewportSize({ width: 300, height: 700 });
      assert.deepEqual(await axeViolations(panel.page), [], "narrow");
    });
  }

  it("fits from 200 to 1920 pixels", async () => {
    panel = await openPanel(fixtures.failedAgain);
    for (const width of [
      200, 280, 290, 291, 300, 320, 420, 421, 480, 481, 760, 761, 900, 1200, 1920,
    ]) {
      await panel.page.setViewportSize({ width, height: 700 });
      await fitsInto(panel.page, width);
    }
  });

  // 1920 pixels at 400 % are 480.
  for (const width of [300, 313, 320, 420, 480, 540, 761, 900, 1100, 1200, 1920]) {
    it(`cuts no name, no number and no button at ${width} pixels`, async () => {
      panel = await openPanel(fixtures.detected(fixtures.englishLabels), { width, height: 672 });
      for (const state of [
        fixtures.detected(fixtures.englishLabels),
        fixtures.detected(fixtures.chineseLabels),
        fixtures.failedAgain,
        fixtures.ready,
      ]) {
        await panel.show(state);
        assert.deepEqual(await panel.page.evaluate(() => harness.cutTexts()), [], state.kind);
      }
    });
  }

  for (const width of [300, 313, 320]) {
    it(`shows three labels with their bars without scrolling at ${width} pixels`, async () => {
      const actions = [{ id: "copyAsCode", title: "Copy as code…" }];
      const state = {
        ...fixtures.detected(fixtures.exampleLabels.concat(fixtures.chineseLabels)),
        actions,
      };
      panel = await openPanel(state, { width, height: 672 });
      const rows = await panel.page.locator("tbody tr:not(.implied)").all();
      for (const row of rows.slice(0, 3)) {
        const box = (await row.locator(".confidence .score").boundingBox()) ?? assert.fail();
        assert.ok(box.y + box.height < 672, `a bar at ${box.y}`);
        assert.ok(box.width >= 20, `a bar of ${box.width} pixels`);
        const name = (await row.locator(".words").boundingBox()) ?? assert.fail();
        assert.ok(name.x >= 0 && name.x + name.width <= width);
      }
    });
  }

  it("caps the name column of a wide panel and gives the room to picture and plot", async () => {
    panel = await openPanel(states["detected"] ?? fixtures.empty, { width: 1600 });
    const widthOf = async (selector: string) =>
      (await panel.page.locator(selector).first().boundingBox())?.width ?? 0;
    assert.ok((await widthOf("th.name")) <= 320);
    assert.ok((await widthOf(".plot")) > 700);
    assert.ok((await widthOf(".picture")) > 350);
  });

  it("stacks the picture and the plot on a narrow panel", async () => {
    panel = await openPanel(states["detected"] ?? fixtures.empty);
    const leftOf = async (selector: string) =>
      (await panel.page.locator(selector).boundingBox())?.x;
    assert.ok(((await leftOf(".plot")) ?? 0) > 700);
    await panel.page.setViewportSize({ width: 760, height: 800 });
    assert.equal(await leftOf(".plot"), await leftOf(".grid"));
    assert.notEqual(await leftOf(".facts"), await leftOf(".picture"));
    await panel.page.setViewportSize({ width: 420, height: 800 });
    // Then the picture is a thumbnail beside its name, and what it is of has the whole width.
    assert.equal(await leftOf(".facts"), await leftOf(".picture"));
    assert.notEqual(await leftOf(".title"), await leftOf(".picture"));
  });

  for (const reducedMotion of [false, true]) {
    it(`${reducedMotion ? "does not move" : "moves"} while detecting`, async () => {
      panel = await openPanel(fixtures.detecting, { reducedMotion });
      const moving = await panel.page.evaluate("document.getAnimations().length");
      assert.equal(moving, reducedMotion ? 0 : 1);
    });
  }

  it("uses only colours that VS Code has", async () => {
    panel = await openPanel(fixtures.ready);
    const known = new Set(Object.values(themes).flatMap(({ variables }) => Object.keys(variables)));
    const style = (await pageBuild("panel")).style.toString();
    const used = new Set(style.match(/--vscode-[\w-]+/g));
    assert.deepEqual(
      [...used].filter((name) => !known.has(name)),
      [],
    );
    assert.doesNotMatch(style, /#[0-9a-f]{3,8}\b|rgb\(|url\(/i);
  });
});
