/** The commands about accounts. */
import type { Credentials } from "../../oss/account.ts";
import type { CommandId, Handler } from "../commandIds.ts";
import type { AccountSetting } from "../settingsSchema.ts";
import type { Ui } from "../ui.ts";
import { AccountChanges, type KeptByAccount } from "./accountChanges.ts";
import type { Accounts } from "./accounts.ts";
import type { PlainHttp } from "./plainHttp.ts";
import type { Secrets } from "./secrets.ts";
import {
  type AccountAnswers,
  answersOf,
  freeName,
  keysOf,
  noAnswers,
  settingOf,
} from "./wizard/answers.ts";
import { chooseAccount, choosePart } from "./wizard/choices.ts";
import { askAccountQuestion } from "./wizard/questions.ts";
import { type AccountPart, runWizard, stepsOf } from "./wizard/wizard.ts";

export interface AccountCommandServices {
  readonly ui: Ui;
  readonly accounts: Accounts;
  readonly secrets: Secrets;
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
    editAccount: (account?: AccountArgument, part?: unknown, bucket?: unknown) =>
      commands.edit(account, part, bucket),
    renameAccount: (account?: AccountArgument) => commands.rename(account),
    removeAccount: (account?: AccountArgument) => commands.remove(account),
    moveAccountUp: (account?: AccountArgument) => commands.move(account, -1),
    moveAccountDown: (account?: AccountArgument) => commands.move(account, 1),
  } satisfies Partial<Record<CommandId, Handler>>;
}

class AccountCommands {
  readonly #services: AccountCommandServices;
  readonly #changes: AccountChanges;

  constructor(services: AccountCommandServices) {
    this.#services = services;
    this.#changes = new AccountChanges(services.secrets, services.kept);
  }

  /** Asks for everything; nothing is written before the last answer. */
  async add(): Promise<void> {
    const taken = this.#names();
    const initial = { ...noAnswers, name: freeName("OSS", taken) };
    const answers = await this.#ask("all", initial, "Add an Account", taken, undefined);
    if (!answers) return;
    const setting = settingOf(answers);
    await this.#services.plainHttp.keep();
    await this.#changes.add(setting, keysOf(answers));
    // The account is there, whether or not VS Code can show its row just now.
    await this.#services.reveal(setting.name).catch(() => undefined);
  }

  /** Asks what to change, unless that is said, and then for that part alone. */
  async edit(argument: AccountArgument, part?: unknown, bucket?: unknown): Promise<void> {
    const setting = await this.#chosen(argument, "Edit which account?", isReal);
    if (!setting) return;
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

  async rename(argument: AccountArgument): Promise<void> {
    const setting = await this.#chosen(argument, "Rename which account?");
    if (setting) await this.#change(setting, "name", "");
  }

  async remove(argument: AccountArgument): Promise<void> {
    const setting = await this.#chosen(argument, "Remove which account?");
    if (!setting) return;
    const { name, credentials } = setting;
    const isTyped = credentials.source === "stored";
    const remove = "Remove";
    const forget = "Remove and Forget Its Labels";
    const chosen = await this.#services.ui.tell({
      text: `Remove the account "${name}"?`,
      severity: "warning",
      modal: true,
      detail: `${isTyped ? "Its key is deleted from this machine. " : ""}Nothing changes in OSS. Its labels stay known in case you add the account again under this name.`,
      buttons: [remove, forget],
    });
    if (chosen !== remove && chosen !== forget) return;
    await this.#changes.remove(name);
    if (chosen === forget) await this.#services.forgetLabels(name);
  }

  async move(argument: AccountArgument, by: -1 | 1): Promise<void> {
    const where = by === -1 ? "up" : "down";
    const setting = await this.#chosen(argument, `Move which account ${where}?`);
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
    const answers = await this.#ask(part, initial, `Edit "${name}"`, taken, present);
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
    present: Credentials | undefined,
  ): Promise<AccountAnswers | undefined> {
    const { ui, plainHttp } = this.#services;
    const context = { ui, title, taken, present, plainHttp };
    plainHttp.drop();
    return runWizard(initial, {
      steps: (answers) => stepsOf(part, answers),
      ask: (step, answers, position) => askAccountQuestion(step, answers, position, context),
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

function isReal({ credentials }: AccountSetting): boolean {
  return credentials.source !== "sample";
}
