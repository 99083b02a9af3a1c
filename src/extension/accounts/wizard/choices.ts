/** Asks which account is meant, and which part of it to change. */

import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { Refusal } from "../../../errors/refusal.ts";
import { type Credentials, maskedKeyId } from "../../../oss/account.ts";
import { type AccountSetting, isSample } from "../../settingsSchema.ts";
import type { Ui } from "../../ui.ts";
import { sourceText } from "../sourceText.ts";
import type { AccountPart } from "./wizard.ts";

/** The only account is not asked for. `undefined` when the person changed their mind. */
export async function chooseAccount(
  ui: Ui,
  accounts: readonly AccountSetting[],
  question: string,
): Promise<AccountSetting | undefined> {
  if (accounts.length === 0) {
    throw new Refusal("no-account", { reason: "none" });
  }
  const items = accounts.map((account) => ({
    label: account.name,
    description: [account.endpoint ?? account.region, account.bucket].filter(Boolean).join(" · "),
    account,
  }));
  const chosen = await ui.pick(items, { title: question });
  return chosen?.account;
}

export interface PartChoice {
  readonly part: AccountPart;
  /** With `domain`: whose; empty to ask. */
  readonly bucket: string;
}

interface PartItem extends vscode.QuickPickItem {
  readonly choice?: PartChoice | "remove";
}

/** The parts of an account that can be changed, each with its present value. */
export async function choosePart(
  ui: Ui,
  setting: AccountSetting,
  keys: Credentials | undefined,
): Promise<PartChoice | "remove" | undefined> {
  const chosen = await ui.pick(partItems(setting, keys), {
    title: t('Edit "{0}"', setting.name),
    placeholder: t("What do you want to change?"),
    keepOpen: true,
  });
  return chosen?.choice;
}

function partItems(setting: AccountSetting, keys: Credentials | undefined): PartItem[] {
  const { name, region, endpoint, bucket, prefix, credentials } = setting;
  const row = (icon: string, label: string, description: string, part: AccountPart): PartItem => ({
    label,
    description,
    iconPath: new vscode.ThemeIcon(icon),
    choice: { part, bucket: "" },
  });
  const remove: PartItem[] = [
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    { label: t("Remove the account…"), iconPath: new vscode.ThemeIcon("trash"), choice: "remove" },
  ];
  if (isSample(setting)) return [row("tag", t("Name"), name, "name"), ...remove];
  const key = keys ? maskedKeyId(keys.accessKeyId) : t("none is kept on this machine");
  return [
    row("tag", t("Name"), name, "name"),
    row("account", t("Source of the keys"), sourceText(credentials), "credentials"),
    ...(credentials.source === "stored" ? [row("key", t("AccessKey"), key, "keys")] : []),
    row("globe", t("Region or endpoint"), endpoint ?? region ?? "", "place"),
    row(
      "database",
      t("Bucket and prefix"),
      bucket === undefined ? t("all buckets") : [bucket, prefix].filter(Boolean).join("/"),
      "bucket",
    ),
    ...domainItems(setting),
    ...remove,
  ];
}

function domainItems({ customDomains = {} }: AccountSetting): PartItem[] {
  const iconPath = new vscode.ThemeIcon("link");
  return [
    ...Object.entries(customDomains).map(([bucket, domain]) => ({
      label: t("Domain of {0}", bucket),
      description: domain,
      iconPath,
      choice: { part: "domain" as const, bucket },
    })),
    {
      label: t("Add a bucket's custom domain"),
      description: Object.keys(customDomains).length === 0 ? t("none yet") : "",
      iconPath,
      choice: { part: "domain", bucket: "" },
    },
  ];
}
