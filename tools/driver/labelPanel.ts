/** Our panel: a webview that shows one object and its labels. */
import type { FrameLocator, Locator, Page } from "playwright-core";
import { readManifest } from "../repository.ts";

/** One row of the label hierarchy as it is shown. */
export interface ShownLabel {
  /** 1 for the outermost. */
  readonly depth: number;
  readonly name: string;
  /** A parent that the answer names but does not hold. */
  readonly implied: boolean;
  /** Texts of the row's cells by the titles of their columns, in lower case. */
  readonly cells: Readonly<Record<string, string>>;
}

export class LabelPanel {
  readonly frame: FrameLocator;
  readonly rows: Locator;
  readonly #grid: Locator;

  constructor(page: Page) {
    const { publisher, name } = readManifest();
    const webview = `iframe.webview.ready[src*="extensionId=${publisher}.${name}"]:not([src*="purpose=webviewView"]):visible`;
    this.frame = page.frameLocator(webview).frameLocator("#active-frame");
    this.#grid = this.frame.getByRole("treegrid");
    this.rows = this.#grid.getByRole("row").and(this.frame.locator("[aria-level]"));
  }

  /** Resolves once the panel shows this object with at least one label. */
  async showsLabelsOf(title: string): Promise<void> {
    await this.frame.getByRole("heading", { name: title }).waitFor();
    await this.rows.first().waitFor();
  }

  row(name: string): Locator {
    return this.rows.filter({ hasText: name });
  }

  get threshold(): Locator {
    return this.frame.getByRole("slider", { name: "Threshold" });
  }

  button(name: string | RegExp): Locator {
    return this.frame.getByRole("button", { name });
  }

  /** Presses what the panel offers to do: a button, or in "More" where a line of buttons does not fit. */
  async press(name: RegExp): Promise<void> {
    const more = this.frame.getByRole("button", { name: "More", exact: true });
    await this.button(name).or(more).first().waitFor();
    if (await more.isVisible()) await more.click();
    await this.frame.getByRole("menuitem", { name }).or(this.button(name)).click();
  }

  /** Of the answer that is shown. */
  async requestId(): Promise<string> {
    const texts = await this.frame.getByText(/^request [0-9A-F-]{36}/).allInnerTexts();
    return /[0-9A-F-]{36}/.exec(texts.join(" "))?.[0] ?? "no request id";
  }

  /** The hierarchy from top to bottom, read from what the panel shows. */
  async labels(): Promise<ShownLabel[]> {
    const titles = await this.#grid.getByRole("columnheader").allInnerTexts();
    const columns = titles.map((title) =>
      title
        .replace(/[^\p{L}\s]/gu, "")
        .trim()
        .toLowerCase(),
    );
    const rows = await this.rows.all();
    return Promise.all(rows.map((row) => readRow(row, columns)));
  }
}

async function readRow(row: Locator, columns: readonly string[]): Promise<ShownLabel> {
  const [depth, spoken, names, texts] = await Promise.all([
    row.getAttribute("aria-level"),
    row.getAttribute("aria-label"),
    row.getByRole("rowheader").locator(".text").allInnerTexts(),
    row.getByRole("rowheader").or(row.getByRole("gridcell")).allInnerTexts(),
  ]);
  return {
    depth: Number(depth),
    name: oneLine(names[0] ?? ""),
    implied: /, implied parent$/.test(spoken ?? ""),
    cells: Object.fromEntries(texts.map((text, index) => [columns[index] ?? index, oneLine(text)])),
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
