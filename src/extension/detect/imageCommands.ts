/** The commands about images: detect, open, compare, copy the address, forget. Each acts on all that is selected. */

import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { formatObjectUri } from "../../oss/address.ts";
import { readNode } from "../commandArgument.ts";
import type { CommandId, Handler } from "../commandIds.ts";
import { objectOf } from "../images/images.ts";
import { readTarget, type Target } from "../images/target.ts";
import { agreesToDetect } from "./agreement.ts";
import { askForThreshold } from "./askForTarget.ts";
import { chooseImage, chooseImages, selectionOf } from "./chooseImages.ts";
import { type DetectServices, detectInPanel } from "./detectLabels.ts";
import { forgetLabels } from "./forgetLabels.ts";

/** Panels that open at once without a question. */
const maxPanelsUnasked = 5;

/** @param detectMany a run over several images */
export function imageCommands(
  services: DetectServices,
  detectMany: (
    targets: readonly Target[],
    options: { readonly threshold?: number; readonly refresh?: boolean },
  ) => Promise<void>,
) {
  const { images, panels, ui } = services;
  const choose = (argument: unknown, selected: unknown, title: string) =>
    chooseImages(argument, selected, services, title);
  const chooseToDetect = (argument: unknown, selected: unknown, title: string) =>
    chooseImages(argument, selected, services, title, "open");
  const detect = async (
    targets: readonly Target[],
    options: { readonly threshold?: number; readonly refresh?: boolean } = {},
  ) => {
    const [target] = targets;
    if (targets.length > 1) await detectMany(targets, options);
    else if (target && (await agreesToDetect({ targets, ...options }, services))) {
      await detectInPanel(target, options, services);
    }
  };
  return {
    /** As people call it; programs are answered by `detectForProgram`. */
    detect: async (argument?: unknown, selected?: unknown) =>
      detect(await chooseToDetect(argument, selected, t("Detect Labels"))),
    detectReference: async (argument?: unknown) => {
      await hideHover();
      await detect(
        await chooseToDetect(argument, undefined, t("Detect Labels of Image Reference")),
      );
    },
    detectAtThreshold: async (argument?: unknown, selected?: unknown) => {
      const targets = await chooseToDetect(argument, selected, t("Detect Labels at Threshold"));
      const threshold = targets.length > 0 ? await askForThreshold(ui) : undefined;
      if (threshold !== undefined) await detect(targets, { threshold });
    },
    detectAgain: async (argument?: unknown, selected?: unknown) =>
      detect(await chooseToDetect(argument, selected, t("Detect Again")), { refresh: true }),
    openPanel: async (argument?: unknown, selected?: unknown) => {
      const targets = await openedTargets(argument, selected, services);
      const opened: Promise<void>[] = [];
      for (const target of targets) {
        opened.push(panels.open(await images.open(target)).showKnown());
      }
      await Promise.all(opened);
    },
    /** What a click in the tree does. */
    preview: async (argument?: unknown) => {
      const target = await chooseImage(argument, services, t("Open Labels"), "open");
      if (target) await panels.preview(await images.open(target)).showKnown();
    },
    /** What Enter does on a row of a tree; VS Code does not tell the row's command that it was no click. */
    openChosen: async () => {
      panels.keepNext();
      await vscode.commands.executeCommand("list.select");
    },
    compareWithObject: async (argument?: unknown) => {
      const target = await chooseImage(argument, services, t("Compare with Its OSS Object"));
      if (target) void ui.tell({ text: await images.compare(target) });
    },
    copyUri: async (argument?: unknown, selected?: unknown) => {
      const items = selectionOf(argument, selected);
      const target =
        items.length > 0 ? undefined : await chooseImage(undefined, services, t("Copy URI"));
      const uris = target ? uriOfTarget(target) : items.flatMap(uriOf);
      if (uris.length > 0) await vscode.env.clipboard.writeText(uris.join("\n"));
      const leftOut = items.length - uris.length;
      if (leftOut > 0) void ui.tell({ text: withoutUriText(leftOut) });
    },
    forgetKnownLabels: async (argument?: unknown, selected?: unknown) =>
      forgetLabels(await choose(argument, selected, t("Forget Known Labels")), services),
  } satisfies Partial<Record<CommandId, Handler>>;
}

/** The hover whose link was followed would stay over the panel, and offer what has been done. */
async function hideHover(): Promise<void> {
  // An older VS Code has no such command; then the hover stays.
  await Promise.resolve(vscode.commands.executeCommand("editor.action.hideHover")).catch(
    () => undefined,
  );
}

/** One image is opened whatever it is, and its panel says what cannot be done with it; of several, images alone. */
async function openedTargets(
  argument: unknown,
  selected: unknown,
  services: DetectServices,
): Promise<readonly Target[]> {
  const title = t("Open Labels");
  if (selectionOf(argument, selected).length <= 1) {
    const target = await chooseImage(argument, services, title, "open");
    return target ? [target] : [];
  }
  const targets = await chooseImages(argument, selected, services, title);
  if (targets.length <= maxPanelsUnasked) return targets;
  const open = t("Open {0} Images", targets.length);
  const answer = await services.ui.tell({
    text: t("Open the labels of {0} images?", targets.length),
    detail: t("Each opens in a tab of its own. Nothing is detected."),
    modal: true,
    buttons: [open],
  });
  return answer === open ? targets : [];
}

/** Of an object, a folder of a bucket, or a file that a mapping leads to OSS; none for anything else. */
function uriOf(item: unknown): string[] {
  const { bucket, key, prefix, account } = readNode(item) ?? {};
  if (bucket !== undefined) return [formatObjectUri({ bucket, key: key ?? prefix ?? "" })];
  if (account !== undefined) return [];
  return uriOfTarget(readTarget(item));
}

function uriOfTarget(target: Target): string[] {
  const object = objectOf(target);
  return object ? [formatObjectUri(object)] : [];
}

function withoutUriText(count: number): string {
  if (count === 1) return t("1 selected item has no OSS URI, so none was copied of it.");
  return t("{0} selected items have no OSS URI, so none were copied of them.", count);
}
