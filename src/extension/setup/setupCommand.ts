/** Which account and bucket are checked, and what happens between two checks of them. */
import * as vscode from "vscode";
import { describeProxies } from "../../oss/network.ts";
import { formatRequestLine } from "../../oss/requestLog.ts";
import type { SetupSubject } from "../../setup/setupSubject.ts";
import { chooseAccount } from "../accounts/choices.ts";
import { networkSettings } from "../accounts/networkSettings.ts";
import { openAccount } from "../accounts/openClient.ts";
import { sourceText } from "../accounts/sourceText.ts";
import type { AccountSetting } from "../settingsSchema.ts";
import { openPlace } from "./setupActions.ts";
import type { SetupServices } from "./setupHandler.ts";
import { SetupPick } from "./setupPick.ts";

export class SetupCommand {
  readonly #services: SetupServices;

  constructor(services: SetupServices) {
    this.#services = services;
  }

  /** Resolves when the person has left the checklist. Throws `OssError` for an account that is not there. */
  async run(account: string | undefined, bucket: string | undefined): Promise<void> {
    const { accounts } = this.#services;
    let setting = await this.#setting(account, bucket);
    let looked = bucket;
    while (setting) {
      const left = await this.#show(setting, looked);
      if (left.kind === "closed") return;
      if (left.kind === "anotherBucket") {
        looked = (await chooseBucket(left.buckets)) ?? looked;
        continue;
      }
      await openPlace(left.action, setting.name, this.#services.log);
      // Whoever edited the account wants to see whether that helped.
      if (left.action.kind !== "editAccount") return;
      const { name } = setting;
      setting = accounts.list().accounts.find((known) => known.name === name);
    }
  }

  async #setting(
    account: string | undefined,
    bucket: string | undefined,
  ): Promise<AccountSetting | undefined> {
    const { accounts, owners } = this.#services;
    if (account !== undefined) return accounts.setting(account);
    const owner = bucket === undefined ? undefined : owners.known(bucket);
    if (owner) return owner;
    const known = accounts.list().accounts;
    if (known.length === 1) return known[0];
    return chooseAccount(known, "Check the setup of which account?");
  }

  #show(setting: AccountSetting, bucket: string | undefined) {
    const { log, detect, version } = this.#services;
    return new SetupPick({
      account: setting.name,
      bucket,
      subject: this.#subject(setting, bucket),
      log: (line) => log.info(formatRequestLine(line)),
      detect: (image, signal) => detect(setting.name, image, signal),
      network: networkText(),
      version,
    }).show();
  }

  #subject(setting: AccountSetting, bucket: string | undefined): SetupSubject {
    const { name, credentials } = setting;
    const { source } = credentials;
    const services = this.#services;
    return {
      open: async () => {
        const opened = await openAccount(setting, services);
        return { ...opened, checksCertificates: networkSettings().strictSsl !== false };
      },
      bucket,
      namedBuckets: services.namedBuckets(name),
      keySource: sourceText(credentials),
      typedKeys: source === "stored",
      renewsKeys: source !== "stored" && source !== "environment",
      isSample: source === "sample",
    };
  }
}

function networkText(): string {
  try {
    return describeProxies(networkSettings());
  } catch {
    return "the proxy of the settings is no address";
  }
}

async function chooseBucket(buckets: readonly string[]): Promise<string | undefined> {
  return vscode.window.showQuickPick([...buckets], { title: "Check which bucket?" });
}
