/** Draws the search view in every theme and width: `node test/e2e/gallery/pictures.ts [folder] [pattern]`. */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { type GalleryOptions, startGalleryHarness, themeNames } from "./harness.ts";
import { imageIndex } from "./images.ts";

interface Scene {
  readonly options?: GalleryOptions;
  /** What a person does next. */
  readonly act?: (page: Page) => Promise<unknown>;
}

const type = (text: string) => (page: Page) => page.getByRole("combobox").fill(text);
const scenes: Record<string, Scene> = {
  all: {},
  label: { options: { text: "label:猫" } },
  completing: { act: type("label:动") },
  wrong: { act: type("label:猫 size:1MB") },
  nothing: { options: { text: "label:zebra" } },
  empty: { options: { index: imageIndex(0) } },
  selected: {
    act: async (page) => {
      await page.locator("td").nth(1).click();
      await page
        .locator("td")
        .nth(4)
        .click({ modifiers: ["Shift"] });
    },
  },
  look: {
    act: async (page) => {
      await page.locator("td").first().click();
      await page.keyboard.press(" ");
    },
  },
  "forced-colors": {
    options: { text: "label:猫", forcedColors: true },
    act: async (page) => {
      await page.locator("td").nth(1).click();
      await page.keyboard.press("Shift+ArrowRight");
    },
  },
  "forced-colors-menu": {
    options: { forcedColors: true },
    act: (page) => page.locator("td").nth(2).click({ button: "right" }),
  },
  "forced-colors-wrong": { options: { forcedColors: true }, act: type("label:猫 size:1MB") },
  "forced-colors-completing": { options: { forcedColors: true }, act: type("label:动") },
  small: { options: { kept: { size: 96 } } },
  large: { options: { kept: { size: 320 } } },
  "without-pictures": { options: { hasPictures: false } },
  loading: { options: { pictureTime: 60_000 } },
  menu: { act: (page) => page.locator("td").nth(2).click({ button: "right" }) },
  sorting: { act: (page) => page.getByRole("button", { name: "Relevance" }).click() },
};
const widths = [320, 800, 1100, 1920];

const folder = path.resolve(process.argv[2] ?? "out/search");
const wanted = new RegExp(process.argv[3] ?? "");
await mkdir(folder, { recursive: true });
const browser = await startGalleryHarness({ forPictures: true });
for (const theme of themeNames) {
  for (const width of widths) {
    for (const [name, { options, act }] of Object.entries(scenes)) {
      const picture = `${theme}-${width}-${name}`;
      if (!wanted.test(picture)) continue;
      const height = width === 1920 ? 1080 : 800;
      const gallery = await browser.open({ theme, width, height, ...options });
      await gallery.page.waitForTimeout(900);
      await act?.(gallery.page);
      await gallery.page.waitForTimeout(1500);
      await gallery.page.screenshot({ path: path.join(folder, `${picture}.png`) });
      const nodes = await gallery.page.evaluate("document.querySelectorAll('*').length");
      console.log(picture, nodes, "elements", ...gallery.troubles);
      await gallery.close();
    }
  }
}
await browser.close();
