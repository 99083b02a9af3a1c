/** Which account may read a bucket: what the settings and earlier listings say, else the person. */

import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import * as z from "zod/mini";
import { Refusal } from "../../errors/refusal.ts";
import { SharedWork } from "../../oss/sharedWork.ts";
import { type AccountSetting, isSample } from "../settingsSchema.ts";
import type { Ui } from "../ui.ts";
import type { Accounts } from "./accounts.ts";
import { sampleBucket } from "./sampleAccount.ts";

/** As the first version called it. */
const memoryKey = "bucketOwners";
/** Names of accounts, by bucket. */
const memorySchema = z.record(z.string(), z.string());

export class BucketAccounts {
  readonly #accounts: Accounts;
  readonly #memory: vscode.Memento;
  readonly #ui: Ui;
  /** The buckets that each account listed since its setting is as it is. */
  readonly #listed = new Map<string, ReadonlySet<string>>();
  readonly #questions = new SharedWork<AccountSetting>();
  #lastQuestion: Promise<unknown> = Promise.resolve();

  constructor(accounts: Accounts, memory: vscode.Memento, ui: Ui) {
    this.#ui = ui;
    this.#accounts = accounts;
    this.#memory = memory;
    accounts.onDidChange((names) => {
      for (const name of names) this.#listed.delete(name);
    });
  }

  /**
   * Remembers, over restarts, that an account lists these buckets and no others. Where two accounts list one
   * bucket, it stays with the one that had it: answers are kept by account, and must not be paid for twice.
   */
  listed(account: string, buckets: readonly string[]): void {
    this.#listed.set(account, new Set(buckets));
    const before = this.#remembered();
    const open = this.#openNames();
    const gained = buckets.filter((bucket) => !this.#mayRead(before.get(bucket), bucket, open));
    const lost = [...before.keys()].filter(
      (bucket) => before.get(bucket) === account && !this.#mayRead(account, bucket, open),
    );
    const changes = [
      ...gained.map((bucket) => [bucket, account] as const),
      ...lost.map((bucket) => [bucket, this.#listerOf(bucket, open) ?? account] as const),
    ].filter(([bucket, name]) => before.get(bucket) !== name);
    if (changes.length > 0) this.#keepIfPossible(new Map([...before, ...changes]));
  }

  async renameAccount(from: string, to: string): Promise<void> {
    const names = [...this.#remembered()];
    await this.#keep(names.map(([bucket, name]) => [bucket, name === from ? to : name]));
  }

  async forgetAccount(account: string): Promise<void> {
    await this.#keep([...this.#remembered()].filter(([, name]) => name !== account));
  }

  /**
   * The account as far as it is known, without asking anyone; hovers use it.
   * @param key of an object, or how it begins; accounts may be for one prefix of a bucket
   */
  known(bucket: string, key = ""): AccountSetting | undefined {
    const { accounts } = this.#accounts.list();
    const ofBucket = accounts.filter((account) => account.bucket === bucket);
    const fixed = ofBucket.find(({ prefix = "" }) => key.startsWith(prefix));
    if (fixed) return fixed;
    const open = accounts.filter(isForAnyBucket);
    const remembered = open.find(({ name }) => name === this.#remembered().get(bucket));
    if (remembered) return remembered;
    // The sample account has this bucket and no other.
    if (bucket === sampleBucket) {
      const sample = accounts.find(isSample);
      if (sample) return sample;
    }
    const real = open.filter((account) => !isSample(account));
    return real.length === 1 ? real[0] : ofBucket[0];
  }

  /** The account; asks the person when it could be one of several. Throws a `Refusal`. */
  async accountFor(bucket: string, key = ""): Promise<AccountSetting> {
    const known = this.known(bucket, key);
    return (
      known ?? this.#questions.run(bucket, undefined, undefined, () => this.#askInTurn(bucket))
    );
  }

  /** VS Code closes one question for the next, so the buckets of several images are asked about in turn. */
  #askInTurn(bucket: string): Promise<AccountSetting> {
    const question = this.#lastQuestion.then(() => this.#ask(bucket));
    this.#lastQuestion = question.catch(() => undefined);
    return question;
  }

  async #ask(bucket: string): Promise<AccountSetting> {
    const { accounts } = this.#accounts.list();
    const possible = accounts.filter((account) => isForAnyBucket(account) && !isSample(account));
    if (possible.length === 0) throw noAccount(bucket);
    const items = possible.map(({ name, region = "" }) => ({
      label: name,
      description: region,
      name,
    }));
    const title = t('Which account may read the bucket "{0}"?', bucket);
    const chosen = await this.#ui.pick(items, { title });
    if (!chosen) throw new vscode.CancellationError();
    this.#keepIfPossible(this.#remembered().set(bucket, chosen.name));
    return this.#accounts.setting(chosen.name);
  }

  /** False where the account is gone, is for another bucket, or listed its buckets and this was none of them. */
  #mayRead(
    account: string | undefined,
    bucket: string,
    open: ReadonlySet<string | undefined>,
  ): account is string {
    if (account === undefined || !open.has(account)) return false;
    return this.#listed.get(account)?.has(bucket) ?? true;
  }

  #listerOf(bucket: string, open: ReadonlySet<string>): string | undefined {
    const lister = [...this.#listed].find(([name, has]) => open.has(name) && has.has(bucket));
    return lister?.[0];
  }

  #openNames(): ReadonlySet<string> {
    const { accounts } = this.#accounts.list();
    return new Set(accounts.filter(isForAnyBucket).map(({ name }) => name));
  }

  async #keep(names: Iterable<readonly [string, string]>): Promise<void> {
    await this.#memory.update(memoryKey, Object.fromEntries(names));
  }

  /** Where VS Code cannot keep it, the person is asked again. */
  #keepIfPossible(names: ReadonlyMap<string, string>): void {
    this.#keep(names).catch(() => undefined);
  }

  /** What is of another shape is as good as nothing: the person is asked again. */
  #remembered(): Map<string, string> {
    const kept = memorySchema.safeParse(this.#memory.get(memoryKey));
    return new Map(Object.entries(kept.data ?? {}));
  }
}

function isForAnyBucket({ bucket }: AccountSetting): boolean {
  return bucket === undefined;
}

function noAccount(bucket: string): Refusal {
  return new Refusal("no-account", { reason: "for-bucket", bucket });
}
