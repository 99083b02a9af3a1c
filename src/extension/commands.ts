/** The command table: what each command does with what it was given. One place shows their errors. */
import * as vscode from "vscode";
import { formatObjectUri, type ObjectAddress } from "../oss/address.ts";
import { OssError } from "../oss/error.ts";
import type { AccountHandlers } from "./accounts/accountHandlers.ts";
import type { SampleAccount } from "./accounts/sampleAccount.ts";
import type { CodeRequest } from "./codeSamples/detectionCode.ts";
import type { CommandId } from "./commandIds.ts";
import { askForTarget, askForThreshold } from "./detect/ask.ts";
import { detectMany } from "./detect/batch.ts";
import { type DetectOptions, type DetectServices, detectLabels } from "./detect/detectLabels.ts";
import { subjectOf } from "./detect/subjects.ts";
import { readTarget, type Target } from "./detect/target.ts";
import type { Log } from "./log.ts";
import { present } from "./present.ts";
import type { ImageReferences } from "./references/imageReferences.ts";
import { settingsSection } from "./settings.ts";
import type { SetupHandler } from "./setup/setupHandler.ts";
import type { TreeCommands } from "./tree/treeCommands.ts";

export interface CommandServices extends DetectServices {
  readonly log: Log;
  readonly tree: TreeCommands;
  readonly accountHandlers: AccountHandlers;
  readonly references: ImageReferences;
  readonly checkSetup: SetupHandler;
  readonly sample: SampleAccount;
  /** Forgets what is known of an object. */
  readonly forget: (object: { account: string; address: ObjectAddress }) => Promise<void>;
}

// biome-ignore lint/suspicious/noExplicitAny: VS Code hands over whatever the caller gave.
export type Handler = (...args: any[]) => unknown;

export function commandTable(services: CommandServices): Record<CommandId, Handler> {
  const { tree, log, accountHandlers } = services;
  /** For commands that only people call: what goes wrong is shown here. */
  const shown = (handler: Handler): Handler => {
    return async function run(...args): Promise<unknown> {
      try {
        return await handler(...args);
      } catch (error) {
        present(error, log, () => run(...args));
        return undefined;
      }
    };
  };
  const show = (target: Target, options: DetectOptions) => detectLabels(target, options, services);
  const detectByHand = shown(
    async (argument?: unknown, selected?: unknown, options: DetectOptions = {}) => {
      const targets = await targetsOf(argument, selected, services);
      if (targets.length > 1) return detectMany(targets, services);
      const [target] = targets;
      return target && show(target, options);
    },
  );

  return {
    detect: (argument?: unknown, second?: unknown) => {
      if (!isCalledByProgram(argument, second)) return detectByHand(argument, second);
      return detectForProgram(argument, (second ?? {}) as DetectOptions, services);
    },
    detectReference: (argument?: unknown) => detectByHand(argument),
    detectAtThreshold: shown(async (argument?: unknown, selected?: unknown) => {
      const threshold = await askForThreshold();
      if (threshold !== undefined) await detectByHand(argument, selected, { threshold });
    }),
    detectAgain: (argument?: unknown) => detectByHand(argument, undefined, { refresh: true }),
    openPanel: shown(async (argument?: unknown) => {
      const [target] = await targetsOf(argument, undefined, services);
      if (target) await services.panels.open(await subjectOf(target, services)).showKnown();
    }),
    openSampleBucket: shown(() => tree.openSampleBucket()),
    addAccount: shown(accountHandlers.addAccount),
    editAccount: shown(accountHandlers.editAccount),
    renameAccount: shown(accountHandlers.renameAccount),
    removeAccount: shown(accountHandlers.removeAccount),
    moveAccountUp: shown(accountHandlers.moveAccountUp),
    moveAccountDown: shown(accountHandlers.moveAccountDown),
    checkSetup: shown(services.checkSetup),
    openBucket: shown((node) => tree.openBucket(node)),
    refresh: shown((node) => tree.refresh(node)),
    filterByPrefix: shown((node) => tree.filterByPrefix(node)),
    clearFilter: shown((node) => tree.clearFilter(node)),
    goToObject: shown((node) => tree.goToObject(node)),
    loadMore: shown((node) => tree.loadMore(node)),
    showAllFiles: shown(() => tree.showImagesOnly(false)),
    showImagesOnly: shown(() => tree.showImagesOnly(true)),
    copyUri: shown(async (node) => {
      const target = readTarget(node);
      if (target.kind === "object")
        await vscode.env.clipboard.writeText(formatObjectUri(target.address));
    }),
    copyAsCode: shown(async (argument?: unknown, second?: unknown) => {
      const { copyAsCode } = await import("./codeSamples/copyAsCode.ts");
      const target = await imageOf(argument, "Copy as Code", services);
      if (target) await copyAsCode(target, codeRequestOf(second), services);
    }),
    insertAsCode: shown(async (argument?: unknown, second?: unknown) => {
      const { editorToInsertInto, insertAsCode } = await import("./codeSamples/insertAsCode.ts");
      const editor = editorToInsertInto();
      const target = await imageOf(argument, "Insert as Code", services);
      if (target) await insertAsCode(editor, target, codeRequestOf(second), services);
    }),
    forgetKnownLabels: shown(async (node) => {
      const [target] = await targetsOf(node, undefined, services);
      if (target?.kind !== "object") return;
      const { account, address } = target;
      const owner = account ?? (await services.owners.find(address.bucket)).name;
      await services.forget({ account: owner, address });
    }),
    openSettings: (name?: string) =>
      vscode.commands.executeCommand(
        "workbench.action.openSettings",
        name ? `${settingsSection}.${name}` : settingsSection,
      ),
    writeAltText: shown(async (uri?: string, line?: number, character?: number) => {
      const { placeOfCursor, writeAltText } = await import("./altText/writeAltText.ts");
      const place =
        uri === undefined
          ? placeOfCursor()
          : {
              document: await vscode.workspace.openTextDocument(vscode.Uri.parse(uri)),
              position: new vscode.Position(line ?? 0, character ?? 0),
            };
      const detect = (target: Target) => show(target, { show: false });
      await writeAltText(place, { references: services.references, detect });
    }),
    showLog: () => log.show(),
  };
}

