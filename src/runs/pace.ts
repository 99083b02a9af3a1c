/** How many calls go on at once, how fast that is, and how long the rest takes. */

/** Milliseconds to look back for the rate. */
const rateSpan = 30_000;
const firstPause = 500;
const longestPause = 30_000;

/**
 * The number of calls at once: one more after as many successes as there are calls, half of them when the service says
 * that it is too much. Below one it pauses, for longer each time.
 */
export class Pace {
  readonly #now: () => number;
  #max: number;
  #limit: number;
  /** Grows with every slowing down, so that calls from before do not slow down once more. */
  #round = 0;
  #successes = 0;
  #pause = 0;
  #pausedUntil = 0;
  readonly #done: number[] = [];

  /** @param now milliseconds, never going back */
  constructor(max: number, now: () => number = () => performance.now()) {
    this.#max = max;
    this.#limit = max;
    this.#now = now;
  }

  /** Calls that may go on at once; 0 while it pauses. */
  get limit(): number {
    return this.pauseLeft > 0 ? 0 : Math.floor(this.#limit);
  }

  /** Milliseconds for which nothing is to be asked. */
  get pauseLeft(): number {
    return Math.max(0, this.#pausedUntil - this.#now());
  }

  /** To be handed back when the call has ended. */
  get round(): number {
    return this.#round;
  }

  set max(max: number) {
    if (max === this.#max) return;
    this.#limit = max > this.#max && this.#limit === this.#max ? max : Math.min(this.#limit, max);
    this.#max = max;
  }

  /** A call was answered. */
  succeeded(): void {
    this.#pause = 0;
    this.#successes += 1;
    if (this.#successes < this.#limit) return;
    this.#successes = 0;
    this.#limit = Math.min(this.#max, Math.floor(this.#limit) + 1);
  }

  /** The service had too much to do when a call of that round came. */
  slowDown(round: number): void {
    if (round !== this.#round) return;
    this.#round += 1;
    this.#successes = 0;
    if (this.#limit > 1) {
      this.#limit = Math.max(1, Math.floor(this.#limit / 2));
      return;
    }
    this.#pause = this.#pause === 0 ? firstPause : Math.min(longestPause, this.#pause * 2);
    this.#pausedUntil = this.#now() + this.#pause;
  }

  /** An image is done. */
  done(): void {
    this.#done.push(this.#now());
    this.#forgetOld();
  }

  /** Images a second, of late; `undefined` until there are enough to tell. */
  get rate(): number | undefined {
    this.#forgetOld();
    const [first] = this.#done;
    if (first === undefined || this.#done.length < 5) return undefined;
    const seconds = (this.#now() - first) / 1000;
    return seconds > 0 ? (this.#done.length - 1) / seconds : undefined;
  }

  #forgetOld(): void {
    const oldest = this.#now() - rateSpan;
    let old = 0;
    while ((this.#done[old] ?? Infinity) < oldest) old += 1;
    this.#done.splice(0, old);
  }
}
