/** Long work in short pieces, so that others get their turn between them. */

/** Milliseconds that a piece of work may take before others get their turn. */
const pieceLength = 8;

export class Turns {
  readonly #signal: AbortSignal | undefined;
  #since = performance.now();

  /** The signal says that nobody waits for the work any more. */
  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** To be awaited between two pieces. Rejects with the signal's reason once it is aborted. */
  async next(): Promise<void> {
    this.#signal?.throwIfAborted();
    if (performance.now() - this.#since < pieceLength) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#since = performance.now();
    this.#signal?.throwIfAborted();
  }
}
