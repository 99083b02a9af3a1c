/** Asks the extension for the pages and pictures that are near the screen, and tells it when others are. */
import { useEffect, useRef } from "preact/hooks";
import type { PictureSide } from "../protocol.ts";
import { send } from "./host.ts";
import type { PictureStore } from "./pictureStore.ts";
import type { ResultPages } from "./resultPages.ts";

export interface Wanted {
  readonly position: number;
  readonly side: PictureSide;
}

export interface Wants {
  /** What the grid shows: first and last position drawn, and the pictures, the most wanted first. */
  grid(first: number, last: number, pictures: readonly Wanted[]): void;
  /** What the full-size look shows; it comes before the grid. */
  look(pictures: readonly Wanted[]): void;
}

/** What flies past is not asked for. In milliseconds. */
const rest = 50;
/** Nor does steady scrolling go without pictures. In milliseconds. */
const longest = 150;

interface Asked {
  readonly result: number;
  readonly pages: ResultPages;
  readonly pictures: PictureStore;
}

export function useWants(asked: Asked): Wants {
  const now = useRef(asked);
  now.current = asked;
  const wants = useRef<WantList | undefined>(undefined);
  wants.current ??= new WantList(() => now.current);
  useEffect(() => () => wants.current?.stop(), []);
  return wants.current;
}

class WantList implements Wants {
  readonly #asked: () => Asked;
  #range: readonly [first: number, last: number] = [0, -1];
  #grid: readonly Wanted[] = [];
  #look: readonly Wanted[] = [];
  #timer = 0;
  #since = 0;
  #sentPages = "";
  #sentPictures = "";

  constructor(asked: () => Asked) {
    this.#asked = asked;
  }

  grid(first: number, last: number, pictures: readonly Wanted[]): void {
    this.#range = [first, last];
    this.#grid = pictures;
    this.#sendSoon();
  }

  look(pictures: readonly Wanted[]): void {
    this.#look = pictures;
    this.#sendSoon();
  }

  stop(): void {
    window.clearTimeout(this.#timer);
  }

  #sendSoon(): void {
    const now = performance.now();
    if (this.#timer === 0) this.#since = now;
    window.clearTimeout(this.#timer);
    const wait = Math.max(0, Math.min(rest, this.#since + longest - now));
    this.#timer = window.setTimeout(() => this.#send(), wait);
  }

  #send(): void {
    this.#timer = 0;
    const { result, pages, pictures } = this.#asked();
    const [first, last] = this.#range;
    const missing = pages.missing(result, first, last).slice(0, 20);
    const asksPages = JSON.stringify([result, missing]);
    if (missing.length > 0 && asksPages !== this.#sentPages) {
      send({ type: "pages", result, pages: missing });
    }
    this.#sentPages = asksPages;

    const wanted = [...this.#look, ...this.#grid].filter(({ position, side }) => {
      const cell = pages.cell(result, position);
      return cell && !pictures.has(cell.pictureKey, side);
    });
    const asksPictures = JSON.stringify([result, wanted]);
    if (asksPictures === this.#sentPictures) return;
    this.#sentPictures = asksPictures;
    send({ type: "pictures", result, wanted });
  }
}
