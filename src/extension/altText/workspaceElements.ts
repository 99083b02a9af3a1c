/** The images in the documents of a workspace that can have an alternative text. Reads files only, a few at a time. */
import * as vscode from "vscode";
import type { ImageElement } from "../../references/altText.ts";
import { extensionsWithAltTexts } from "../../references/languageIds.ts";
import { type TextSource, textSource } from "../../references/textSource.ts";
import { textOf } from "../references/imageReferences.ts";
import { readSetting } from "../settings.ts";

/** Files that are looked through, at most; larger ones, in bytes, are left out. */
const maxFiles = 5000;
const maxFileSize = 1_000_000;
/** What tools write, and what others wrote. */
const excluded =
  "**/{node_modules,bower_components,vendor,dist,build,out,coverage,.git,.next,.nuxt,.svelte-kit,_site}/**";

export const filesWithAltTexts = `**/*{${extensionsWithAltTexts.join(",")}}`;

/** The files of the workspace that may hold images with alternative texts. */
export async function filesToCheck(
  token?: vscode.CancellationToken,
): Promise<readonly vscode.Uri[]> {
  return vscode.workspace.findFiles(filesWithAltTexts, excluded, maxFiles, token);
}

/** The images of a file; of a document that is open, as it is in its editor. Empty where it cannot be read. */
export async function elementsOf(uri: vscode.Uri): Promise<ImageElement[]> {
  const { imageElementsIn } = await import("../../references/altText.ts");
  const source = await sourceOf(uri);
  if (!source) return [];
  const urlMappings = readSetting("urlMappings", uri);
  const whole = { start: { line: 0, character: 0 }, end: { line: source.lineCount, character: 0 } };
  return imageElementsIn(source, whole, { urlMappings });
}

async function sourceOf(uri: vscode.Uri): Promise<TextSource | undefined> {
  const open = vscode.workspace.textDocuments.find(
    (document) => document.uri.toString() === uri.toString(),
  );
  if (open) return textOf(open);
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > maxFileSize) return undefined;
    const bytes = await vscode.workspace.fs.readFile(uri);
    return textSource(new TextDecoder().decode(bytes), "plaintext", uri.path);
  } catch {
    // Gone or unreadable since it was found: there is nothing to check.
    return undefined;
  }
}
