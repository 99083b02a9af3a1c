/** The accounts of the settings, each opened (credentials, client) when it is first used. */

import * as vscode from "vscode";
import { Refusal } from "../../errors/refusal.ts";
import type { OssClient } from "../../oss/client.ts";
import { readAccountSettings, readSetting, settingsSection } from "../settings.ts";
import type { AccountSetting } from "../settingsSchema.ts";

/** Makes the client of an account; the heavy parts are loaded here. */
export type OpenClient = (setting: AccountSetting) => Promise<OpenedClient>;

export interface OpenedClient {
  readonly client: OssClient;
  /** Reads the keys anew for the next call. */
  forgetKeys(): void;
}

interface Opened {
  /** The setting as it was when the client was made. */
  readonly setting: string;
  readonly made: Promise<OpenedClient>;
}

export class Accounts implements vscode.Disposable {
  readonly #openClient: OpenClient;
  readonly #opened = new Map<string, Opened>();
  readonly #changed = new vscode.EventEmitter<ReadonlySet<string>>();
  readonly #listener: vscode.Disposable;
  /** Each account's setting as it was told last, by name. */
  #known: ReadonlyMap<string, string>;
  /**
   * Names of the accounts that were added, removed or changed. None when only their order changed, or what is wrong
   * in the settings.
   */
  readonly onDidChange = this.#changed.event;
  readonly #renamed = new vscode.EventEmitter<{ readonly from: string; readonly to: string }>();
  /** An account that was renamed and is otherwise unchanged. */
  readonly onDidRename = this.#renamed.event;
  readonly #removed = new vscode.EventEmitter<string>();
  /** The name of an account that the settings no longer have. */
  readonly onDidRemove = this.#removed.event;

  constructor(openClient: OpenClient) {
    this.#openClient = openClient;
    this.#known = this.#written();
    this.#listener = vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("http")) this.#reopen([...this.#known.keys()]);
      if (event.affectsConfiguration(`${settingsSection}.accounts`)) this.#compare();
    });
  }

  /** In the order of the settings, with a sentence for each that is written wrongly. */
  list(): { accounts: AccountSetting[]; problems: string[] } {
    return readAccountSettings();
  }

  /** Throws a `Refusal` with code `no-such-account`. */
  setting(name: string): AccountSetting {
    const setting = this.list().accounts.find((account) => account.name === name);
    if (setting) return setting;
    throw new Refusal("no-such-account", { account: name });
  }

  /** The client of an account, shared by all who use it until its setting changes. */
  async client(name: string): Promise<OssClient> {
    const setting = this.setting(name);
    const written = JSON.stringify(setting);
    const opened = this.#opened.get(name);
    if (opened?.setting === written) return (await opened.made).client;
    this.#close(name);
    const made = this.#openClient(setting);
    this.#opened.set(name, { setting: written, made });
    made.catch(() => {
      if (this.#opened.get(name)?.made === made) this.#opened.delete(name);
    });
    return (await made).client;
  }

  /** Reads the keys of an account, or of all, anew for the next call; calls under way go on with theirs. */
  forgetKeys(name?: string): void {
    const names = name === undefined ? [...this.#opened.keys()] : [name];
    for (const one of names) {
      this.#opened
        .get(one)
        ?.made.then(({ forgetKeys }) => forgetKeys())
        .catch(() => undefined);
    }
  }

  /** To be called when the keys of an account changed. */
  keysChanged(name: string): void {
    // Those of an account that is being added or renamed come before its setting.
    if (this.#known.has(name)) this.#reopen([name]);
  }

  async dispose(): Promise<void> {
    this.#listener.dispose();
    for (const emitter of [this.#changed, this.#renamed, this.#removed]) emitter.dispose();
    for (const { made } of this.#opened.values()) {
      void made.then(({ client }) => client.close()).catch(() => undefined);
    }
    this.#opened.clear();
  }

  #written(): ReadonlyMap<string, string> {
    return new Map(this.list().accounts.map((setting) => [setting.name, JSON.stringify(setting)]));
  }

  #compare(): void {
    const before = this.#known;
    this.#known = this.#written();
    const names = [...before.keys(), ...this.#known.keys()];
    this.#tellOfGone(before);
    this.#reopen(names.filter((name) => before.get(name) !== this.#known.get(name)));
  }

  #tellOfGone(before: ReadonlyMap<string, string>): void {
    const written = writtenNames();
    // While the settings cannot be read, no account is known to be gone.
    if (!written) return;
    const gone = [...before].filter(([name]) => !written.has(name));
    const added = [...this.#known].filter(([name]) => !before.has(name));
    for (const [from, setting] of gone) {
      const same = added.filter(([, other]) => withoutName(other) === withoutName(setting));
      const [to] = same.length === 1 && gone.length === 1 ? (same[0] ?? []) : [];
      if (to === undefined) this.#removed.fire(from);
      else this.#renamed.fire({ from, to });
    }
  }

  #reopen(names: readonly string[]): void {
    for (const name of names) this.#close(name);
    this.#changed.fire(new Set(names));
  }

  #close(name: string): void {
    const opened = this.#opened.get(name);
    this.#opened.delete(name);
    void opened?.made.then(({ client }) => client.closeWhenIdle()).catch(() => undefined);
  }
}

/** Names of all entries, also of those that lack something; `undefined` when the setting is no list. */
function writtenNames(): ReadonlySet<unknown> | undefined {
  try {
    const entries = readSetting("accounts");
    return new Set(entries.map((entry) => (entry as { name?: unknown } | null)?.name));
  } catch {
    return undefined;
  }
}

function withoutName(setting: string): string {
  const { name: _, ...rest } = JSON.parse(setting) as AccountSetting;
  return JSON.stringify(rest);
}
