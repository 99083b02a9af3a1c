/** The commands about accounts. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import type { Credentials } from "../../oss/account.ts";
import { readNode } from "../commandArgument.ts";
import { type CommandId, commandName, type Handler } from "../commandIds.ts";
import { type AccountSetting, isSample } from "../settingsSchema.ts";
import type { Ui } from "../ui.ts";
import { AccountChanges, type KeptByAccount } from "./accountChanges.ts";
import type { Accounts } from "./accounts.ts";
import { foreignOrigins } from "./foreignOrigins.ts";
import type { OpenClientServices } from "./openClient.ts";
import type { PlainHttp } from "./plainHttp.ts";
import type { Secrets } from "./secrets.ts";
import { type Tried, tryAccount } from "./tryAccount.ts";
import { type AccountAnswers, answersOf, keysOf, noAnswers, settingOf } from "./wizard/answers.ts";
import { chooseAccount, choosePart } from "./wizard/choices.ts";
import { askAccountQuestion } from "./wizard/questions.ts";
import {
  type AccountPart,
  type AccountStep,
  beforeStep,
  runWizard,
  stepsOf,
  tryingStep,
} from "./wizard/wizard.ts";

export interface AccountCommandServices extends OpenClientServices {
  readonly secrets: Secrets;
  readonly ui: Ui;
  readonly accounts: Accounts;
  /** What else is kept under the names of accounts. */
  readonly kept: readonly KeptByAccount[];
  readonly plainHttp: PlainHttp;
  /** Shows an account in the tree. */
  readonly reveal: (account: string) => Promise<void>;
  /** Forgets the labels that are known of an account's images; resolves to their number. */
  readonly forgetLabels: (account: string) => Promise<number>;
}

/** What menus, buttons and programs name an account by: a node of the tree, or its name. */
type AccountArgument = string | { readonly setting?: AccountSetting } | undefined;

/** The handlers of the commands about accounts. They reject with what went wrong. */
export function accountCommands(services: AccountCommandServices) {
  const commands = new AccountCommands(services);
  return {
    addAccount: () => commands.add(),
    editAccount: (account?: unknown, part?: unknown, bucket?: unknown) =>
      commands.edit(readAccount(account), part, bucket),
    renameAccount: (account?: unknown) => commands.rename(readAccount(account)),
    removeAccount: (account?: unknown) => commands.remove(readAccount(account)),
    moveAccountUp: (account?: unknown) => commands.move(readAccount(account), -1),
    moveAccountDown: (account?: unknown) => commands.move(readAccount(account), 1),
  } satisfies Partial<Record<CommandId, Handler>>;
}

/** The name of an account, or the account of a node of the tree. */
function readAccount(argument: unknown): string | undefined {
  return typeof argument === "string" ? argument : readNode(argument)?.account;
}

class AccountCommands {
  readonly #services: AccountCommandServices;
  readonly #changes: AccountChanges;

  constructor(services: AccountCommandServices) {
    this.#services = services;
    this.#changes = new AccountChanges(services.secrets, services.kept);
    this.#changes.follow(services.accounts);
  }

  /** Asks for everything; nothing is written before the last answer. */
  async add(): Promise<void> {
    const taken = this.#names();
    const answers = await this.#ask("all", noAnswers, t("Add an Account"), taken);
    if (!answers) return;
    const setting = settingOf(answers);
    await this.#services.plainHttp.keep();
    await this.#changes.add(setting, keysOf(answers));
    // The account is there, whether or not VS Code can show its row just now.
    await this.#services.reveal(setting.name).catch(() => undefined);
    this.#announce(setting.name);
  }

