/** Buckets that a person typed in, per account, since they may not be listed. Kept over restarts. */
import type * as vscode from "vscode";

const memoryKey = "namedBuckets";

export class NamedBuckets {
  readonly #memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  of(account: string): readonly string[] {
    return this.#all()[account] ?? [];
  }

  async add(account: string, bucket: string): Promise<void> {
    const all = this.#all();
    const buckets = new Set([...this.of(account), bucket]);
    await this.#memory.update(memoryKey, { ...all, [account]: [...buckets] });
  }

  async renameAccount(from: string, to: string): Promise<void> {
    const { [from]: buckets, ...others } = this.#all();
    if (buckets) await this.#memory.update(memoryKey, { ...others, [to]: buckets });
  }

  async forgetAccount(account: string): Promise<void> {
    const { [account]: buckets, ...others } = this.#all();
    if (buckets) await this.#memory.update(memoryKey, others);
  }

  #all(): Record<string, string[]> {
    return this.#memory.get<Record<string, string[]>>(memoryKey) ?? {};
  }
}
