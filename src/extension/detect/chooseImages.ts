/** Which images a command is about: what it was given, else the reference under the cursor, else what the person types. */
import * as vscode from "vscode";
import { isDetectableName } from "../../references/imageExtension.ts";
import { readNode } from "../commandArgument.ts";
import { readTarget, type Target, wholePath } from "../images/target.ts";
import { askForTarget } from "./askForTarget.ts";
import type { DetectServices } from "./detectLabels.ts";

/** `undefined` when the person changed their mind. Throws a `Refusal` for an argument that names no image. */
export async function chooseImage(
  argument: unknown,
  { references, ui }: Pick<DetectServices, "references" | "ui">,
  title?: string,
): Promise<Target | undefined> {
  if (argument !== undefined) return readTarget(argument);
  return (await references.underCursor()) ?? askForTarget(ui, title);
}

/** The same, but a menu's selection of several comes first; folders and files of other kinds are left out of it. */
export async function chooseImages(
  argument: unknown,
  selected: unknown,
  services: DetectServices,
): Promise<Target[]> {
  if (Array.isArray(selected) && selected.length > 1) {
    return selected.filter(isImage).map(readTarget);
  }
  const target = await chooseImage(argument, services);
  return target ? [target] : [];
}

function isImage(item: unknown): boolean {
  if (item instanceof vscode.Uri) return isDetectableName(wholePath(item));
  return readNode(item)?.key !== undefined;
}