/**
 * Menus give a list of what is selected as a second argument; the palette gives nothing. Whoever gives
 * one argument, or options, is a program (or a key binding) and gets the error thrown.
 */
function isCalledByProgram(argument: unknown, second: unknown): boolean {
  if (argument === undefined || Array.isArray(second)) return false;
  if (typeof argument === "string" || argument instanceof vscode.Uri) return true;
  return second !== undefined && second !== null;
}

async function detectForProgram(
  argument: unknown,
  options: DetectOptions,
  services: CommandServices,
) {
  try {
    return await detectLabels(readTarget(argument), options, services);
  } catch (error) {
    if (error instanceof OssError) throw error;
    present(error, services.log);
    throw error;
  }
}

/** The selection of a menu, else the reference under the cursor, else what the person types. */
async function targetsOf(
  argument: unknown,
  selected: unknown,
  services: CommandServices,
): Promise<Target[]> {
  if (Array.isArray(selected) && selected.length > 1) {
    return selected.filter(isDetectable).map(readTarget);
  }
  if (argument !== undefined) return [readTarget(argument)];
  const target = (await services.references.underCursor()) ?? (await askForTarget());
  return target ? [target] : [];
}

/** One image: what a caller gave, else the reference under the cursor, else what the person types. */
async function imageOf(
  argument: unknown,
  title: string,
  { references }: CommandServices,
): Promise<Target | undefined> {
  if (argument !== undefined) return readTarget(argument);
  return (await references.underCursor()) ?? askForTarget(title);
}

/** Menus give what is selected as a second argument; programs give what they know already. */
function codeRequestOf(second: unknown): CodeRequest {
  return Array.isArray(second) ? {} : ((second ?? {}) as CodeRequest);
}

/** A mixed selection of the tree holds folders, too; they are left out. */
function isDetectable(item: unknown): boolean {
  return item instanceof vscode.Uri || (item as { kind?: string } | undefined)?.kind === "object";
}
