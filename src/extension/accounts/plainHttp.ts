/** Asks whether requests may go to an address unencrypted; what was agreed to is remembered over restarts. */
import { t } from "@vscode/l10n";
import type * as vscode from "vscode";
import * as z from "zod/mini";
import { type Endpoint, sendsInTheClear } from "../../oss/endpoint.ts";
import type { Ui } from "../ui.ts";

const memoryKey = "plainHttpAgreed";
const memorySchema = z.array(z.string());

export class PlainHttp {
  readonly #ui: Ui;
  readonly #memory: vscode.Memento;
  /** Agreed to in an account that is not saved yet. */
  readonly #justAgreed = new Set<string>();

  constructor(ui: Ui, memory: vscode.Memento) {
    this.#ui = ui;
    this.#memory = memory;
  }

  /** True for HTTPS, for this machine and for internal endpoints, and for what a person agreed to. */
  allows(endpoint: Endpoint): boolean {
    return !sendsInTheClear(endpoint) || this.#agreed().includes(endpoint.endpoint);
  }

  /** The same, after asking where nobody has agreed yet. */
  async ask(endpoint: Endpoint): Promise<boolean> {
    if (this.allows(endpoint) || this.#justAgreed.has(endpoint.endpoint)) return true;
    const agree = t("Send Unencrypted");
    const chosen = await this.#ui.tell({
      text: t("Send requests to {0} unencrypted?", endpoint.endpoint),
      severity: "warning",
      modal: true,
      detail: t(
        "Over plain HTTP, anyone on the network path can read the pictures and use the signed requests until they expire. Write https:// if the address supports it.",
      ),
      buttons: [agree],
    });
    if (chosen !== agree) return false;
    this.#justAgreed.add(endpoint.endpoint);
    return true;
  }

  /** To be called when the account is saved: its addresses are allowed from now on. */
  async keep(): Promise<void> {
    if (this.#justAgreed.size === 0) return;
    await this.#memory.update(memoryKey, [...this.#agreed(), ...this.#justAgreed]);
    this.#justAgreed.clear();
  }

  /** To be called when the person changed their mind. */
  drop(): void {
    this.#justAgreed.clear();
  }

  /** What is of another shape agrees to nothing. */
  #agreed(): readonly string[] {
    return memorySchema.safeParse(this.#memory.get(memoryKey)).data ?? [];
  }
}
