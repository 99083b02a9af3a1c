/** Asks once per destination whether pictures of this side may be uploaded there for a call. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import * as z from "zod/mini";
import { parseJson } from "../../oss/lenient.ts";
import { SharedWork } from "../../oss/sharedWork.ts";
import { AccountMemory } from "../accountMemory.ts";
import type { Ui } from "../ui.ts";

/** Accounts with different endpoints may have different buckets of one name, so the account is part of it. */
export interface UploadDestination {
  readonly account: string;
  /** `oss://bucket/prefix` */
  readonly location: string;
  /** The account bills nothing. */
  readonly isFree: boolean;
}

export class UploadConsent {
  readonly #ui: Ui;
  /** Locations that a person agreed to, by account. */
  readonly #agreed: AccountMemory<string[]>;
  readonly #questions = new SharedWork<void>();

  constructor(ui: Ui, memory: vscode.Memento) {
    this.#ui = ui;
    this.#agreed = new AccountMemory(memory, "uploadAgreed", z.array(z.string()), byAccount);
  }

  /** Whether the person agreed before. */
  hasAgreed({ account, location }: UploadDestination): boolean {
    return this.#locations(account).includes(location);
  }

  /** Resolves when the person agrees or agreed before; throws a `CancellationError` when they do not. */
  async ask(destination: UploadDestination): Promise<void> {
    const { account, location } = destination;
    if (this.hasAgreed(destination)) return;
    // Of several pictures at once, all wait for the one question.
    const name = JSON.stringify([account, location]);
    await this.#questions.run(name, undefined, undefined, () => this.#askAndKeep(destination));
  }

  renameAccount(from: string, to: string): Promise<void> {
    return this.#agreed.renameAccount(from, to);
  }

  /** A new account may take the name, so its destinations are asked about again. */
  forgetAccount(account: string): Promise<void> {
    return this.#agreed.forgetAccount(account);
  }

  #locations(account: string): readonly string[] {
    return this.#agreed.of(account) ?? [];
  }

  async #askAndKeep({ account, location, isFree }: UploadDestination): Promise<void> {
    const upload = t("Upload and Detect");
    const chosen = await this.#ui.tell({
      text: t("Upload local pictures to {0} for detection?", location),
      modal: true,
      detail: isFree
        ? t(
            'A copy is uploaded with the account "{0}", its labels are detected (nothing is billed), and the copy is deleted. You are asked once for this location.',
            account,
          )
        : t(
            'A copy is uploaded with the account "{0}", its labels are detected (1 billable call), and the copy is deleted. You are asked once for this location.',
            account,
          ),
      buttons: [upload],
    });
    if (chosen !== upload) throw new vscode.CancellationError();
    await this.#agreed.set(account, [...this.#locations(account), location]);
  }
}

/** Version 0.1.0 kept a list of `["account","location"]` as JSON. */
function byAccount(kept: unknown): unknown {
  if (!Array.isArray(kept)) return kept;
  const agreed: Record<string, string[]> = {};
  for (const entry of kept) {
    // Anything that no version wrote does not count as consent.
    const pair = pairSchema.safeParse(parseJson(String(entry)));
    if (!pair.success) continue;
    const [account, location] = pair.data;
    agreed[account] = [...(agreed[account] ?? []), location];
  }
  return agreed;
}

const pairSchema = z.tuple([z.string(), z.string()]);
