/** Reads settings at the moment of use; nothing is kept. */

import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { Refusal } from "../errors/refusal.ts";
import { wordsFor } from "../messages/explain.ts";
import {
  type AccountSetting,
  accountSettingSchema,
  defaultSettings,
  entrySchemas,
  type SettingName,
  type SettingValue,
  settingExpectations,
  settingSchemas,
} from "./settingsSchema.ts";

export const settingsSection = "ossImageLabels";

/**
 * A setting's value. Throws a `Refusal` with code `wrong-setting` when it is not what it must
 * be: to guess could cost money or send data to the wrong place. Of settings with many entries the wrong ones are left
 * out instead; `settingProblems` tells of them. What `strictest` names, a workspace can make stricter only.
 */
export function readSetting<Name extends SettingName>(
  name: Name,
  scope: vscode.ConfigurationScope | null = null,
): SettingValue<Name> {
  if (isGuarded(name)) return strictestOf(name) as SettingValue<Name>;
  const value = writtenValue(name, scope);
  if (value === undefined) return defaultSettings[name] as SettingValue<Name>;
  const parsed = settingSchemas[name].safeParse(
    hasEntries(name) ? rightEntries(name, value) : value,
  );
  if (parsed.success) return parsed.data as SettingValue<Name>;
  throw wrongSetting(name, value);
}

/** Throws a `Refusal` where the person's settings forbid every write. */
export function refuseWhenReadOnly(): void {
  if (readSetting("readOnly")) throw new Refusal("read-only", {});
}

/** What is wrong in the settings of many entries, a sentence for each wrong one. */
export function settingProblems(scope: vscode.ConfigurationScope | null = null): string[] {
  return Object.keys(entrySchemas).flatMap((name) => {
    if (!hasEntries(name)) return [];
    const value = writtenValue(name, scope);
    if (value === undefined) return [];
    if (!isCollection(name, value)) return [wordsFor(wrongSetting(name, value))];
    return Object.entries(value)
      .filter(([, entry]) => !entrySchemas[name].safeParse(entry).success)
      .map(([key, entry]) => wordsFor(wrongEntry(name, key, entry)));
  });
}

/** Which of all that is written counts: what guards a person's objects and money is not for a workspace to loosen. */
const strictest = {
  readOnly: (written: readonly boolean[]) => written.includes(true),
  /** 0 sets no limit. */
  "batch.dailyCalls": (written: readonly number[]) => {
    const limits = written.filter((calls) => calls > 0);
    return limits.length > 0 ? Math.min(...limits) : 0;
  },
};

type GuardedName = keyof typeof strictest;

function isGuarded(name: SettingName): name is GuardedName {
  return Object.hasOwn(strictest, name);
}

function strictestOf(name: GuardedName): boolean | number {
  // Each is given the values of its own setting.
  return strictest[name](writtenEverywhere(name) as never[]);
}

/** By the person and by the workspace. Throws where one of them is not what it must be. */
function writtenEverywhere<Name extends GuardedName>(name: Name): SettingValue<Name>[] {
  const written = vscode.workspace.getConfiguration(settingsSection).inspect<unknown>(name);
  const { globalValue, workspaceValue, workspaceFolderValue } = written ?? {};
  return [globalValue, workspaceValue, workspaceFolderValue]
    .filter((value) => value !== undefined)
    .map((value) => {
      const parsed = settingSchemas[name].safeParse(value);
      if (parsed.success) return parsed.data as SettingValue<Name>;
      throw wrongSetting(name, value);
    });
}

type EntriesName = keyof typeof entrySchemas;

function hasEntries(name: string): name is EntriesName {
  return Object.hasOwn(entrySchemas, name);
}

function writtenValue(name: SettingName, scope: vscode.ConfigurationScope | null): unknown {
  return vscode.workspace.getConfiguration(settingsSection, scope).get<unknown>(name);
}

function isCollection(name: EntriesName, value: unknown): value is object {
  return (
    typeof value === "object" &&
    value !== null &&
    Array.isArray(value) === Array.isArray(defaultSettings[name])
  );
}

function rightEntries(name: EntriesName, value: unknown): unknown {
  if (!isCollection(name, value)) return defaultSettings[name];
  const right = Object.entries(value).filter(
    ([, entry]) => entrySchemas[name].safeParse(entry).success,
  );
  return Array.isArray(value) ? right.map(([, entry]) => entry) : Object.fromEntries(right);
}

function wrongEntry(name: EntriesName, key: string, entry: unknown): Refusal {
  return new Refusal("wrong-setting-entry", {
    setting: `${settingsSection}.${name}`,
    entry: key.slice(0, 60),
    value: (JSON.stringify(entry) ?? String(entry)).slice(0, 40),
  });
}

function wrongSetting(name: SettingName, value: unknown): Refusal {
  const facts = { setting: `${settingsSection}.${name}`, expected: settingExpectations()[name] };
  // What is wrong about the accounts may hold a key.
  if (name === "accounts") return new Refusal("wrong-setting", { reason: "hidden", ...facts });
  const written = JSON.stringify(value)?.slice(0, 40);
  if (written === undefined) return new Refusal("wrong-setting", { reason: "not-set", ...facts });
  return new Refusal("wrong-setting", { reason: "value", value: written, ...facts });
}

/** The accounts that are written correctly, and a sentence for each that is not. */
export function readAccountSettings(): { accounts: AccountSetting[]; problems: string[] } {
  const accounts: AccountSetting[] = [];
  const problems: string[] = [];
  for (const [index, entry] of accountEntries(problems).entries()) {
    const parsed = accountSettingSchema.safeParse(entry);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      const facts = { number: index + 1, part: issue?.path.join(".") ?? "" };
      problems.push(
        facts.part === ""
          ? t("Account {number} in the settings is incomplete.", facts)
          : t("Account {number} in the settings is incomplete: {part}.", facts),
      );
      continue;
    }
    if (accounts.some((account) => account.name === parsed.data.name)) {
      problems.push(t('Two accounts in the settings are named "{0}".', parsed.data.name));
      continue;
    }
    if (holdsKey(entry)) {
      problems.push(
        t(
          'The account "{0}" has a key in the settings, which is not used and which others can read. Delete it there, and enter it with "Edit Account…".',
          parsed.data.name,
        ),
      );
    }
    accounts.push(parsed.data);
  }
  return { accounts, problems };
}

/** Whether a person wrote a key beside what the settings take, or beside the credentials' source. */
function holdsKey(entry: unknown): boolean {
  const { credentials } = entry as { readonly credentials: object };
  const names = [...Object.keys(entry as object), ...Object.keys(credentials)];
  return names.some((name) => /secret|token|access_?key/i.test(name));
}

function accountEntries(problems: string[]): unknown[] {
  try {
    return readSetting("accounts");
  } catch (error) {
    problems.push(wordsFor(error));
    return [];
  }
}

/** Writes the accounts to the settings of this machine. */
export async function writeAccountSettings(accounts: readonly unknown[]): Promise<void> {
  await vscode.workspace
    .getConfiguration(settingsSection)
    .update("accounts", accounts, vscode.ConfigurationTarget.Global);
}
