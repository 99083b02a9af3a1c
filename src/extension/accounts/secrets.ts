/** The keys that a person typed, in VS Code's secret storage and nowhere else. */

import * as vscode from "vscode";
import * as z from "zod/mini";
import { Refusal } from "../../errors/refusal.ts";
import type { Credentials } from "../../oss/account.ts";

const storedSchema = z.object({
  accessKeyId: z.string(),
  accessKeySecret: z.string(),
  securityToken: z.optional(z.string()),
  /** ISO 8601 */
  expiration: z.optional(z.string()),
  /** Of servers outside of OSS that requests signed with the key may go to; version 0.1.0 did not keep them. */
  origins: z.optional(z.array(z.string())),
});

type Stored = z.infer<typeof storedSchema>;

const prefix = "account:";

export class Secrets implements vscode.Disposable {
  readonly #storage: vscode.SecretStorage;
  readonly #changed = new vscode.EventEmitter<string>();
  readonly #listener: vscode.Disposable;
  /** Accounts whose keys this window rewrites without a change to them. */
  readonly #adopting = new Set<string>();
  /** The account whose keys were changed, in this window or another one. */
  readonly onDidChange = this.#changed.event;

  constructor(storage: vscode.SecretStorage) {
    this.#storage = storage;
    this.#listener = storage.onDidChange(({ key }) => {
      if (!key.startsWith(prefix)) return;
      const account = key.slice(prefix.length);
      if (!this.#adopting.delete(account)) this.#changed.fire(account);
    });
  }

  /**
   * The keys of an account that sends to these servers outside of OSS; `undefined` when none were typed for it on
   * this machine. Throws a `Refusal` with code `key-of-other-address` when they were typed for others.
   */
  async read(account: string, origins: readonly string[]): Promise<Credentials | undefined> {
    const stored = await this.#stored(account);
    if (stored === undefined) return undefined;
    if (stored.origins === undefined) await this.#adopt(account, stored, origins);
    const strange = strangerAmong(origins, stored);
    if (strange !== undefined) {
      throw new Refusal("key-of-other-address", { account, origin: strange });
    }
    return credentialsOf(stored);
  }

  /** The same wherever they may be sent; what cannot be read counts as none. */
  async readIfPossible(account: string): Promise<Credentials | undefined> {
    // The error is not looked at: it may quote what it could not read.
    const stored = await this.#stored(account).catch(() => undefined);
    return stored && credentialsOf(stored);
  }

  /** The first of these servers that the keys of an account were not typed for. */
  async strangerAmong(account: string, origins: readonly string[]): Promise<string | undefined> {
    const stored = await this.#stored(account).catch(() => undefined);
    return stored && strangerAmong(origins, stored);
  }

  /** Throws a `Refusal` with code `keys-not-kept`. */
  async write(
    account: string,
    credentials: Credentials,
    origins: readonly string[],
  ): Promise<void> {
    const { accessKeyId, accessKeySecret, securityToken, expiration } = credentials;
    const keys = { accessKeyId, accessKeySecret, securityToken, expiration };
    await this.#store(account, JSON.stringify({ ...keys, origins }));
  }

  /** Gives the keys of one account to another that has none; the first has none afterwards. */
  async rename(from: string, to: string): Promise<void> {
    const text = await this.#storage.get(prefix + from);
    if (text === undefined) return;
    if ((await this.#storage.get(prefix + to)) === undefined) await this.#store(to, text);
    await this.forget(from);
  }

  /** Keeps what there is now, to be put back when a change comes to nothing. */
  async snapshot(account: string): Promise<() => Promise<void>> {
    const text = await this.#storage.get(prefix + account);
    return () => (text === undefined ? this.forget(account) : this.#store(account, text));
  }

  async #store(account: string, text: string): Promise<void> {
    try {
      await this.#storage.store(prefix + account, text);
    } catch {
      throw new Refusal("keys-not-kept", {});
    }
  }

  async forget(account: string): Promise<void> {
    await this.#storage.delete(prefix + account);
  }

  async #stored(account: string): Promise<Stored | undefined> {
    const text = await this.#storage.get(prefix + account);
    return text === undefined ? undefined : storedSchema.parse(JSON.parse(text));
  }

  /** Keys of before are taken to be for where their account sends now. */
  async #adopt(account: string, stored: Stored, origins: readonly string[]): Promise<void> {
    this.#adopting.add(account);
    try {
      await this.#storage.store(prefix + account, JSON.stringify({ ...stored, origins }));
    } catch {
      // The next reading tries again.
      this.#adopting.delete(account);
    }
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changed.dispose();
  }
}

function credentialsOf({ accessKeyId, accessKeySecret, securityToken, expiration }: Stored) {
  return {
    accessKeyId,
    accessKeySecret,
    ...(securityToken !== undefined && { securityToken }),
    ...(expiration !== undefined && { expiration: new Date(expiration) }),
  };
}

function strangerAmong(origins: readonly string[], stored: Stored): string | undefined {
  const { origins: known } = stored;
  return known && origins.find((origin) => !known.includes(origin));
}
