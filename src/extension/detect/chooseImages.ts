/**
 * Which images a command is about: what it was given, else the reference under the cursor, else the object of the panel
 * in front, else what the person types.
 */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { grouped, sentences } from "../../labels/format.ts";
import { isDetectableName, mayBeDetectable } from "../../references/imageExtension.ts";
import { readNode } from "../commandArgument.ts";
import { readTarget, type Target, targetName } from "../images/target.ts";
import type { Ui } from "../ui.ts";
import { askForTarget } from "./askForTarget.ts";
import type { DetectServices } from "./detectLabels.ts";

/** Commands that open or detect are for another image than the one in front. */
export type Purpose = "use" | "open";

export type ChoosingServices = Pick<DetectServices, "references" | "panels" | "ui">;

/**
 * `undefined` when the person changed their mind. Throws a `Refusal` for an argument that names no image.
 * @param title of the command, for the question which image is meant
 */
export async function chooseImage(
  argument: unknown,
  { references, panels, ui }: ChoosingServices,
  title: string,
  purpose: Purpose = "use",
): Promise<Target | undefined> {
  if (argument !== undefined) return readTarget(argument);
  const referred = await references.underCursor();
  if (referred) return referred;
  const shown = purpose === "use" ? panels.inFront : undefined;
  if (!shown) return askForTarget(ui, title);
  const { account, bucket, key } = shown;
  return { kind: "object", account, address: { bucket, key } };
}

/**
 * Every image that is selected where a menu was opened, else the one that {@link chooseImage} finds; none when the
 * person changed their mind. Folders and files of other kinds are left out, and the person is told so.
 */
export async function chooseImages(
  argument: unknown,
  selected: unknown,
  services: ChoosingServices,
  title: string,
  purpose: Purpose = "use",
): Promise<Target[]> {
  const items = selectionOf(argument, selected);
  if (items.length === 0) {
    const target = await chooseImage(undefined, services, title, purpose);
    return target ? withoutOthers([target], 1, services.ui) : [];
  }
  const targets: Target[] = [];
  for (const item of items) if (!(await isFolder(item))) targets.push(readTarget(item));
  return withoutOthers(targets, items.length, services.ui);
}

function withoutOthers(targets: readonly Target[], selected: number, ui: Ui): Target[] {
  const images = targets.filter(mayBeImage);
  const leftOut = selected - images.length;
  if (leftOut > 0) void ui.tell({ text: leftOutText(leftOut, images.length) });
  return images;
}

/** A file of this side is looked at only when it is named as a picture. */
function mayBeImage(target: Target): boolean {
  const name = targetName(target);
  return target.kind === "file" ? isDetectableName(name) : mayBeDetectable(name);
}

/** What a menu hands over: the item it was opened on, and all that are selected where that is one of several. */
export function selectionOf(argument: unknown, selected: unknown): readonly unknown[] {
  if (Array.isArray(selected) && selected.length > 1) return selected;
  return argument === undefined ? [] : [argument];
}

/** Of the tree, or of the Explorer, where a folder may be named like a picture. */
async function isFolder(item: unknown): Promise<boolean> {
  const node = readNode(item);
  if (node) return node.key === undefined;
  if (!(item instanceof vscode.Uri) || /^(oss|https?)$/.test(item.scheme)) return false;
  try {
    const { type } = await vscode.workspace.fs.stat(item);
    return (type & vscode.FileType.Directory) !== 0;
  } catch {
    // Whatever is done with it next says why it cannot be read.
    return false;
  }
}

function leftOutText(leftOut: number, images: number): string {
  const onlyImages = t("Only JPEG and PNG images can be labelled.");
  if (images === 0) return onlyImages;
  const items =
    leftOut === 1
      ? t("1 selected item was left out.")
      : t("{0} selected items were left out.", grouped(leftOut));
  return sentences(items, onlyImages);
}
