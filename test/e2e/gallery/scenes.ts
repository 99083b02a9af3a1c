/** States of the search view that several tests look at. */
import type { Page } from "playwright-core";
import type { GalleryOptions } from "./harness.ts";
import { type ImageIndex, imageIndex } from "./images.ts";

export interface Scene {
  readonly options: GalleryOptions;
  readonly act?: (page: Page) => Promise<unknown>;
}

/** What people type, and what they see where there is nothing. */
export const commonScenes = (index: ImageIndex): Readonly<Record<string, Scene>> => ({
  completions: {
    options: { index },
    act: async (page) => {
      await page.getByRole("combobox").pressSequentially("la");
      await page.getByRole("option").first().waitFor();
    },
  },
  "a wrong query": {
    options: { index },
    act: async (page) => {
      await page.getByRole("combobox").fill("dog size:1MB");
      await page.getByRole("alert").waitFor();
    },
  },
  "nothing found": { options: { index, text: "label:zebra" } },
  "an empty index": { options: { index: imageIndex(0) } },
});
