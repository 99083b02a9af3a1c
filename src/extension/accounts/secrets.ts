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
});

const prefix = "account:";

export class Secrets implements vscode.Disposable {
  readonly #storage: vscode.SecretStorage;
  readonly #changed = new vscode.EventEmitter<string>();
  readonly #listener: vscode.Disposable;
  /** The account whose keys were changed, in this window or another one. */
  readonly onDidChange = this.#changed.event;

  constructor(storage: vscode.SecretStorage) {
    this.#storage = storage;
    this.#listener = storage.onDidChange(({ key }) => {
      if (key.startsWith(prefix)) this.#changed.fire(key.slice(prefix.length));
    });
  }

  /** `undefined` when none were typed for this account on this machine. */
  async read(account: string): Promise<Credentials | undefined> {
    const text = await this.#storage.get(prefix + account);
    if (text === undefined) return undefined;
    const { expiration, securityToken, ...key } = storedSchema.parse(JSON.parse(text));
    return {
      ...key,
      ...(securityToken !== undefined && { securityToken }),
      ...(expiration !== undefined && { expiration: new Date(expiration) }),
    };
  }

  /** The same where what cannot be read counts as none. */
  async readIfPossible(account: string): Promise<Credentials | undefined> {
    // The error is not looked at: it may quote what it could not read.
    return this.read(account).catch(() => undefined);
  }

  /** Throws a `Refusal` with code `keys-not-kept`. */
  async write(account: string, credentials: Credentials): Promise<void> {
    const { accessKeyId, accessKeySecret, securityToken, expiration } = credentials;
    const text = JSON.stringify({ accessKeyId, accessKeySecret, securityToken, expiration });
    try {
      await this.#storage.store(prefix + account, text);
    } catch {
      throw new Refusal("keys-not-kept", {});
    }
  }

  async forget(account: string): Promise<void> {
    await this.#storage.delete(prefix + account);
  }

  dispose(): void {
    this.#listener.dispose();
    this.#changed.dispose();
  }
}
