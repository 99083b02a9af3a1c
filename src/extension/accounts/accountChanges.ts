/**
 * Writes what changes about accounts: settings, keys, and what is remembered under their names. Everything else of
 * the settings stays as it is, also entries that are written wrongly.
 */
import { Refusal } from "../../errors/refusal.ts";
import type { Credentials } from "../../oss/account.ts";
import { readSetting, writeAccountSettings } from "../settings.ts";
import type { AccountSetting } from "../settingsSchema.ts";
import type { Accounts } from "./accounts.ts";
import { foreignOrigins } from "./foreignOrigins.ts";
import type { Secrets } from "./secrets.ts";

/** Something kept under the names of accounts. */
export interface KeptByAccount {
  renameAccount(from: string, to: string): unknown;
  /** Absent where what is kept is worth keeping. */
  forgetAccount?(account: string): unknown;
}

export class AccountChanges {
  readonly #secrets: Secrets;
  readonly #kept: readonly KeptByAccount[];

  constructor(secrets: Secrets, kept: readonly KeptByAccount[]) {
    this.#secrets = secrets;
    this.#kept = kept;
  }

  /** Adds an account as the last one. Throws a `Refusal`, and then nothing is left of it. */
  async add(setting: AccountSetting, keys: Credentials | undefined): Promise<void> {
    refuseTaken(setting.name);
    await this.#withKeys(setting, keys, () => write([...entries(), setting]));
  }

  /**
   * Replaces an account, also by one of another name; its keys stay where none are given. Throws a `Refusal`, and
   * then the account is as it was.
   */
  async replace(
    name: string,
    setting: AccountSetting,
    keys: Credentials | undefined,
  ): Promise<void> {
    const index = indexOf(name);
    const isTyped = setting.credentials.source === "stored";
    const wanted = isTyped ? (keys ?? (await this.#secrets.readIfPossible(name))) : undefined;
    if (setting.name !== name) {
      refuseTaken(setting.name);
      await this.#renameKept(name, setting.name);
    }
    try {
      await this.#withKeys(setting, wanted, () => write(entries().with(index, setting)));
    } catch (error) {
      if (setting.name !== name) await this.#renameKept(setting.name, name);
      throw error;
    }
    if (!isTyped || setting.name !== name) await this.#secrets.forget(name);
  }

  /** Removes an account and its keys. */
  async remove(name: string): Promise<void> {
    await write(entries().toSpliced(indexOf(name), 1));
    await this.#secrets.forget(name);
    for (const kept of this.#kept) await kept.forgetAccount?.(name);
  }

  /** Moves an account up (-1) or down (1); false when it is the first or last already. */
  async move(name: string, by: -1 | 1): Promise<boolean> {
    const from = indexOf(name);
    const all = entries();
    const to = from + by;
    if (to < 0 || to >= all.length) return false;
    await write(all.with(from, all[to]).with(to, all[from]));
    return true;
  }

  /** Lets the keys of an account be used where it sends to now. */
  async allowKeys(setting: AccountSetting): Promise<void> {
    const keys = await this.#secrets.readIfPossible(setting.name);
    if (keys) await this.#secrets.write(setting.name, keys, foreignOrigins(setting));
  }

  /** Keeps up with accounts that are renamed or removed in the settings by hand. */
  follow(accounts: Accounts): void {
    accounts.onDidRename(async ({ from, to }) => {
      await this.#secrets.rename(from, to);
      await this.#renameKept(from, to);
    });
    accounts.onDidRemove((name) => this.#secrets.forget(name));
  }

  /** Keys are written first: as soon as the settings change, the account is used. */
  async #withKeys(
    setting: AccountSetting,
    keys: Credentials | undefined,
    change: () => Promise<void>,
  ): Promise<void> {
    if (!keys) return change();
    const restore = await this.#secrets.snapshot(setting.name);
    await this.#secrets.write(setting.name, keys, foreignOrigins(setting));
    try {
      await change();
    } catch (error) {
      await restore();
      throw error;
    }
  }

  async #renameKept(from: string, to: string): Promise<void> {
    for (const kept of this.#kept) await kept.renameAccount(from, to);
  }
}

function entries(): unknown[] {
  return [...readSetting("accounts")];
}

function nameOf(entry: unknown): unknown {
  return (entry as { readonly name?: unknown } | null | undefined)?.name;
}

function indexOf(name: string): number {
  const index = entries().findIndex((entry) => nameOf(entry) === name);
  if (index !== -1) return index;
  throw new Refusal("no-such-account", { account: name });
}

function refuseTaken(name: string): void {
  if (!entries().some((entry) => nameOf(entry) === name)) return;
  throw new Refusal("account-name-taken", { account: name });
}

async function write(accounts: readonly unknown[]): Promise<void> {
  try {
    await writeAccountSettings(accounts);
  } catch (cause) {
    throw new Refusal("settings-not-written", {}, { cause });
  }
}
