/** The journal of runs and the counts of calls on this machine, in the file of the label index. */
import * as vscode from "vscode";
import type { CallBudget } from "../../detection/detector.ts";
import type { LabelIndex } from "../../labelIndex/labelIndex.ts";
import type { AccountCalls, CallCounts } from "../../runs/callCounts.ts";
import { DayBudget } from "../../runs/dayBudget.ts";
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
  readonly #budget: DayBudget;
  readonly #counted = new vscode.EventEmitter<SessionCalls>();
  #session: SessionCalls = { billable: 0, free: 0 };
  readonly onDidCount = this.#counted.event;

  constructor(index: () => LabelIndex, isFree: (account: string) => boolean, log: Log) {
    this.#index = index;
    this.#isFree = isFree;
    this.#budget = new DayBudget({
      counts: () => index().service<CallCounts>("calls"),
      cap: () => readSetting("batch.dailyCalls"),
      isFree,
      onUncounted: (error) => log.warn(`A call was not counted: ${error}`),
    });
  }

  /** It rejects where the file cannot be read or written. */
  get journal(): RunJournalPort {
    return this.#index().service<RunJournal>("runs");
  }

  /** Holds the setting `batch.dailyCalls` in all windows of this machine together. */
  async spend(account: string): Promise<() => Promise<void>> {
    const giveBack = await this.#budget.spend(account);
    this.#countInSession(account, 1);
    return async () => {
      this.#countInSession(account, -1);
      await giveBack();
    };
  }

  /** Calls that are left of today; `undefined` where there is no cap. */
  leftToday(account: string): Promise<number | undefined> {
    return this.#budget.leftToday(account);
  }

  /** By account, as counted on this machine when they were sent. Rejects where the file cannot be read. */
  callsByAccount(): Promise<AccountCalls[]> {
    return this.#budget.callsByAccount();
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
}
