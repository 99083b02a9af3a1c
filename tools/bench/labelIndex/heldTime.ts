import { monitorEventLoopDelay } from "node:perf_hooks";

/** Milliseconds between two looks. */
const resolution = 5;

/** For how long the event loop of this thread lets others wait, from now on. */
export class HeldTime {
  readonly #delays = monitorEventLoopDelay({ resolution });

  constructor() {
    this.#delays.enable();
  }

  /** Milliseconds. */
  get longest(): number {
    return Math.max(0, this.#delays.max / 1e6 - resolution);
  }
}
