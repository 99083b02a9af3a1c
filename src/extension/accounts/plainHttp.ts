/** Asks once per address whether requests may go there unencrypted, and remembers it over restarts. */
import * as vscode from "vscode";
import { type Endpoint, sendsInTheClear } from "../../oss/endpoint.ts";

const memoryKey = "plainHttpAgreed";

export class PlainHttp {
  readonly #memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  /** True for HTTPS, for this machine and for internal endpoints, and for what a person agreed to. */
  allows(endpoint: Endpoint): boolean {
    return !sendsInTheClear(endpoint) || this.#agreed().includes(endpoint.endpoint);
  }

  /** The same, after asking where nobody has agreed yet. */
  async ask(endpoint: Endpoint): Promise<boolean> {
    if (this.allows(endpoint)) return true;
    const agree = "Send Unencrypted";
    const chosen = await vscode.window.showWarningMessage(
      `Send requests to ${endpoint.endpoint} unencrypted?`,
      {
        modal: true,
        detail:
          "Over plain HTTP whoever is on the way can read the pictures and use the signed requests until they expire. Write https:// unless the address has no HTTPS.",
      },
      agree,
    );
    if (chosen !== agree) return false;
    await this.#memory.update(memoryKey, [...this.#agreed(), endpoint.endpoint]);
    return true;
  }

  #agreed(): readonly string[] {
    return this.#memory.get<string[]>(memoryKey) ?? [];
  }
}
