/** The runs of this machine: plans them, works those that are this window's, and tells how far they are. */
import * as vscode from "vscode";
import { Refusal } from "../../errors/refusal.ts";
import type { OssClient } from "../../oss/client.ts";
import type { Run, RunItem, RunOptions } from "../../runs/item.ts";
import type { ProblemCount, RunJournalPort } from "../../runs/journal.ts";
import { planRun } from "../../runs/plan.ts";
import { type RunEnd, RunWorker, thisWindow } from "../../runs/run.ts";
import type { FindPage } from "../../runs/sources.ts";
import type { Images } from "../images/images.ts";
import type { LabelStore } from "../images/labelStore.ts";
import type { RunStore } from "../images/runStore.ts";
import { readSetting } from "../settings.ts";
import type { AccountSetting } from "../settingsSchema.ts";
import { detectImage, judgedFile, thresholdOf } from "./runImages.ts";
import { type RunScope, scopeTitle, sourceOf } from "./scope.ts";

export interface RunsServices {
  readonly images: Images;
  readonly labels: LabelStore;
  readonly store: RunStore;
  readonly client: (account: string) => Promise<OssClient>;
  readonly find: (query: string) => Promise<FindPage>;
  /** Told when the work of a run ended because its journal could not be read or written. */
  readonly report: (error: unknown) => void;
  /** Told again and again whether any run goes on. */
  readonly goesOn: (isGoingOn: boolean) => void;
}

export interface Planning {
  readonly options: RunOptions;
  /** The account that reads a bucket. */
  readonly account: (bucket: string, key: string) => Promise<AccountSetting>;
  readonly signal: AbortSignal;
  /** Told how many images there are so far. */
  readonly onSeen?: (images: number) => void;
}

