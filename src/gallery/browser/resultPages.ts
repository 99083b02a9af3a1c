/** The pages of a result that have come; those far from the screen are given up. */
import type { Cell, PageSize } from "../protocol.ts";

export const pageSize: PageSize = 100;

/** Enough for the largest window and a while of scrolling back. */
const maxKept = 60;

export class ResultPages {
  #result = -1;
  /** The least recently looked at first. */
  readonly #kept = new Map<number, readonly Cell[]>();

  /** Another result than before leaves nothing of that. */
  add(result: number, page: number, cells: readonly Cell[]): void {
    if (result < this.#result) return;
    if (result > this.#result) this.#kept.clear();
    this.#result = result;
    this.#kept.delete(page);
    this.#kept.set(page, cells);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= maxKept) return;
      this.#kept.delete(oldest);
    }
  }

  /** `undefined` where its page has not come. */
  cell(result: number, position: number): Cell | undefined {
    if (result !== this.#result) return undefined;
    return this.#kept.get(Math.floor(position / pageSize))?.[position % pageSize];
  }

  /** Pages from one position to another that have not come. */
  missing(result: number, first: number, last: number): number[] {
    const missing: number[] = [];
    for (let page = Math.floor(first / pageSize); page * pageSize <= last; page++) {
      const kept = result === this.#result ? this.#kept.get(page) : undefined;
      if (!kept) missing.push(page);
      else {
        this.#kept.delete(page);
        this.#kept.set(page, kept);
      }
    }
    return missing;
  }
}
