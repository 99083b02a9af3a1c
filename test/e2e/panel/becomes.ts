/** Waits for what a page comes to. Its policy forbids waitForFunction, which compiles text inside of it. */
import { setTimeout as delay } from "node:timers/promises";
import type { Page } from "playwright-core";

/** Resolves when the expression is true in the page; rejects with it when it is not within three seconds. */
export async function becomes(page: Page, expression: string): Promise<void> {
  const end = Date.now() + 3000;
  while ((await page.evaluate(expression)) !== true) {
    if (Date.now() > end) throw new Error(`never became true in the page: ${expression}`);
    await delay(20);
  }
}

/** Resolves when the page is just as wide as its window: it lays itself out anew some frames after that changed. */
export function fitsInto(page: Page, width: number): Promise<void> {
  return becomes(page, `document.documentElement.scrollWidth === ${width}`);
}
