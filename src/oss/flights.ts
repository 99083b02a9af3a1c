/** The calls under way, so that cancelling one or closing all stops them at once. */

export interface Flight {
  readonly signal: AbortSignal;
  /** To be called when the call has ended, however it did. */
  end(): void;
}

/** Why all calls end when a client is closed. */
export const closedReason = Symbol("closed");

export class Flights {
  readonly #running = new Set<AbortController>();
  #closed = false;

  /** Begins a call that ends with the caller's signal, or when all are closed; at once where that was before. */
  begin(outer: AbortSignal | undefined): Flight {
    const controller = new AbortController();
    const abort = () => controller.abort(outer?.reason);
    if (this.#closed) controller.abort(closedReason);
    if (outer?.aborted) abort();
    outer?.addEventListener("abort", abort, { once: true });
    this.#running.add(controller);
    return {
      signal: controller.signal,
      end: () => {
        outer?.removeEventListener("abort", abort);
        this.#running.delete(controller);
      },
    };
  }

  closeAll(): void {
    this.#closed = true;
    for (const controller of this.#running) controller.abort(closedReason);
  }
}

/** The promise's result, or the signal's reason as soon as it is aborted. */
export function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener("abort", abort));
  });
}
