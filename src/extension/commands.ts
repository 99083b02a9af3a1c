/** The command table: what each command does with what it was given. One place shows their errors. */
import * as vscode from "vscode";
import { formatObjectUri, type ObjectAddress } from "../oss/address.ts";
import { OssError } from "../oss/error.ts";
import type { SampleAccount } from "./accounts/sampleAccount.ts";
import { copyAsCode } from "./codeSamples/copyAsCode.ts";
import type { CodeRequest } from "./codeSamples/detectionCode.ts";
import { editorToInsertInto, insertAsCode } from "./codeSamples/insertAsCode.ts";
import { type CommandId, extensionId, type Handler } from "./commandIds.ts";
import { askForTarget, askForThreshold } from "./detect/ask.ts";
import { detectMany } from "./detect/batch.ts";
import { compareWithObject } from "./detect/compareWithObject.ts";
import {
  cancelled,
  type DetectOptions,
  type DetectServices,
  detectLabels,
} from "./detect/detectLabels.ts";
import { subjectOf } from "./detect/subjects.ts";
import { readTarget, type Target } from "./detect/target.ts";
import type { Log } from "./log.ts";
import { isCancellation, present, sentenceOf } from "./present.ts";
import type { ImageReferences } from "./references/imageReferences.ts";
import { settingsSection } from "./settings.ts";
import { isImageKey } from "./tree/listing.ts";
import type { TreeCommands } from "./tree/treeCommands.ts";

export interface CommandServices extends DetectServices {
  readonly log: Log;
  readonly tree: TreeCommands;
  /** Those that the features bring themselves. */
  readonly ofFeatures: Readonly<Record<FeatureCommandId, Handler>>;
  readonly references: ImageReferences;
  readonly sample: SampleAccount;
  /** Forgets what is known of an object. */
  readonly forget: (object: { account: string; address: ObjectAddress }) => Promise<void>;
}

type FeatureCommandId =
  | "addAccount"
  | "editAccount"
  | "renameAccount"
  | "removeAccount"
  | "moveAccountUp"
  | "moveAccountDown"
  | "checkSetup";

export function commandTable(services: CommandServices): Record<CommandId, Handler> {
  const { tree, log, ofFeatures } = services;
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
      if (targets.length > 1) return detectMany(targets, services, options.threshold);
      const [target] = targets;
      return target && show(target, options);
    },
  );

  return {
    detect: (...given: unknown[]) => {
      const [argument, second] = argumentsOf(given);
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
    addAccount: shown(ofFeatures.addAccount),
    editAccount: shown(ofFeatures.editAccount),
    renameAccount: shown(ofFeatures.renameAccount),
    removeAccount: shown(ofFeatures.removeAccount),
    moveAccountUp: shown(ofFeatures.moveAccountUp),
    moveAccountDown: shown(ofFeatures.moveAccountDown),
    checkSetup: shown(ofFeatures.checkSetup),
    openBucket: shown((node) => tree.openBucket(node)),
    refresh: shown((node) => tree.refresh(node)),
    filterByPrefix: shown((node) => tree.filterByPrefix(node)),
    clearFilter: shown((node) => tree.clearFilter(node)),
    goToObject: shown((node) => tree.goToObject(node)),
    loadMore: shown((node) => tree.loadMore(node)),
    showAllFiles: shown(() => tree.showImagesOnly(false)),
    showImagesOnly: shown(() => tree.showImagesOnly(true)),
    compareWithObject: shown(async (argument?: unknown) => {
      const [target] = await targetsOf(argument, undefined, services);
      if (target) await compareWithObject(target, services);
    }),
    copyUri: shown(async (node) => {
      const target = readTarget(node);
      if (target.kind === "object")
        await vscode.env.clipboard.writeText(formatObjectUri(target.address));
    }),
    copyAsCode: shown(async (argument?: unknown, second?: unknown) => {
      const target = await imageOf(argument, "Copy as Code", services);
      if (target) await copyAsCode(target, codeRequestOf(second), services);
    }),
    insertAsCode: shown(async (argument?: unknown, second?: unknown) => {
      const editor = editorToInsertInto();
      const target = await imageOf(argument, "Insert as Code", services);
      if (target) await insertAsCode(editor, target, codeRequestOf(second), services);
    }),
    forgetKnownLabels: shown(async (node) => {
      const [target] = await targetsOf(node, undefined, services);
      if (!target) return;
      const { account, address } = await subjectOf(target, services);
      if (!address) throw nothingToForget();
      await services.forget({ account, address });
    }),
    openSettings: (name?: string) =>
      vscode.commands.executeCommand(
        "workbench.action.openSettings",
        name ? `@id:${settingsSection}.${name}` : `@ext:${extensionId}`,
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

/** A key binding's `args` come as one argument, also when they are a list. JSON has `null` for what is left out. */
function argumentsOf(given: readonly unknown[]): [unknown, unknown] {
  const [first, second] = given.length === 1 && Array.isArray(given[0]) ? given[0] : given;
  return [first ?? undefined, second ?? undefined];
}

/**
 * Menus give a list of what is selected as a second argument; the palette gives nothing. Whoever gives
 * text, a `Uri` or options is a program (or a key binding) and gets the error thrown. An image of the tree
 * without options is what a button of the tree gives, too.
 */
function isCalledByProgram(argument: unknown, second: unknown): boolean {
  if (Array.isArray(second)) return false;
  if (typeof argument === "string" || argument instanceof vscode.Uri) return true;
  return second !== undefined;
}

async function detectForProgram(
  argument: unknown,
  options: DetectOptions,
  services: CommandServices,
) {
  try {
    const [target] = await targetsOf(argument, undefined, services);
    if (!target) throw new vscode.CancellationError();
    return await detectLabels(target, options, services);
  } catch (error) {
    if (error instanceof OssError) throw error;
    if (isCancellation(error)) throw cancelled(error);
    present(error, services.log);
    throw new OssError({ code: "unexpected", message: sentenceOf(error), cause: error });
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

/** A mixed selection holds folders and, in the explorer, files of any kind, too; they are left out. */
function isDetectable(item: unknown): boolean {
  if (item instanceof vscode.Uri) return isImageKey(item.path);
  return (item as { kind?: string } | undefined)?.kind === "object";
}

function nothingToForget(): OssError {
  return new OssError({
    code: "not-in-oss",
    message:
      "This picture is not in OSS as far as this workspace says; its labels are known only by its bytes. Use the command on an object in a bucket.",
    action: "none",
  });
}
