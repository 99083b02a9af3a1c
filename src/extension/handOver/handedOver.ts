/** Which buckets were given to another engine, remembered over restarts and for every workspace. */
import { t } from "@vscode/l10n";
import type * as vscode from "vscode";
import * as z from "zod/mini";
import { AccountMemory } from "../accountMemory.ts";

const entrySchema = z.object({
  engine: z.enum(["imm", "metaQuery"]),
  bucket: z.string(),
  /** Where the person wants to search; the engines themselves take whole buckets. */
  prefix: z.string(),
  /** Of IMM. */
  project: z.optional(z.string()),
  dataset: z.optional(z.string()),
  /** ISO 8601, UTC. */
  since: z.string(),
});

export type Engine = z.infer<typeof entrySchema>["engine"];
export type HandedOver = z.infer<typeof entrySchema> & { readonly account: string };

export class HandOverMemory {
  readonly #memory: AccountMemory<z.infer<typeof entrySchema>[]>;

  constructor(memory: vscode.Memento) {
    this.#memory = new AccountMemory(memory, "handedOver", z.array(entrySchema));
  }

  of(accounts: readonly string[]): HandedOver[] {
    return accounts.flatMap((account) =>
      (this.#memory.of(account) ?? []).map((entry) => ({ ...entry, account })),
    );
  }

  /** In place of an earlier one of the same engine and bucket. */
  async add({ account, ...entry }: HandedOver): Promise<void> {
    await this.#memory.set(account, [...this.#without(account, entry), entry]);
  }

  async remove({ account, ...entry }: HandedOver): Promise<void> {
    await this.#memory.set(account, this.#without(account, entry));
  }

  renameAccount(from: string, to: string): Promise<void> {
    return this.#memory.renameAccount(from, to);
  }

  forgetAccount(account: string): Promise<void> {
    return this.#memory.forgetAccount(account);
  }

  #without(account: string, { engine, bucket }: Pick<HandedOver, "engine" | "bucket">) {
    const kept = this.#memory.of(account) ?? [];
    return kept.filter((other) => other.engine !== engine || other.bucket !== bucket);
  }
}

/** As people read it: an engine's name in the middle of a sentence. */
export function engineName(engine: Engine): string {
  return engine === "imm" ? "IMM" : t("the bucket's own index");
}
