/** Settings that the VS Code of a test or of `npm start` starts with. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { HumanError } from "../humanError.ts";
import { readManifest } from "../repository.ts";

export type Settings = Readonly<Record<string, unknown>>;

/** A plain window that asks nothing, fetches nothing and does not move. */
export const quietSettings: Settings = {
  "chat.disableAIFeatures": true,
  "editor.cursorBlinking": "solid",
  "editor.hover.delay": 100,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.autofetch": false,
  "git.openRepositoryInParentFolders": "never",
  "security.workspace.trust.enabled": false,
  "security.workspace.trust.startupPrompt": "never",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "update.showReleaseNotes": false,
  "window.confirmBeforeClose": "never",
  "workbench.enableExperiments": false,
  "workbench.hover.delay": 100,
  "workbench.reduceMotion": "on",
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.welcomePage.walkthroughs.openOnInstall": false,
};

/** On top of the others: the workspace is not trusted, and nobody is asked whether it is. */
export const restrictedMode: Settings = { "security.workspace.trust.enabled": true };

/** An account on the sample server that the extension brings. */
export const sampleAccount: Settings = {
  "ossImageLabels.accounts": [{ name: "Sample", credentials: { source: "sample" } }],
};

/**
 * Writes the settings for a served VS Code. Those of scope "machine" go to a file of their own,
 * which wins over what a test sets later.
 */
export async function writeServedSettings(userData: string, settings: Settings): Promise<void> {
  const isMachines = machineScoped();
  const all = Object.entries(settings);
  await writeSettings(
    path.join(userData, "User"),
    Object.fromEntries(all.filter(([name]) => !isMachines(name))),
  );
  await writeSettings(
    path.join(userData, "Machine"),
    Object.fromEntries(all.filter(([name]) => isMachines(name))),
  );
}

/** Writes the settings for desktop VS Code, which has one file for all of them. */
export function writeDesktopSettings(userData: string, settings: Settings): Promise<void> {
  return writeSettings(path.join(userData, "User"), settings);
}

/** Reads a file of settings that a person wrote. Rejects with a HumanError that names it. */
export async function readSettings(file: string): Promise<Settings> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Settings;
  } catch (error) {
    throw new HumanError(
      `The settings ${file} could not be read: ${(error as Error).message}. Give a JSON file without comments.`,
      { cause: error },
    );
  }
}

async function writeSettings(folder: string, settings: Settings): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, "settings.json"), `${JSON.stringify(settings, null, 2)}\n`);
}

function machineScoped(): (name: string) => boolean {
  const groups = readManifest().contributes?.configuration ?? [];
  const declared = new Map(groups.flatMap(({ properties }) => Object.entries(properties)));
  return (name) => declared.get(name)?.scope?.startsWith("machine") ?? name in sampleAccount;
}
