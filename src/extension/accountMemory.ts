/** What is remembered over restarts under the names of accounts, read with care: it may be of another version. */
import type * as vscode from "vscode";
import * as z from "zod/mini";

export class AccountMemory<T> {
  readonly #memory: vscode.Memento;
  readonly #key: string;
  readonly #schema: z.ZodMiniType<Record<string, T>>;
  readonly #older: (kept: unknown) => unknown;

  /**
   * @param entry what is remembered of one account; where any entry is of another shape, nothing is remembered
   * @param older turns what an older version kept under the key into entries by account
   */
  constructor(
    memory: vscode.Memento,
    key: string,
    entry: z.ZodMiniType<T>,
    older: (kept: unknown) => unknown = (kept) => kept,
  ) {
    this.#memory = memory;
    this.#key = key;
    this.#schema = z.record(z.string(), entry);
    this.#older = older;
  }

  of(account: string): T | undefined {
    return new Map(Object.entries(this.#all())).get(account);
  }

  async set(account: string, entry: T): Promise<void> {
    await this.#memory.update(this.#key, { ...this.#all(), [account]: entry });
  }

  async renameAccount(from: string, to: string): Promise<void> {
    const { [from]: entry, ...others } = this.#all();
    if (entry !== undefined) await this.#memory.update(this.#key, { ...others, [to]: entry });
  }

  async forgetAccount(account: string): Promise<void> {
    const { [account]: entry, ...others } = this.#all();
    if (entry !== undefined) await this.#memory.update(this.#key, others);
  }

  #all(): Record<string, T> {
    const parsed = this.#schema.safeParse(this.#older(this.#memory.get(this.#key) ?? {}));
    return parsed.success ? parsed.data : {};
  }
}
