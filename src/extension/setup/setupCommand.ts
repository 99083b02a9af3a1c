/** Which account and bucket are checked, and what happens between two checks of them. */

import { t } from "@vscode/l10n";
import { describeProxies } from "../../http/network.ts";
import type { Detection } from "../../labels/detection.ts";
import type { ObjectAddress } from "../../oss/address.ts";
import { formatRequestLine } from "../../oss/requestLog.ts";
import type { SetupRequest } from "../../setup/checkSetup.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { BucketAccounts } from "../accounts/bucketAccounts.ts";
import { networkSettings } from "../accounts/networkSettings.ts";
import { type OpenClientServices, openAccount } from "../accounts/openClient.ts";
import { sourceText } from "../accounts/sourceText.ts";
import { chooseAccount } from "../accounts/wizard/choices.ts";
import { type AccountSetting, isSample } from "../settingsSchema.ts";
import type { Ui } from "../ui.ts";
import { openPlace } from "./setupActions.ts";
import { SetupPick } from "./setupPick.ts";

export interface SetupServices extends OpenClientServices {
  readonly ui: Ui;
  readonly accounts: Accounts;
  readonly bucketAccounts: BucketAccounts;
  /** Buckets that a person named, per account. */
  readonly namedBuckets: (account: string) => readonly string[];
  /** One billable call, whatever is known already; its answer is kept. Rejects with a `Failure`. */
  readonly detect: (
    account: string,
    image: ObjectAddress,
    signal: AbortSignal,
  ) => Promise<Detection>;
  /** The extension's own, for the report. */
  readonly version: string;
}

export class SetupCommand {
  readonly #services: SetupServices;

  constructor(services: SetupServices) {
    this.#services = services;
  }

  /** Resolves when the person has left the checklist. Throws a `Refusal` for an account that is not there. */
  async run(account: string | undefined, bucket: string | undefined): Promise<void> {
    const { accounts } = this.#services;
    let setting = await this.#setting(account, bucket);
    let looked = bucket;
    while (setting) {
      const left = await this.#show(setting, looked);
      if (left.kind === "closed") return;
      if (left.kind === "anotherBucket") {
        looked = (await this.#chooseBucket(left.buckets)) ?? looked;
        continue;
      }
      await openPlace(left.action, setting.name, this.#services.log);
      // A person who edited the account wants to see whether that helped.
      if (left.action.kind !== "editAccount") return;
      const { name } = setting;
      setting = accounts.list().accounts.find((known) => known.name === name);
    }
  }

  async #setting(
    account: string | undefined,
    bucket: string | undefined,
  ): Promise<AccountSetting | undefined> {
    const { accounts, bucketAccounts, ui } = this.#services;
    if (account !== undefined) return accounts.setting(account);
    const known = bucket === undefined ? undefined : bucketAccounts.known(bucket);
    if (known) return known;
    const all = accounts.list().accounts;
    if (all.length === 1) return all[0];
    return chooseAccount(ui, all, t("Check the setup of which account?"));
  }

  async #chooseBucket(buckets: readonly string[]): Promise<string | undefined> {
    const rows = buckets.map((bucket) => ({ label: bucket, bucket }));
    const chosen = await this.#services.ui.pick(rows, { title: t("Check which bucket?") });
    return chosen?.bucket;
  }

  #show(setting: AccountSetting, bucket: string | undefined) {
    const { ui, log, detect, version } = this.#services;
    return new SetupPick({
      ui,
      account: setting.name,
      bucket,
      request: this.#request(setting, bucket),
      log: (line) => log.info(formatRequestLine(line)),
      detect: (image, signal) => detect(setting.name, image, signal),
      network: networkText(),
      version,
    }).show();
  }

  #request(setting: AccountSetting, bucket: string | undefined): SetupRequest {
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
      isSample: isSample(setting),
    };
  }
}

function networkText(): string {
  try {
    return describeProxies(networkSettings());
  } catch {
    return t("the proxy in the settings is not an address");
  }
}
