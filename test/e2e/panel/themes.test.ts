/** Every theme is readable, every width fits, and who wants no motion sees none. */
import assert from "node:assert/strict";
import type { PanelState } from "../../../src/panel/protocol.ts";
import { fitsInto } from "./becomes.ts";
import { panelBuild } from "./build.ts";
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

  it("fits from 280 to 1600 pixels, and large text too", async () => {
    panel = await openPanel(fixtures.failedAgain);
    for (const width of [280, 420, 481, 760, 761, 900, 1100, 1600]) {
      await panel.page.setViewportSize({ width, height: 700 });
      await fitsInto(panel.page, width);
    }
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
    assert.equal(await leftOf(".facts"), await leftOf(".picture"));
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
    const style = (await panelBuild()).style.toString();
    const used = new Set(style.match(/--vscode-[\w-]+/g));
    assert.deepEqual(
      [...used].filter((name) => !known.has(name)),
      [],
    );
    assert.doesNotMatch(style, /#[0-9a-f]{3,8}\b|rgb\(|url\(/i);
  });
});
