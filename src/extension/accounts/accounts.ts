/** The accounts of the settings, each opened (credentials, client) when it is first used. */
import * as vscode from "vscode";
import type { OssClient } from "../../oss/client.ts";
import { OssError } from "../../oss/error.ts";
import { readAccountSettings, settingsSection } from "../settings.ts";
import type { AccountSetting } from "../settingsSchema.ts";

/** Makes the client of an account; the heavy parts are loaded here. */
export type OpenClient = (setting: AccountSetting) => Promise<OssClient>;

interface Opened {
  /** The setting as it was when the client was made. */
  readonly setting: string;
  readonly client: Promise<OssClient>;
}

export class Accounts implements vscode.Disposable {
  readonly #openClient: OpenClient;
  readonly #opened = new Map<string, Opened>();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #listener: vscode.Disposable;
  readonly onDidChange = this.#changed.event;

  constructor(openClient: OpenClient) {
    this.#openClient = openClient;
    this.#listener = vscode.workspace.onDidChangeConfiguration((event) => {
      const network = event.affectsConfiguration("http");
      if (network) this.#closeAll();
      if (network || event.affectsConfiguration(`${settingsSection}.accounts`)) this.changed();
    });
  }

  /** In the order of the settings, with a sentence for each that is written wrongly. */
  list(): { accounts: AccountSetting[]; problems: string[] } {
    return readAccountSettings();
  }

  /** Throws an {@link OssError} with code `no-such-account`. */
  setting(name: string): AccountSetting {
    const setting = this.list().accounts.find((account) => account.name === name);
    if (setting) return setting;
    throw new OssError({
      code: "no-such-account",
      message: `There is no account named "${name}" any more. Add it, or choose another one.`,
      action: "editAccount",
    });
  }

  /** The client of an account, shared by all who use it until its setting changes. */
  client(name: string): Promise<OssClient> {
    const setting = this.setting(name);
    const written = JSON.stringify(setting);
    const opened = this.#opened.get(name);
    if (opened?.setting === written) return opened.client;
    this.#close(name);
    const client = this.#openClient(setting);
    this.#opened.set(name, { setting: written, client });
    client.catch(() => this.#opened.delete(name));
    return client;
  }

  /** To be called when something outside the settings changed, such as a stored secret. */
  changed(name?: string): void {
    if (name !== undefined) this.#close(name);
    this.#changed.fire();
  }

  async dispose(): Promise<void> {
    this.#listener.dispose();
    this.#changed.dispose();
    this.#closeAll();
  }

  #closeAll(): void {
    for (const name of [...this.#opened.keys()]) this.#close(name);
  }

  #close(name: string): void {
    const opened = this.#opened.get(name);
    this.#opened.delete(name);
    void opened?.client.then((client) => client.close()).catch(() => undefined);
  }
}
