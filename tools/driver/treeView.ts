/** A tree in the side bar: one of an extension, or the file explorer. */
import type { Locator, Page } from "playwright-core";
import { appears } from "./appears.ts";
import { chooseFromMenu } from "./contextMenu.ts";

export class TreeView {
  readonly #page: Page;
  readonly pane: Locator;

  /** `title` is what the view's header says. */
  constructor(page: Page, title: string) {
    this.#page = page;
    this.pane = page
      .locator(".pane")
      .filter({ has: page.locator(".pane-header", { hasText: title }) });
  }

  /** Shows the rows below the view's header. */
  async open(): Promise<void> {
    const header = this.pane.locator(".pane-header");
    await header.waitFor();
    if ((await header.getAttribute("aria-expanded")) === "false") await header.click();
    await this.pane.getByRole("treeitem").first().waitFor();
  }

  /** Hides the rows below the view's header. */
  async close(): Promise<void> {
    const header = this.pane.locator(".pane-header");
    if ((await header.getAttribute("aria-expanded")) === "true") await header.click();
  }

  /** The row whose label is exactly `label`. Rows that are scrolled away do not exist. */
  row(label: string): Locator {
    return this.pane
      .getByRole("treeitem")
      .filter({ has: this.#page.locator(".label-name", { hasText: exactly(label) }) })
      .first();
  }

  /** Closes all rows. */
  async collapse(): Promise<void> {
    await this.pane.locator(".pane-header").hover();
    await this.pane.getByRole("button", { name: "Collapse All" }).click();
  }

  /** Opens one row below the other: `expand("Sample", "sample")`. */
  async expand(...labels: readonly string[]): Promise<void> {
    for (const label of labels) await this.#expandRow(this.row(label));
  }

  /** A click on a row that is being drawn again at that moment is lost, so it is repeated. */
  async #expandRow(row: Locator): Promise<void> {
    const expanded = this.pane.locator('[role="treeitem"][aria-expanded="true"]').and(row);
    for (let attempt = 0; attempt < 4; attempt++) {
      if ((await row.getAttribute("aria-expanded")) === "false") await row.click();
      if (await appears(expanded, 3_000)) return;
    }
    await expanded.waitFor();
  }

  /** Labels of the rows in sight, from top to bottom. */
  labels(): Promise<string[]> {
    return this.pane.getByRole("treeitem").locator(".label-name").allInnerTexts();
  }

  /** Presses the button that a row shows under the mouse. */
  async inlineAction(label: string, action: string): Promise<void> {
    const row = this.row(label);
    await row.hover();
    await row.getByRole("button", { name: action }).click();
  }

  async contextMenu(label: string, item: string): Promise<void> {
    await this.row(label).click({ button: "right" });
    await chooseFromMenu(this.#page, item);
  }

  /** Rests the mouse on a row; resolves to what the tooltip says. */
  async tooltip(label: string): Promise<string> {
    await this.row(label).hover();
    const tooltip = this.#page.locator(".monaco-hover.workbench-hover:visible");
    await tooltip.waitFor();
    return (await tooltip.allInnerTexts()).join("\n");
  }
}

/** The label itself, or one of a chain of folders that the explorer shows as `public/images`. */
function exactly(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}/?$`);
}
