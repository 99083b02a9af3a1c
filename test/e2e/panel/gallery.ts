/** Draws every state in every theme and width: `node test/e2e/panel/gallery.ts [folder] [pattern]`. */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { initialView, rememberView, type ViewState } from "../../../src/panel/model/viewState.ts";
import type { PanelState } from "../../../src/panel/protocol.ts";
import * as fixtures from "./fixtures.ts";
import { type PageSide, startHarness, themeNames } from "./harness.ts";

declare const harness: PageSide;

interface Scene {
  readonly state: PanelState;
  /** How a person has set up the panel. */
  readonly view?: Partial<ViewState>;
  /** What a person does next. */
  readonly act?: (page: Page) => Promise<unknown>;
}

const chinese = fixtures.detected(fixtures.chineseLabels, { fromCache: false });
const example = fixtures.detected(fixtures.exampleLabels);
const scenes: Record<string, Scene> = {
  ready: { state: fixtures.ready },
  example: { state: example },
  english: { state: fixtures.detected(fixtures.englishLabels) },
  chinese: { state: chinese },
  empty: { state: fixtures.empty },
  corrected: {
    state: {
      ...fixtures.detected(fixtures.chineseLabels, {
        corrections: { hidden: ["肖像", "天空"], added: ["Portrait of a friend"] },
      }),
      canCorrect: true,
    },
    view: { hiddenShown: true },
    act: (page) => page.getByRole("row", { name: /^城市/ }).hover(),
  },
  detecting: { state: fixtures.detecting },
  "detecting-again": { state: fixtures.detectingAgain },
  failed: { state: fixtures.failed },
  "failed-again": { state: fixtures.failedAgain },
  hostile: { state: fixtures.detected(fixtures.hostileLabels) },
  many: { state: fixtures.detected(fixtures.manyLabels(5000), { threshold: 0.5 }) },
  above: {
    state: chinese,
    view: { threshold: 0.85 },
    act: (page) => page.getByRole("row", { name: /^肖像/ }).focus(),
  },
  below: { state: chinese, view: { threshold: 0.43, layout: "flat" } },
  "all-hidden": { state: example, view: { filter: "zebra" } },
  menu: {
    state: example,
    view: { rawShown: true },
    act: async (page) => {
      await page.getByRole("searchbox", { name: "Find in" }).fill("clothing");
      await page.getByRole("button", { name: "Copy", exact: true }).click();
    },
  },
};
const widths = { 300: 300, 320: 320, 480: 480, 800: 800, 1280: 1280, 1920: 1920 };

const folder = path.resolve(process.argv[2] ?? "out/panel");
const wanted = new RegExp(process.argv[3] ?? "");
await mkdir(folder, { recursive: true });
const browser = await startHarness({ forPictures: true });
for (const theme of themeNames) {
  for (const [size, width] of Object.entries(widths)) {
    for (const [name, { state, view, act }] of Object.entries(scenes)) {
      const picture = `${theme}-${size}-${name}`;
      if (!wanted.test(picture)) continue;
      const kept = rememberView(undefined, state.object.uri, { ...initialView, ...view });
      const panel = await browser.open({ theme, width, height: 820, kept });
      await panel.show(state);
      await panel.page.evaluate(() => harness.pictureDrawn());
      await act?.(panel.page);
      const fullPage = name !== "many";
      await panel.page.screenshot({ path: path.join(folder, `${picture}.png`), fullPage });
      for (const trouble of panel.troubles) console.error(`${picture}: ${trouble}`);
      await panel.close();
    }
  }
}
await browser.close();
