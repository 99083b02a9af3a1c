/** Which account may read a bucket: what the settings and earlier listings say, else the person. */
import * as vscode from "vscode";
import { OssError } from "../../oss/error.ts";
import type { AccountSetting } from "../settingsSchema.ts";
import type { Accounts } from "./accounts.ts";
import { sampleBucket } from "./sampleAccount.ts";

const memoryKey = "bucketOwners";

export class BucketOwners {
  readonly #accounts: Accounts;
  readonly #memory: vscode.Memento;

  constructor(accounts: Accounts, memory: vscode.Memento) {
    this.#accounts = accounts;
    this.#memory = memory;
  }

  /** Remembers, over restarts, that an account can see a bucket. */
  remember(account: string, buckets: readonly string[]): void {
    const owners = this.#remembered();
    const news = buckets.filter((bucket) => owners[bucket] !== account);
    if (news.length === 0) return;
    for (const bucket of news) owners[bucket] = account;
    void this.#memory.update(memoryKey, owners);
  }

  async renameAccount(from: string, to: string): Promise<void> {
    const owners = Object.entries(this.#remembered());
    const renamed = owners.map(([bucket, owner]) => [bucket, owner === from ? to : owner]);
    await this.#memory.update(memoryKey, Object.fromEntries(renamed));
  }

  async forgetAccount(account: string): Promise<void> {
    const owners = Object.entries(this.#remembered()).filter(([, owner]) => owner !== account);
    await this.#memory.update(memoryKey, Object.fromEntries(owners));
  }

  /** The owner as far as it is known, without asking anyone; hovers use it. */
  known(bucket: string): AccountSetting | undefined {
    const { accounts } = this.#accounts.list();
    const fixed = accounts.find((account) => account.bucket === bucket);
    if (fixed) return fixed;
    const remembered = accounts.find((account) => account.name === this.#remembered()[bucket]);
    if (remembered) return remembered;
    if (bucket === sampleBucket) {
      const sample = accounts.find((account) => account.credentials.source === "sample");
      if (sample) return sample;
    }
    const open = accounts.filter((account) => account.bucket === undefined);
    return open.length === 1 ? open[0] : undefined;
  }

  /** The owner; asks the person when several accounts could be it. Throws `OssError`. */
  async find(bucket: string): Promise<AccountSetting> {
    const known = this.known(bucket);
    if (known) return known;
    const open = this.#accounts.list().accounts.filter((account) => account.bucket === undefined);
    if (open.length === 0) throw noAccount(bucket);
    const chosen = await vscode.window.showQuickPick(
      open.map((account) => ({ label: account.name, description: account.region ?? "", account })),
      { title: `Which account may read the bucket "${bucket}"?` },
    );
    if (!chosen) throw new vscode.CancellationError();
    this.remember(chosen.account.name, [bucket]);
    return chosen.account;
  }

  #remembered(): Record<string, string> {
    return { ...this.#memory.get<Record<string, string>>(memoryKey) };
  }
}

function noAccount(bucket: string): OssError {
  return new OssError({
    code: "no-account",
    message: `No account can read the bucket "${bucket}". Add an account with the command "OSS Image Labels: Add an Account", or open the sample bucket.`,
    action: "addAccount",
  });
}
