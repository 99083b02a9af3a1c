/** Whatever the search view shows or says is translated as a whole, and has room for longer words. */
import assert from "node:assert/strict";
import { madeUpLanguage, speaking, type Texts, untranslated } from "../madeUpLanguage.ts";
import { fitsInto } from "../panel/becomes.ts";
import type { OpenGallery } from "./harness.ts";
import { imageIndex } from "./images.ts";
import { openGallery } from "./open.ts";
import { commonScenes, type Scene } from "./scenes.ts";

const count = 300;
const index = imageIndex(count);

const scenes: Readonly<Record<string, Scene>> = {
  "all images": {
    options: { index },
    act: (page) => page.locator("td[data-mark]").first().waitFor(),
  },
  "images without pictures": {
    options: { index, hasPictures: false },
    act: (page) => page.locator("td[data-missing]").first().waitFor(),
  },
  "the order": {
    options: { index },
    act: async (page) => {
      await page.locator(".toolbar [aria-haspopup=menu]").last().click();
      await page.getByRole("menu").waitFor();
    },
  },
  "the language of names": {
    options: { index },
    act: async (page) => {
      await page.locator(".toolbar [aria-haspopup=menu]").first().click();
      await page.getByRole("menu").waitFor();
    },
  },
  "the menu of one": {
    options: { index, text: "label:猫" },
    act: async (page) => {
      await page.locator("td").first().click({ button: "right" });
      await page.getByRole("menu").waitFor();
    },
  },
  "some selected, and what is done with them": {
    options: { index },
    act: async (page) => {
      await page.locator("td").first().click();
      await page.keyboard.press("Shift+ArrowRight");
      await page.getByRole("toolbar").locator("[aria-haspopup=menu]").click();
      await page.getByRole("menu").waitFor();
    },
  },
  "one full-size": {
    options: { index },
    act: async (page) => {
      await page.locator("td").first().click();
      await page.keyboard.press(" ");
      await page.getByRole("dialog").locator("img").waitFor();
    },
  },
  ...commonScenes(index),
  "a wrong query at first": { options: { index, text: "size:1MB" } },
};

describe("search view: languages", () => {
  let gallery: OpenGallery;
  let brackets: Texts;
  let longer: Texts;
  before(async () => {
    brackets = await madeUpLanguage();
    longer = await madeUpLanguage({ longer: true });
  });
  afterEach(async () => {
    assert.deepEqual(gallery.troubles, []);
    await gallery.close();
  });

  for (const [name, { options, act }] of Object.entries(scenes)) {
    it(`${name}: nothing is left in English`, () =>
      speaking(brackets, async () => {
        gallery = await openGallery({ ...options, texts: brackets });
        await act?.(gallery.page);
        assert.deepEqual(await untranslated(gallery.page, await dataOf(gallery)), []);
      }));

    it(`${name}: cuts nothing in a language of long words, from 320 to 1,920 pixels`, () =>
      speaking(longer, async () => {
        gallery = await openGallery({ ...options, texts: longer });
        await act?.(gallery.page);
        // 1,920 pixels at 400 % are 480.
        for (const width of [1920, 1100, 761, 480, 320]) {
          await gallery.page.setViewportSize({ width, height: 700 });
          await fitsInto(gallery.page, width);
          // Menus move after the page.
          await gallery.page.evaluate("new Promise(requestAnimationFrame)");
          await gallery.page.evaluate("new Promise(requestAnimationFrame)");
          assert.deepEqual(await gallery.page.evaluate("harness.cutControls()"), [], `at ${width}`);
        }
      }));
  }
});

/** Names and addresses of images, names of labels, and what a query consists of. */
async function dataOf({ search }: OpenGallery): Promise<string[]> {
  const { images } = await index.search(everything, { limit: count });
  const facets = await index.facets(everything, 1000);
  return [
    search.state.text,
    ...images.flatMap(({ object: { account, bucket, key } }) => [
      ...[`oss://${bucket}/${key}`, account, key, key.slice(key.lastIndexOf("/") + 1)],
      key.slice(key.lastIndexOf(".") + 1).toUpperCase(),
    ]),
    ...images.flatMap(({ corrections }) => corrections?.added ?? []),
    ...facets.map(({ name }) => name),
    ...[
      "No connection",
      "label:cat*",
      "labels>=5",
      "labels>",
      "label:",
      "English",
      "简体中文",
      "Bahasa Indonesia",
    ],
  ];
}

const everything = {
  condition: { kind: "everything" },
  sort: { by: "relevance", isReversed: false },
} as const;
