/** The journal of runs and the counts of calls on this machine, in the file of the label index. */
import * as vscode from "vscode";
import type { CallBudget } from "../../detection/detector.ts";
import { Refusal } from "../../errors/refusal.ts";
import type { LabelIndex } from "../../labelIndex/labelIndex.ts";
import { grouped } from "../../labels/format.ts";
import type { AccountCalls, CallCounts, CallCountsPort } from "../../runs/callCounts.ts";
import type { RunJournal, RunJournalPort } from "../../runs/journal.ts";
import type { Log } from "../log.ts";
import { readSetting } from "../settings.ts";

/** Calls that this window has sent since it was opened. */
export interface SessionCalls {
  /** Of accounts that bill. */
  readonly billable: number;
  /** Of the sample account. */
  readonly free: number;
}

export class RunStore implements CallBudget, vscode.Disposable {
  readonly #index: () => LabelIndex;
  readonly #isFree: (account: string) => boolean;
  readonly #log: Log;
  /** Calls of a day that the file did not take. */
  readonly #uncounted = new Map<string, number>();
  readonly #counted = new vscode.EventEmitter<SessionCalls>();
  #session: SessionCalls = { billable: 0, free: 0 };
  readonly onDidCount = this.#counted.event;

  constructor(index: () => LabelIndex, isFree: (account: string) => boolean, log: Log) {
    this.#index = index;
    this.#isFree = isFree;
    this.#log = log;
  }

  /** It rejects where the file cannot be read or written. */
  get journal(): RunJournalPort {
    return this.#index().service<RunJournal>("runs");
  }

  /** Holds the setting `batch.dailyCalls` in all windows of this machine together. */
  async spend(account: string): Promise<void> {
    const cap = readSetting("batch.dailyCalls");
    const counted = this.#countedAs(account);
    const { day } = counted;
    let isCounted: boolean;
    try {
      isCounted = await this.#counts.spend(day, counted.account, cap);
    } catch (error) {
      this.#log.warn(`A call was not counted: ${error}`);
      const before = this.#uncounted.get(day) ?? 0;
      isCounted = cap === 0 || before < cap;
      if (isCounted) this.#uncounted.set(day, before + 1);
    }
    if (isCounted) return this.#countInSession(account, 1);
    throw new Refusal("daily-calls-spent", { dailyCalls: grouped(cap) });
  }

  async giveBack(account: string): Promise<void> {
    this.#countInSession(account, -1);
    const counted = this.#countedAs(account);
    try {
      await this.#counts.giveBack(counted.day, counted.account);
    } catch (error) {
      this.#log.warn(`A call was not given back: ${error}`);
    }
  }

  /** Calls that are left of today; `undefined` where there is no cap. */
  async leftToday(account: string): Promise<number | undefined> {
    const cap = readSetting("batch.dailyCalls");
    if (cap === 0) return undefined;
    const counted = this.#countedAs(account);
    const made = await this.#counts.on(counted.day, counted.account);
    return Math.max(0, cap - made);
  }

  /** By account, as counted on this machine when they were sent. Rejects where the file cannot be read. */
  callsByAccount(): Promise<AccountCalls[]> {
    return this.#counts.byAccount(this.#countedAs("").day);
  }

  async renameAccount(from: string, to: string): Promise<void> {
    await this.journal.renameAccount(from, to);
  }

  async forgetAccount(): Promise<void> {}

  get session(): SessionCalls {
    return this.#session;
  }

  dispose(): void {
    this.#counted.dispose();
  }

  #countInSession(account: string, by: 1 | -1): void {
    const { billable, free } = this.#session;
    const isFree = this.#isFree(account);
    this.#session = isFree ? { billable, free: free + by } : { billable: billable + by, free };
    this.#counted.fire(this.#session);
  }

  #countedAs(account: string): { readonly day: string; readonly account: string } {
    const day = new Date().toISOString().slice(0, "2026-11-25".length);
    return { day, account: this.#isFree(account) ? "" : account };
  }

  get #counts(): CallCountsPort {
    return this.#index().service<CallCounts>("calls");
  }
}
