/** Works a run: takes images from its journal, detects them a few at a time, and writes down what became of each. */
import { randomUUID } from "node:crypto";
import { Refusal } from "../errors/refusal.ts";
import { OssError } from "../oss/error.ts";
import type { ItemOutcome, ItemRequest } from "./detectItem.ts";
import { type Help, isAboutImage, whatHelps } from "./failures.ts";
import type { FinishedItem, ItemProblem, ItemRef, Run, TakenItem } from "./item.ts";
import type { RunJournalPort } from "./journal.ts";
import { Pace } from "./pace.ts";
import { problemOf } from "./plan.ts";

/** This process, as the journal names it. */
export const thisWindow = randomUUID();

export interface RunServices {
  readonly journal: RunJournalPort;
  /** Rejects with a `Failure`. */
  readonly detect: (request: ItemRequest) => Promise<ItemOutcome>;
  /** 0–1: what an image is asked at when the run does not say. */
  readonly threshold: (ref: ItemRef) => number;
  /** Calls at once, at most; read again and again. */
  readonly concurrency: () => number;
  readonly window?: string;
  /** In milliseconds. */
  readonly times?: Partial<RunTimes>;
}

export interface RunTimes {
  /** For which a run is this window's; it is claimed anew after a third of it. */
  readonly lease: number;
  /** Before it tries again after the network, the keys or the budget failed: the first time, and at most. */
  readonly firstWait: number;
  readonly longestWait: number;
}

const usualTimes: RunTimes = { lease: 12_000, firstWait: 2_000, longestWait: 60_000 };

/** `taken`: another window works it. `left`: this window closes; another, or this one later, goes on. */
export type RunEnd = "done" | "paused" | "cancelled" | "taken" | "left";

/** As many failures in a row that are about no single image, and that may each be billed, stop a person's run. */
const maxFailuresInRow = 20;

/** What an image was put back for so far. */
interface PutBack {
  readonly times: number;
  /** As often others of its account were answered that were begun later than it. */
  readonly alone: number;
  /** How many had been begun by then. */
  readonly begun: number;
}

/** How often an image is put back. */
const maxTimes: Readonly<Record<Help, Pick<PutBack, "times" | "alone">>> = {
  slower: { times: 4, alone: 3 },
  network: { times: Infinity, alone: 1 },
  keys: { times: Infinity, alone: 0 },
  budget: { times: Infinity, alone: Infinity },
};

/** Images that are tried last. */
const maxTriedLast = 50;

export class RunWorker {
  readonly id: number;
  readonly #services: RunServices;
  readonly #window: string;
  readonly #times: RunTimes;
  readonly #pace: Pace;
  readonly #cancelled = new AbortController();
  readonly #onProgress: () => void;
  #intent: Exclude<RunEnd, "done" | "taken"> | undefined;
  /** Images that are not finished in the journal. */
  #active = 0;
  /** Of these, those whose answer has not come. */
  #asking = 0;
  #wake: () => void = () => undefined;
  /** What it waits for, and until when (by `performance.now`). */
  #waiting: { readonly problem: ItemProblem; until: number; readonly wait: number } | undefined;
  /** Images that were put back. */
  readonly #putBack = new Map<number, PutBack>();
  #begun = 0;
  /** By account, the place among all that were begun of the last that was answered. */
  readonly #answered = new Map<string, number>();
  #failuresInRow = 0;
  #lastFailure: string | undefined;
  /** Why it paused by itself. */
  #reason: ItemProblem | undefined;
  #isLost = false;
  /** Of the journal, which ends the work. */
  #problem: unknown;

  constructor(id: number, services: RunServices, onProgress: () => void = () => undefined) {
    this.id = id;
    this.#services = services;
    this.#window = services.window ?? thisWindow;
    this.#times = { ...usualTimes, ...services.times };
    this.#pace = new Pace(services.concurrency());
    this.#onProgress = onProgress;
  }

  /** Images a second, of late; `undefined` while that cannot be told. */
  get rate(): number | undefined {
    return this.#pace.rate;
  }

  /** Takes no more; what is under way is finished. */
  pause(): void {
    this.#stop("paused");
  }

  /** Takes no more, and waits for nothing. A call that was sent goes on, and its answer is kept. */
  cancel(): void {
    this.#stop("cancelled");
  }

  /** Leaves the run as it is, since this window closes. */
  leave(): void {
    this.#stop("left");
  }

