/** The box at the top of the window: command palette, picks and questions. */
import type { Locator, Page } from "playwright-core";
import type { Words } from "./words.ts";

export class QuickInput {
  readonly #page: Page;
  readonly #words: Words;
  /** The box itself; hidden while nothing is asked. */
  readonly box: Locator;
  readonly rows: Locator;
  /** What a question asks, or what is wrong with the answer so far. */
  readonly message: Locator;

  constructor(page: Page, words: Words) {
    this.#page = page;
    this.#words = words;
    this.box = page.locator(".quick-input-widget");
    this.rows = this.box.locator(".quick-input-list .monaco-list-row");
    this.message = this.box.locator(".quick-input-message");
  }

  /** Runs a command of the palette by its full title in English, such as "OSS Image Labels: Detect Labels". */
  async runCommand(english: string): Promise<void> {
    const title = english
      .split(": ")
      .map((part) => this.#words(part))
      .join(": ");
    await this.#page.keyboard.press("F1");
    await this.#input.fill(`>${title}`);
    await this.rows.and(this.#page.locator(".focused")).filter({ hasText: title }).waitFor();
    await this.#page.keyboard.press("Enter");
  }

  /** Chooses a row once it is offered. */
  async pick(text: string): Promise<void> {
    await this.rows.filter({ hasText: text }).first().click();
  }

  /** Types an answer into a question (not into the palette) and accepts it. */
  async answer(text: string): Promise<void> {
    await this.type(text);
    await this.#page.keyboard.press("Enter");
  }

  /** Types an answer and leaves the question open. */
  async type(text: string): Promise<void> {
    await this.message.waitFor();
    await this.#input.fill(text);
  }

  /** Resolves when no work is under way behind the box. */
  async settled(): Promise<void> {
    await this.box.locator(".quick-input-progress.done").waitFor({ state: "attached" });
  }

  async dismiss(): Promise<void> {
    await this.#page.keyboard.press("Escape");
    await this.box.waitFor({ state: "hidden" });
  }

  get #input(): Locator {
    return this.box.locator(".quick-input-box input");
  }
}
