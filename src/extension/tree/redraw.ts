/** Draws again what may have changed, and leaves most of the time to others however often it is told so. */
import type * as vscode from "vscode";
import type { Log } from "../log.ts";
import { logError } from "../present.ts";

/** Milliseconds. */
const delay = 300;
/** How many times as long as it took it rests. */
const restFactor = 10;

export class Redraw implements vscode.Disposable {
  readonly #draw: () => Promise<void>;
  readonly #log: Log;
  #timer: NodeJS.Timeout | undefined;
  #isDrawing = false;
  #isAskedAgain = false;
  #isDisposed = false;

  constructor(draw: () => Promise<void>, log: Log) {
    this.#draw = draw;
    this.#log = log;
  }

  soon(): void {
    if (this.#isDrawing) this.#isAskedAgain = true;
    else this.#after(delay);
  }

  dispose(): void {
    this.#isDisposed = true;
    clearTimeout(this.#timer);
  }

  #after(milliseconds: number): void {
    if (this.#isDisposed) return;
    this.#timer ??= setTimeout(() => void this.#now(), milliseconds);
  }

  async #now(): Promise<void> {
    const start = performance.now();
    this.#isDrawing = true;
    this.#isAskedAgain = false;
    try {
      await this.#draw();
    } catch (error) {
      logError(error, this.#log);
    } finally {
      this.#isDrawing = false;
      this.#timer = undefined;
      if (this.#isAskedAgain) {
        this.#after(Math.max(delay, restFactor * (performance.now() - start)));
      }
    }
  }
}
