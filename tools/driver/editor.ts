/** Text in the active editor, as seen and pointed at. */
import type { Locator, Page } from "playwright-core";
import { appears } from "./appears.ts";

export class Editor {
  readonly #page: Page;
  /** The hover that is shown now. */
  readonly hover: Locator;

  constructor(page: Page) {
    this.#page = page;
    this.hover = page.locator(".monaco-resizable-hover .hover-contents:visible");
  }

  /** Opens a file of the open folder by its name or path. */
  async open(file: string): Promise<void> {
    const name = file.split("/").at(-1) ?? file;
    await this.#page.keyboard.press("Control+P");
    const input = this.#page.locator(".quick-input-widget .quick-input-box input");
    await input.fill(file);
    await this.#page
      .locator(".quick-input-list .monaco-list-row.focused", { hasText: name })
      .waitFor();
    await this.#page.keyboard.press("Enter");
    await this.#page.locator(".tab.active", { hasText: name }).waitFor();
    await this.#page.locator(".editor-instance .view-line").first().waitFor();
  }

  /** Rests the mouse on the first place in sight where `text` stands. */
  async pointAt(text: string): Promise<void> {
    const { x, y } = await this.#placeOf(text);
    await this.#page.mouse.move(x - 40, y + 60);
    await this.#page.mouse.move(x, y, { steps: 5 });
  }

  /** Points at `text`; resolves to the hover that says `expected` somewhere. */
  async hoverOn(text: string, expected: string | RegExp): Promise<Locator> {
    const hover = this.hover.filter({ hasText: expected }).first();
    // A hover that came before the extension was ready does not come again by itself.
    for (let attempt = 0; attempt < 3; attempt++) {
      await this.pointAt(text);
      if (await appears(hover, 5_000)) return hover;
      await this.leave();
    }
    await this.pointAt(text);
    await hover.waitFor();
    return hover;
  }

  /** Takes the mouse away, so that the hover closes. */
  async leave(): Promise<void> {
    await this.#page.keyboard.press("Escape");
    await this.#page.mouse.move(5, 5);
    await this.hover.first().waitFor({ state: "hidden" });
  }

  /** The middle of `text`, in pixels of the window. */
  async #placeOf(text: string): Promise<{ x: number; y: number }> {
    const line = this.#page
      .locator(".editor-instance .view-line > span")
      .filter({ hasText: text })
      .first();
    // A line is drawn again when its colours are known, and has no place in between.
    for (let attempt = 0; attempt < 20; attempt++) {
      await line.waitFor();
      const [shown, box] = await Promise.all([line.textContent(), line.boundingBox()]);
      if (!shown || !box) continue;
      // All characters of the editor's font are equally wide.
      const start = shown.replaceAll("\u00a0", " ").indexOf(text);
      const middle = (start + text.length / 2) / shown.length;
      return { x: box.x + middle * box.width, y: box.y + box.height / 2 };
    }
    throw new Error(`"${text}" is not in sight`);
  }
}
