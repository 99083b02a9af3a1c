/** Our search view: a webview with a query, the labels of its result, and the images. */
import type { FrameLocator, Locator, Page } from "playwright-core";
import { readManifest } from "../repository.ts";

export class SearchViewDriver {
  readonly frame: FrameLocator;
  readonly images: Locator;

  constructor(page: Page) {
    const { publisher, name } = readManifest();
    const webview = `iframe.webview.ready[src*="extensionId=${publisher}.${name}"]:not([src*="purpose=webviewView"]):visible`;
    this.frame = page.frameLocator(webview).frameLocator("#active-frame");
    this.images = this.frame.getByRole("gridcell");
  }

  /** Resolves once as many images have been found, and the first ones are drawn. */
  async shows(count: string): Promise<void> {
    await this.frame.locator("strong", { hasText: count }).waitFor();
    await this.frame.locator("td[style*='blob:']").first().waitFor();
    // Those that are still being loaded look so.
    await this.frame.locator("tr:not(.far) td.loading").first().waitFor({ state: "detached" });
  }

  async search(query: string): Promise<void> {
    await this.frame.getByRole("combobox").fill(query);
    await this.frame.getByRole("combobox").press("Enter");
  }
}
