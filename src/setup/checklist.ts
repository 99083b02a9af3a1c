/** The list while its checks run: each with a time limit, all with one way to end them, every change told. */
import { Failure } from "../errors/failure.ts";
import { untilAborted } from "../oss/untilAborted.ts";
import {
  type CheckContext,
  type CheckId,
  checkIds,
  checkTitle,
  failed,
  found,
  type Outcome,
  type SetupItem,
} from "./setupItem.ts";

/** What a check came to, and what later ones need of it. */
export interface Checked<T> {
  readonly outcome: Outcome;
  readonly value?: T;
}

export interface ChecklistOptions {
  readonly signal: AbortSignal;
  /** Told of the whole list after every change. */
  readonly onChange: (items: readonly SetupItem[]) => void;
}

export class Checklist {
  readonly #options: ChecklistOptions;
  readonly #outcomes = new Map<CheckId, Outcome>();
  readonly #secrets = new Set<string>();

  constructor(options: ChecklistOptions) {
    this.#options = options;
  }

  get items(): readonly SetupItem[] {
    return checkIds.map((id) => ({
      id,
      title: checkTitle(id),
      ...(this.#outcomes.get(id) ?? { verdict: "waiting", finding: "" }),
    }));
  }

  /** Takes a text out of every item from now on. */
  hide(secret: string | undefined): void {
    // Shorter texts would take pieces out of ordinary words.
    if (secret && secret.length >= 6) this.#secrets.add(secret);
  }

  set(id: CheckId, outcome: Outcome): void {
    this.#options.signal.throwIfAborted();
    const { finding, said, nextStep } = outcome;
    this.#outcomes.set(id, {
      ...outcome,
      finding: this.#clean(finding),
      ...(said !== undefined && { said: this.#clean(said) }),
      ...(nextStep !== undefined && { nextStep: this.#clean(nextStep) }),
    });
    this.#options.onChange(this.items);
  }

  isSettled(id: CheckId): boolean {
    const verdict = this.#outcomes.get(id)?.verdict ?? "waiting";
    return verdict !== "waiting" && verdict !== "running";
  }

  /** Settles what is still open, all in the same way. */
  settleRest(ids: readonly CheckId[], outcome: Outcome): void {
    for (const id of ids) if (!this.isSettled(id)) this.set(id, outcome);
  }

  /**
   * Runs a check and notes its outcome. A `Failure` is noted as a failure, as is a check that takes longer than
   * `limit` milliseconds; both give `undefined`. Rejects with the signal's reason once the whole list is given up.
   */
  async check<T>(
    id: CheckId,
    limit: number,
    context: CheckContext,
    work: (signal: AbortSignal) => Promise<Checked<T>>,
  ): Promise<T | undefined> {
    const whole = this.#options.signal;
    this.set(id, { verdict: "running", finding: "" });
    const clock = new AbortController();
    const timer = setTimeout(() => clock.abort(), limit);
    const signal = AbortSignal.any([whole, clock.signal]);
    try {
      const { outcome, value } = await untilAborted(work(signal), signal);
      this.set(id, outcome);
      return value;
    } catch (error) {
      whole.throwIfAborted();
      if (clock.signal.aborted) this.set(id, tooSlow(limit, context));
      else if (error instanceof Failure) this.set(id, failed(error, context));
      else throw error;
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  #clean(text: string): string {
    let clean = text;
    for (const secret of this.#secrets) {
      clean = clean.replaceAll(secret, "***").replaceAll(encodeURIComponent(secret), "***");
    }
    return clean;
  }
}

function tooSlow(limit: number, context: CheckContext): Outcome {
  const seconds = String(Math.max(1, Math.round(limit / 1000)));
  return found("failed", "no-answer-in-time", { limit: seconds }, context);
}
