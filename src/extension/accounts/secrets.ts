/** The keys that a person typed, in VS Code's secret storage and nowhere else. */
import type * as vscode from "vscode";
import * as z from "zod/mini";
import type { Credentials } from "../../oss/account.ts";

const storedSchema = z.object({
  accessKeyId: z.string(),
  accessKeySecret: z.string(),
  securityToken: z.optional(z.string()),
});

export class Secrets {
  readonly #storage: vscode.SecretStorage;

  constructor(storage: vscode.SecretStorage) {
    this.#storage = storage;
  }

  /** `undefined` when none were typed for this account on this machine. */
  async read(account: string): Promise<Credentials | undefined> {
    const text = await this.#storage.get(nameOf(account));
    if (text === undefined) return undefined;
    const { accessKeyId, accessKeySecret, securityToken } = storedSchema.parse(JSON.parse(text));
    return {
      accessKeyId,
      accessKeySecret,
      ...(securityToken !== undefined && { securityToken }),
    };
  }

  async write(account: string, credentials: Credentials): Promise<void> {
    const { accessKeyId, accessKeySecret, securityToken } = credentials;
    const text = JSON.stringify({ accessKeyId, accessKeySecret, securityToken });
    await this.#storage.store(nameOf(account), text);
  }

  async forget(account: string): Promise<void> {
    await this.#storage.delete(nameOf(account));
  }
}

function nameOf(account: string): string {
  return `account:${account}`;
}
