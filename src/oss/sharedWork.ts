/** Lets callers who want the same thing at the same time share one piece of work. */

interface Running<T, Want> {
  readonly want: Want;
  readonly result: Promise<T>;
  readonly controller: AbortController;
  waiting: number;
}

/**
 * Work that is under way, by a key. A caller whose request running work covers waits for it, and nothing new begins.
 * A caller who cancels stops waiting; the work itself is aborted only when nobody is left waiting for it. The last to
 * cancel is told how the work ended, such as whether it may have been billed; so aborted work must end soon.
 */
export class SharedWork<T, Want = undefined> {
  readonly #running = new Map<string, Running<T, Want>[]>();
  readonly #covers: (running: Want, want: Want) => boolean;

  /** @param covers whether the result of the running work is what another wants, too; always, when not given */
  constructor(covers: (running: Want, want: Want) => boolean = () => true) {
    this.#covers = covers;
  }

  /** `work` is begun, if it is, before this returns. */
  run(
    key: string,
    want: Want,
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const running =
      this.#running.get(key)?.find((one) => this.#covers(one.want, want)) ??
      this.#start(key, want, work);
    running.waiting += 1;
    return new Promise<T>((resolve, reject) => {
      const leave = () => {
        running.waiting -= 1;
        if (running.waiting > 0) return reject(signal?.reason);
        this.#forget(key, running);
        running.controller.abort(signal?.reason);
      };
      signal?.addEventListener("abort", leave, { once: true });
      running.result
        .then(resolve, reject)
        .finally(() => signal?.removeEventListener("abort", leave));
    });
  }

  #start(key: string, want: Want, work: (signal: AbortSignal) => Promise<T>): Running<T, Want> {
    const controller = new AbortController();
    const running: Running<T, Want> = {
      want,
      result: work(controller.signal),
      controller,
      waiting: 0,
    };
    this.#running.set(key, [...(this.#running.get(key) ?? []), running]);
    running.result.catch(() => undefined).finally(() => this.#forget(key, running));
    return running;
  }

  #forget(key: string, running: Running<T, Want>): void {
    const others = this.#running.get(key)?.filter((one) => one !== running) ?? [];
    if (others.length > 0) this.#running.set(key, others);
    else this.#running.delete(key);
  }
}
