/** Work through a long document a few milliseconds at a time, so that nothing else has to wait for it. */
import type { Abortable } from "./textSource.ts";

export interface PaceOptions {
  /** Ends the work; what was found until then is the result. */
  readonly signal?: Abortable;
  /** Lets other work run. Called after every few milliseconds. */
  readonly pause?: () => Promise<void>;
}

/** Milliseconds of work between two pauses. */
const maxStretch = 8;

export class Pace {
  readonly #signal: Abortable | undefined;
  readonly #pause: () => Promise<void>;
  #since = performance.now();

  constructor({ signal, pause = nextTurn }: PaceOptions) {
    this.#signal = signal;
    this.#pause = pause;
  }

  /** Whether the work goes on; when enough was done, only after a pause. */
  async goesOn(): Promise<boolean> {
    if (performance.now() - this.#since > maxStretch) {
      await this.#pause();
      this.#since = performance.now();
    }
    return !this.#signal?.aborted;
  }
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 0));
}
