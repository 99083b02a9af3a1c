/** Lets callers who want the same thing at the same time share one piece of work. */

interface Running<T> {
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Runs work once per key, however many ask for it meanwhile. A caller who cancels stops waiting; the
 * work itself is cancelled only when nobody waits for it any more.
 */
export class SharedWork<T> {
  readonly #running = new Map<string, Running<T>>();

  run(
    key: string,
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const running = this.#running.get(key) ?? this.#start(key, work);
    running.waiting += 1;
    return new Promise<T>((resolve, reject) => {
      const leave = () => {
        running.waiting -= 1;
        if (running.waiting === 0) {
          this.#forget(key, running);
          running.controller.abort(signal?.reason);
        }
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", leave, { once: true });
      running.result
        .then(resolve, reject)
        .finally(() => signal?.removeEventListener("abort", leave));
    });
  }

  #start(key: string, work: (signal: AbortSignal) => Promise<T>): Running<T> {
    const controller = new AbortController();
    const running: Running<T> = { result: work(controller.signal), controller, waiting: 0 };
    this.#running.set(key, running);
    running.result.catch(() => undefined).finally(() => this.#forget(key, running));
    return running;
  }

  #forget(key: string, running: Running<T>): void {
    if (this.#running.get(key) === running) this.#running.delete(key);
  }
}
