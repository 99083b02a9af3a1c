/** "Reveal Mapped Local File": `pathMappings` the other way, from objects to files of the workspace. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { Refusal } from "../../errors/refusal.ts";
import { formatObjectUri } from "../../oss/address.ts";
import type { ObjectRef } from "../../oss/objectRef.ts";
import { pathsForObject } from "../../references/mappings.ts";
import { readSetting } from "../settings.ts";
import type { Ui } from "../ui.ts";

/** Shows the file of the one object, or of the one that the person picks of several. Throws a `Refusal` where none has one. */
export async function revealLocalFile(objects: readonly ObjectRef[], ui: Ui): Promise<void> {
  const [first] = objects;
  if (!first) return;
  const files = (await Promise.all(objects.map(localFilesOf))).flat();
  if (files.length === 0) {
    const { length: count } = objects;
    if (count > 1) throw new Refusal("no-local-file", { reason: "several", count });
    throw new Refusal("no-local-file", { reason: "one", target: formatObjectUri(first) });
  }
  const file = files.length === 1 ? files[0] : await pickFile(files, ui);
  if (file) await vscode.commands.executeCommand("revealInExplorer", file);
}

/** Those that are there. */
async function localFilesOf(object: ObjectRef): Promise<vscode.Uri[]> {
  const files: vscode.Uri[] = [];
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    for (const path of pathsForObject(object, readSetting("pathMappings", folder))) {
      const file = folder.uri.with({ path: `${folder.uri.path.replace(/\/$/, "")}/${path}` });
      if (await isFile(file)) files.push(file);
    }
  }
  return files;
}

async function isFile(uri: vscode.Uri): Promise<boolean> {
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.File) !== 0;
  } catch {
    return false;
  }
}

async function pickFile(files: readonly vscode.Uri[], ui: Ui): Promise<vscode.Uri | undefined> {
  const rows = files.map((file) => ({ label: vscode.workspace.asRelativePath(file), file }));
  return (await ui.pick(rows, { title: t("Reveal Which Local File?") }))?.file;
}