  /** Goes on although it was to pause, and tries at once what it waits for. */
  resume(): void {
    if (this.#intent === "paused") this.#intent = undefined;
    if (this.#waiting) this.#waiting.until = 0;
    this.#wake();
  }

  /**
   * Works until all is done, or it is stopped. Rejects when the journal cannot be read or written; what was answered
   * by then is kept.
   */
  async work(): Promise<RunEnd> {
    const { journal } = this.#services;
    // What this window had under way before, and lost hold of, may have been answered.
    await journal.release(this.id, this.#window);
    if (!(await this.#claim())) return "taken";
    const beat = setInterval(
      () =>
        void this.#claim().then(
          (isOurs) => isOurs || this.#lose(),
          (error) => this.#fail(error),
        ),
      this.#times.lease / 3,
    );
    try {
      const run = await journal.run(this.id);
      if (!run) return "cancelled";
      const end = await this.#loop(run);
      if (end === "done") await journal.setState(this.id, "done");
      if (end === "paused") await journal.setState(this.id, "paused", this.#reason);
      return end;
    } finally {
      clearInterval(beat);
      await journal.release(this.id, this.#window).catch(() => undefined);
      this.#onProgress();
    }
  }

  #stop(intent: "paused" | "cancelled" | "left"): void {
    if (this.#intent === "cancelled") return;
    this.#intent = intent;
    if (intent !== "paused") this.#cancelled.abort();
    this.#wake();
  }

  #claim(): Promise<boolean> {
    return this.#services.journal.claim(this.id, this.#window, this.#times.lease);
  }

  #lose(): void {
    this.#isLost = true;
    this.#cancelled.abort();
    this.#wake();
  }

  #fail(error: unknown): void {
    this.#problem ??= error;
    this.#wake();
  }

  async #loop(run: Run): Promise<RunEnd> {
    const { journal } = this.#services;
    for (;;) {
      if (this.#problem !== undefined) {
        await this.#idle();
        throw this.#problem;
      }
      if (this.#isLost) return this.#ended("taken");
      if (this.#intent) {
        await this.#idle();
        if (this.#intent) return this.#stopped(this.#intent);
        continue;
      }
      const room = this.#room();
      const changed = this.#change();
      if (room > 0) {
        const items = await journal.take(this.id, this.#window, room, this.#triedLately());
        if (!items) return this.#ended("taken");
        for (const item of items) this.#begin(item, run);
        if (items.length === 0 && this.#active === 0) return "done";
        if (items.length > 0) continue;
      }
      await changed(this.#pauseLeft());
    }
  }

  /** What was put back comes last: each may be the only one that does not work. */
  #triedLately(): number[] {
    return [...this.#putBack.keys()].slice(-maxTriedLast);
  }

  /** How many more may be asked about now. */
  #room(): number {
    this.#pace.max = this.#services.concurrency();
    if (this.#waiting) {
      const isTime = performance.now() >= this.#waiting.until;
      return isTime && this.#active === 0 ? 1 : 0;
    }
    return this.#pace.limit - this.#asking;
  }

  #pauseLeft(): number | undefined {
    if (this.#active > 0) return undefined;
    const wait = this.#waiting ? this.#waiting.until - performance.now() : this.#pace.pauseLeft;
    return Math.max(1, wait);
  }

  /** To be called before something is looked at that may change in the meantime; waits for the next change since. */
  #change(): (timeout: number | undefined) => Promise<void> {
    const changed = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    const wake = this.#wake;
    return async (timeout) => {
      const timer = timeout === undefined ? undefined : setTimeout(wake, timeout);
      await changed;
      clearTimeout(timer);
    };
  }

  async #idle(): Promise<void> {
    while (this.#active > 0) {
      const changed = this.#change();
      await changed(undefined);
    }
  }

  async #ended(end: RunEnd): Promise<RunEnd> {
    await this.#idle();
    return end;
  }

  async #stopped(intent: "paused" | "cancelled" | "left"): Promise<RunEnd> {
    if (intent === "cancelled") {
      const problem = problemOf(new Refusal("cancelled", {}));
      await this.#services.journal.cancel(this.id, problem);
    }
    return intent;
  }

  #begin(item: TakenItem, run: Run): void {
    this.#active += 1;
    this.#asking += 1;
    let isAsked = false;
    // The next is asked about while the journal takes in what became of this one.
    const asked = () => {
      if (isAsked) return;
      isAsked = true;
      this.#asking -= 1;
      this.#wake();
    };
    void this.#detect(item, run, asked)
      .catch((error) => this.#fail(error))
      .finally(() => {
        asked();
        this.#active -= 1;
        this.#wake();
      });
  }

  async #detect(item: TakenItem, run: Run, asked: () => void): Promise<void> {
    const { journal, detect, threshold } = this.#services;
    const { options, agreedAt, createdAt } = run;
    const { round } = this.#pace;
    const { id, mayAsk } = item;
    const begun = ++this.#begun;
    let finished: FinishedItem;
    try {
      const outcome = await detect({
        item,
        threshold: options.threshold ?? threshold(item.ref),
        refresh: options.refresh,
        since: agreedAt ?? createdAt,
        signal: this.#cancelled.signal,
      });
      this.#takeAnswer(item, begun);
      asked();
      finished = { id, mayAsk, ...outcome };
    } catch (error) {
      const calls = error instanceof OssError ? error.possiblyBilledCalls : 0;
      // It stays under way for who goes on: its answer may have come by then.
      if (this.#cancelled.signal.aborted && (this.#intent !== "cancelled" || calls > 0)) return;
      const help = this.#helps(item, error);
      if (help === "slower" || isOverloaded(error)) this.#pace.slowDown(round);
      if (this.#cancelled.signal.aborted || help !== undefined) {
        await journal.putBack(this.id, [{ id, mayAsk, calls }]);
        if (help !== undefined && help !== "slower") await this.#waitFor(help, error, options.by);
        return;
      }
      finished = { id, mayAsk, state: "failed", problem: problemOf(error), calls };
      this.#failed(error, options.by);
    }
    await journal.finish(this.id, [finished]);
    this.#pace.done();
    this.#onProgress();
  }

  /** What would help, unless it was tried often enough, or only this image is never answered. */
  #helps({ id, ref }: TakenItem, error: unknown): Help | undefined {
    const help = whatHelps(error);
    if (help === undefined || this.#cancelled.signal.aborted) return undefined;
    const before = this.#putBack.get(id);
    const answered = this.#answered.get(accountOf(ref)) ?? 0;
    const times = (before?.times ?? 0) + 1;
    const alone = (before?.alone ?? 0) + (before && answered > before.begun ? 1 : 0);
    this.#putBack.delete(id);
    const max = maxTimes[help];
    if (times > max.times || alone > max.alone) return undefined;
    this.#putBack.set(id, { times, alone, begun: this.#begun });
    return help;
  }

  #takeAnswer({ id, ref }: TakenItem, begun: number): void {
    this.#pace.succeeded();
    const account = accountOf(ref);
    this.#answered.set(account, Math.max(this.#answered.get(account) ?? 0, begun));
    this.#putBack.delete(id);
    this.#failuresInRow = 0;
    if (!this.#waiting) return;
    this.#waiting = undefined;
    // Nobody waits for this: the next state says it, too.
    void this.#services.journal.setState(this.id, "running").catch((error) => this.#fail(error));
  }

  /** Nothing is lost by waiting, and nothing was asked; but a program is not kept waiting for another day. */
  async #waitFor(help: Help, error: unknown, by: Run["options"]["by"]): Promise<void> {
    const { journal } = this.#services;
    const problem = problemOf(error);
    if (help === "budget" && by === "program") {
      await journal.failWaiting(this.id, problem);
      return;
    }
    const { firstWait, longestWait } = this.#times;
    const before = this.#waiting;
    // Several that were under way fail at once; only the next to try makes it wait longer.
    if (before && performance.now() < before.until) return;
    // The next tries at once, since this image alone may be the reason.
    const wait = before ? Math.min(longestWait, Math.max(firstWait, before.wait * 2)) : 0;
    this.#waiting = { problem, wait, until: performance.now() + wait };
    if (!before) return;
    await journal.setState(this.id, "running", problem);
    this.#onProgress();
  }

  /** What fails for every image is not tried a million times, as each may be billed. */
  #failed(error: unknown, by: Run["options"]["by"]): void {
    if (isAboutImage(error)) return;
    const { code } = problemOf(error);
    this.#failuresInRow = code === this.#lastFailure ? this.#failuresInRow + 1 : 1;
    this.#lastFailure = code;
    if (by === "program" || this.#failuresInRow < maxFailuresInRow) return;
    this.#failuresInRow = 0;
    this.#reason = problemOf(error);
    this.pause();
  }
}

function accountOf(ref: ItemRef): string {
  return ref.kind === "object" ? ref.object.account : "";
}

/** It may have been billed, so that it is not asked again, but others should come slower. */
function isOverloaded(error: unknown): boolean {
  return error instanceof OssError && error.status === 503;
}
