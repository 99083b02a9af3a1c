/** Fetches pictures in the order in which they are wanted: few at once, and none that is no longer wanted. */

export interface PictureJob {
  /** The same for the same picture. */
  readonly name: string;
  /** Fetches the picture and hands it on; never rejects. */
  run(signal: AbortSignal): Promise<void>;
}

/** Requests under way at once. */
const maxAtOnce = 6;

export class PictureQueue {
  readonly #running = new Map<string, AbortController>();
  #waiting: readonly PictureJob[] = [];

  /** All that is wanted from now on, the most wanted first. What runs for others is aborted. */
  want(jobs: readonly PictureJob[]): void {
    const names = new Set(jobs.map(({ name }) => name));
    for (const [name, controller] of this.#running) {
      if (!names.has(name)) controller.abort();
    }
    this.#waiting = jobs;
    this.#startNext();
  }

  #startNext(): void {
    for (const job of this.#waiting) {
      if (this.#running.size >= maxAtOnce) return;
      if (!this.#running.has(job.name)) void this.#run(job);
    }
  }

  async #run(job: PictureJob): Promise<void> {
    this.#waiting = this.#waiting.filter(({ name }) => name !== job.name);
    const controller = new AbortController();
    this.#running.set(job.name, controller);
    try {
      await job.run(controller.signal);
    } finally {
      this.#running.delete(job.name);
      this.#startNext();
    }
  }
}