interface Waiting {
  readonly resolve: (run: Run | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/** Milliseconds that a plan belongs to its window without a sign of life. */
const planLease = 60_000;
/** Milliseconds between two looks at what other windows do. */
const lookAgain = 3_000;
/** Milliseconds between two tellings of progress. */
const tellAgain = 250;

export class Runs implements vscode.Disposable {
  readonly #services: RunsServices;
  readonly #workers = new Map<number, RunWorker>();
  readonly #images = new Map<number, Images>();
  readonly #waiting = new Map<number, Waiting[]>();
  /** What keeps a plan this window's until it is begun or removed: a person may read the question for long. */
  readonly #planBeats = new Map<number, NodeJS.Timeout>();
  readonly #changed = new vscode.EventEmitter<void>();
  #known: readonly Run[] = [];
  #looking: NodeJS.Timeout | undefined;
  #telling: NodeJS.Timeout | undefined;
  #isClosed = false;
  /** Told at most every 250 ms. */
  readonly onDidChange = this.#changed.event;

  constructor(services: RunsServices) {
    this.#services = services;
  }

  /** As they were told last, the newest first. */
  get known(): readonly Run[] {
    return this.#known;
  }

  async list(): Promise<readonly Run[]> {
    this.#known = await this.#journal.runs();
    return this.#known;
  }

  async run(id: number): Promise<Run | undefined> {
    return this.#journal.run(id);
  }

  async items(id: number, page: Parameters<RunJournalPort["items"]>[1]): Promise<RunItem[]> {
    return this.#journal.items(id, page);
  }

  async problems(id: number): Promise<ProblemCount[]> {
    return this.#journal.problems(id);
  }

  /** Images a second; `undefined` where another window works it, or it has just begun. */
  rate(id: number): number | undefined {
    return this.#workers.get(id)?.rate;
  }

  isWorkedHere(id: number): boolean {
    return this.#workers.has(id);
  }

  /**
   * What a run would do; nothing is detected, and nothing of it is left where this rejects. The plan is this window's
   * until `begin` or `remove`.
   */
  async plan(scope: RunScope, planning: Planning): Promise<Run> {
    const { images, labels, client, find } = this.#services;
    const { options, account, signal, onSeen } = planning;
    const journal = this.#journal;
    const id = await journal.create(scopeTitle(scope), options, thisWindow, planLease);
    const beat = setInterval(() => {
      journal.claim(id, thisWindow, planLease).catch(() => undefined);
    }, planLease / 3);
    this.#planBeats.set(id, beat);
    try {
      const source = await sourceOf(scope, { account, client, find }, signal);
      const services = {
        journal,
        index: labels.planIndex,
        client,
        threshold: thresholdOf,
        file: (uri: string) => judgedFile(uri, options, account, images),
      };
      await planRun(id, source, options, services, signal, onSeen);
      return await this.#planned(id);
    } catch (error) {
      this.#endPlan(id);
      await journal.remove(id);
      throw error;
    }
  }

  /** Calls that would be made, by account. Of files of this side the account is "". */
  async callsByAccount(id: number): Promise<ReadonlyMap<string, number>> {
    return new Map(await this.#journal.callsByAccount(id));
  }

  /** Begins what was agreed to. `images` are those that a person is asked through. */
  async begin(id: number, maxCalls: number, images: Images): Promise<void> {
    const journal = this.#journal;
    this.#endPlan(id);
    await journal.agree(id, maxCalls);
    this.#images.set(id, images);
    this.#work(id);
    await this.#look();
  }

  /**
   * The run when it has ended; `undefined` when it was deleted, or this window closes. Rejects when it cannot go on
   * because the journal cannot be read or written.
   */
  ended(id: number): Promise<Run | undefined> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, [...(this.#waiting.get(id) ?? []), { resolve, reject }]);
      this.#tellEnded(id).catch(reject);
    });
  }

  async pause(id: number): Promise<void> {
    const worker = this.#workers.get(id);
    if (worker) worker.pause();
    // Its window sees it at its next look.
    else await this.#journal.setState(id, "paused");
    await this.#look();
  }

  async resume(id: number): Promise<void> {
    await this.#journal.setState(id, "running");
    const worker = this.#workers.get(id);
    if (worker) worker.resume();
    else this.#work(id);
    await this.#look();
  }

  async cancel(id: number): Promise<void> {
    const worker = this.#workers.get(id);
    if (worker) worker.cancel();
    else {
      const { problemOf } = await import("../../runs/plan.ts");
      await this.#journal.cancel(id, problemOf(new Refusal("cancelled", {})));
    }
    await this.#look();
  }

  /** Asks anew about what failed. Returns how many images that are. */
  async retryFailed(id: number): Promise<number> {
    const count = await this.#journal.retryFailed(id);
    if (count > 0) this.#work(id);
    await this.#look();
    return count;
  }

  /** Forgets a run; its labels stay. */
  async remove(id: number): Promise<void> {
    this.#endPlan(id);
    this.#workers.get(id)?.cancel();
    await this.#journal.remove(id);
    await this.#look();
  }

  /** Goes on with what was agreed to before and no window works; returns these runs. */
  async resumeLeft(): Promise<readonly Run[]> {
    const left = (await this.list()).filter(
      ({ id, state, window }) =>
        state === "running" && window === undefined && !this.#workers.has(id),
    );
    for (const { id } of left) this.#work(id);
    await this.#look();
    return left;
  }

  /** Leaves all runs to other windows, or to this one when it is opened again. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#looking);
    clearTimeout(this.#telling);
    for (const id of this.#planBeats.keys()) this.#endPlan(id);
    for (const worker of this.#workers.values()) worker.leave();
    await Promise.allSettled(this.#ends);
    for (const { resolve } of [...this.#waiting.values()].flat()) resolve(undefined);
  }

  dispose(): void {
    clearTimeout(this.#looking);
    clearTimeout(this.#telling);
    this.#changed.dispose();
  }

  #endPlan(id: number): void {
    clearInterval(this.#planBeats.get(id));
    this.#planBeats.delete(id);
  }

  readonly #ends = new Set<Promise<unknown>>();

  #work(id: number): void {
    if (this.#isClosed || this.#workers.has(id)) return;
    const end = this.#worked(id).catch((cause) => this.#stopped(id, cause));
    this.#ends.add(end);
    void end.finally(() => this.#ends.delete(end));
  }

  /** Who waits for the run is told, else the person. What was answered is kept. */
  #stopped(id: number, cause: unknown): void {
    if (this.#isClosed) return;
    const error = new Refusal("run-not-kept", {}, { cause });
    const waiting = this.#waiting.get(id) ?? [];
    this.#waiting.delete(id);
    for (const { reject } of waiting) reject(error);
    if (waiting.length === 0) this.#services.report(error);
  }

  async #worked(id: number): Promise<void> {
    const { images, labels, client } = this.#services;
    const asking = this.#images.get(id) ?? images.askingOnce();
    const worker = new RunWorker(
      id,
      {
        journal: this.#journal,
        detect: (request) => detectImage(request, { images: asking, labels, client }),
        threshold: thresholdOf,
        concurrency: () => readSetting("batch.concurrency"),
      },
      () => this.#tell(),
    );
    this.#workers.set(id, worker);
    let end: RunEnd | undefined;
    try {
      end = await worker.work();
    } finally {
      this.#workers.delete(id);
      if (end === "done" || end === "cancelled") this.#images.delete(id);
      if (!this.#isClosed) {
        await this.#look();
        await this.#tellEnded(id);
        // Somebody may have wanted it to go on while it was ending.
        if (end !== undefined && end !== "taken" && (await this.run(id))?.state === "running") {
          this.#work(id);
        }
      }
    }
  }

  async #planned(id: number): Promise<Run> {
    const run = await this.run(id);
    if (!run) throw new Refusal("cancelled", {});
    return run;
  }

  async #tellEnded(id: number): Promise<void> {
    const waiting = this.#waiting.get(id);
    if (!waiting) return;
    const run = await this.run(id);
    if (run && run.state !== "done" && run.state !== "cancelled") return;
    this.#waiting.delete(id);
    for (const { resolve } of waiting) resolve(run);
  }

  #tell(): void {
    this.#telling ??= setTimeout(() => {
      this.#telling = undefined;
      void this.#look();
    }, tellAgain);
  }

  /** Sees what has changed, here or in another window, and takes over what was left. */
  async #look(): Promise<void> {
    if (this.#isClosed) return;
    try {
      const runs = await this.list();
      for (const { id, state } of runs) this.#follow(id, state);
      this.#changed.fire();
      for (const id of this.#waiting.keys()) await this.#tellEnded(id);
      const isGoingOn = runs.some(({ state }) => state === "running");
      this.#services.goesOn(isGoingOn);
      clearTimeout(this.#looking);
      if (isGoingOn) {
        this.#looking = setTimeout(() => void this.resumeLeft().catch(() => undefined), lookAgain);
      }
    } catch (error) {
      this.#services.report(error);
    }
  }

  /** Another window may have paused or ended what is worked here. */
  #follow(id: number, state: Run["state"]): void {
    if (state === "paused") this.#workers.get(id)?.pause();
    if (state === "cancelled") this.#workers.get(id)?.cancel();
  }

  get #journal(): RunJournalPort {
    return this.#services.store.journal;
  }
}