  #announce(name: string): void {
    const checkSetup = t("Check Setup");
    const told = this.#services.ui.tell({
      text: t('Added the account "{0}".', name),
      buttons: [checkSetup],
    });
    // Nobody waits for a notification.
    void told.then((pressed) => {
      if (pressed === checkSetup)
        void vscode.commands.executeCommand(commandName("checkSetup"), name);
    });
  }

  /** Asks what to change, unless that is said, and then for that part alone. */
  async edit(argument: AccountArgument, part?: unknown, bucket?: unknown): Promise<void> {
    const setting = await this.#chosen(argument, t("Edit which account?"), isReal);
    if (!setting) return;
    if (await this.#agreesToOtherAddress(setting)) return;
    const wanted = isReal(setting) ? parts.find((known) => known === part) : undefined;
    const toldBucket = typeof bucket === "string" ? bucket : "";
    if (wanted) return void (await this.#change(setting, wanted, toldBucket));
    for (;;) {
      const present = await this.#services.secrets.readIfPossible(setting.name);
      const choice = await choosePart(this.#services.ui, setting, present);
      if (choice === "remove") return this.remove(setting.name);
      if (choice && (await this.#change(setting, choice.part, choice.bucket))) return;
      if (!choice) return;
    }
  }

  /** Asks about a key that was typed for other servers; true when the person let it be used where the account sends now. */
  async #agreesToOtherAddress(setting: AccountSetting): Promise<boolean> {
    const { name, credentials } = setting;
    if (credentials.source !== "stored") return false;
    const { ui, secrets } = this.#services;
    const stranger = await secrets.strangerAmong(name, foreignOrigins(setting));
    if (stranger === undefined) return false;
    const [use, edit] = [t("Use It There"), t("Edit Account…")];
    const chosen = await ui.tell({
      text: t('Use the key of the account "{name}" at {stranger}?', { name, stranger }),
      severity: "warning",
      modal: true,
      detail: t(
        "The key was entered before the settings named this address. Anyone at that address can use the signed requests until they expire.",
      ),
      buttons: [use, edit],
    });
    if (chosen === undefined) throw new vscode.CancellationError();
    if (chosen === use) await this.#changes.allowKeys(setting);
    return chosen === use;
  }

  async rename(argument: AccountArgument): Promise<void> {
    const setting = await this.#chosen(argument, t("Rename which account?"));
    if (setting) await this.#change(setting, "name", "");
  }

  async remove(argument: AccountArgument): Promise<void> {
    const setting = await this.#chosen(argument, t("Remove which account?"));
    if (!setting) return;
    const { name, credentials } = setting;
    const isTyped = credentials.source === "stored";
    const remove = t("Remove");
    const forget = t("Remove and Forget Its Labels");
    const chosen = await this.#services.ui.tell({
      text: t('Remove the account "{0}"?', name),
      severity: "warning",
      modal: true,
      detail: isTyped
        ? t(
            "Its key is deleted from this machine. Nothing changes in OSS. Its labels stay known in case you add the account again under this name.",
          )
        : t(
            "Nothing changes in OSS. Its labels stay known in case you add the account again under this name.",
          ),
      buttons: [remove, forget],
    });
    if (chosen !== remove && chosen !== forget) return;
    await this.#changes.remove(name);
    if (chosen === forget) await this.#services.forgetLabels(name);
  }

  async move(argument: AccountArgument, by: -1 | 1): Promise<void> {
    const question = by === -1 ? t("Move which account up?") : t("Move which account down?");
    const setting = await this.#chosen(argument, question);
    if (setting) await this.#changes.move(setting.name, by);
  }

  /** False when the person went back. */
  async #change(setting: AccountSetting, part: AccountPart, bucket: string): Promise<boolean> {
    const { name } = setting;
    const present = await this.#services.secrets.readIfPossible(name);
    const initial = {
      ...answersOf(setting),
      accessKeyId: present?.accessKeyId ?? "",
      domainBucket: bucket,
      domain: setting.customDomains?.[bucket] ?? "",
    };
    const taken = this.#names().filter((other) => other !== name);
    const title = part === "name" ? t('Rename "{0}"', name) : t('Edit "{0}"', name);
    const answers = await this.#ask(part, initial, title, taken, {
      setting,
      keys: present,
    });
    if (!answers) return false;
    await this.#services.plainHttp.keep();
    await this.#changes.replace(name, settingOf(answers, setting), keysOf(answers, present));
    return true;
  }

  #ask(
    part: AccountPart,
    initial: AccountAnswers,
    title: string,
    taken: readonly string[],
    before?: { readonly setting: AccountSetting; readonly keys: Credentials | undefined },
  ): Promise<AccountAnswers | undefined> {
    const { ui, plainHttp } = this.#services;
    const tryKeys = async (
      step: AccountStep,
      answers: AccountAnswers,
    ): Promise<Tried | undefined> => {
      if (step !== tryingStep(part, answers)) return undefined;
      // They have been tried without a bucket already.
      if (!answers.mayList && answers.bucket.trim() === "") return undefined;
      const setting = settingOf(answers, before?.setting);
      return tryAccount(setting, keysOf(answers, before?.keys), this.#services);
    };
    const context = { ui, title, taken, present: before?.keys, plainHttp, tryKeys };
    plainHttp.drop();
    return runWizard(initial, {
      steps: (answers) => stepsOf(part, answers),
      ask: (step, answers, position) =>
        askAccountQuestion(step, beforeStep(step, answers), position, context),
      canLeaveBack: part !== "all",
    });
  }

  async #chosen(
    argument: AccountArgument,
    question: string,
    isOffered: (setting: AccountSetting) => boolean = () => true,
  ): Promise<AccountSetting | undefined> {
    const { accounts, ui } = this.#services;
    const name = typeof argument === "string" ? argument : argument?.setting?.name;
    if (name !== undefined) return accounts.setting(name);
    return chooseAccount(ui, accounts.list().accounts.filter(isOffered), question);
  }

  #names(): string[] {
    return this.#services.accounts.list().accounts.map(({ name }) => name);
  }
}

const parts: readonly AccountPart[] = ["name", "credentials", "keys", "place", "bucket", "domain"];

function isReal(setting: AccountSetting): boolean {
  return !isSample(setting);
}
