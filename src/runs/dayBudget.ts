/** The cap on the billable calls of a day (UTC), held in all windows of this machine together. */
import type { CallBudget } from "../detection/detector.ts";
import { Refusal } from "../errors/refusal.ts";
import { grouped } from "../labels/format.ts";
import type { AccountCalls, CallCountsPort } from "./callCounts.ts";

export interface DayBudgetOptions {
  /** Where calls are counted; whatever it rejects with, calls go on and are counted in this window alone. */
  readonly counts: () => CallCountsPort;
  /** Calls of one day; 0 sets no limit. Read at each call. */
  readonly cap: () => number;
  /** Whether the account is the sample's, whose calls are counted apart. */
  readonly isFree: (account: string) => boolean;
  /** Told of calls that could not be counted, or not be given back. */
  readonly onUncounted: (error: unknown) => void;
  readonly now?: () => Date;
}

export class DayBudget implements CallBudget {
  readonly #options: DayBudgetOptions;
  /** Calls by day that were counted in this window alone. */
  readonly #uncounted = new Map<string, number>();

  constructor(options: DayBudgetOptions) {
    this.#options = options;
  }

  /** Rejects with `daily-calls-spent`. A call that is given back is taken off the day that it was counted on. */
  async spend(account: string): Promise<() => Promise<void>> {
    const { counts, onUncounted } = this.#options;
    const cap = this.#options.cap();
    const { day, name } = this.#countedAs(account);
    let isCounted: boolean;
    try {
      isCounted = await counts().spend(day, name, cap);
    } catch (error) {
      onUncounted(error);
      const before = this.#uncounted.get(day) ?? 0;
      isCounted = cap === 0 || before < cap;
      if (isCounted) this.#uncounted.set(day, before + 1);
    }
    if (!isCounted) throw new Refusal("daily-calls-spent", { dailyCalls: grouped(cap) });
    return async () => {
      try {
        await counts().giveBack(day, name);
      } catch (error) {
        onUncounted(error);
      }
    };
  }

  /** Calls that are left of today; `undefined` where there is no cap. Rejects where they cannot be read. */
  async leftToday(account: string): Promise<number | undefined> {
    const cap = this.#options.cap();
    if (cap === 0) return undefined;
    const { day, name } = this.#countedAs(account);
    return Math.max(0, cap - (await this.#options.counts().on(day, name)));
  }

  /** By account, as counted on this machine when they were sent. Rejects where they cannot be read. */
  callsByAccount(): Promise<AccountCalls[]> {
    return this.#options.counts().byAccount(this.#countedAs("").day);
  }

  #countedAs(account: string): { readonly day: string; readonly name: string } {
    const { now = () => new Date(), isFree } = this.#options;
    const day = now().toISOString().slice(0, "2026-11-25".length);
    return { day, name: isFree(account) ? "" : account };
  }
}
