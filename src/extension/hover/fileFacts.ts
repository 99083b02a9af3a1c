/** What can be said of a file of the workspace, from its bytes alone. */
import * as vscode from "vscode";
import { pixelsOf } from "../detect/localSubject.ts";
import { largestRead } from "../knownAnswer.ts";
import type { KnownFacts, ObjectFactsServices } from "./objectFacts.ts";

export interface FileFacts extends KnownFacts {
  readonly pictureUri?: vscode.Uri;
}

/** Labels are found by the bytes: the answer about another picture is never shown. */
export async function fileFacts(
  file: vscode.Uri,
  { knownLabels }: Pick<ObjectFactsServices, "knownLabels">,
): Promise<FileFacts> {
  const { size } = await vscode.workspace.fs.stat(file);
  if (size > largestRead) return { size, pictureUri: file };
  const bytes = await vscode.workspace.fs.readFile(file);
  const answer = await knownLabels.ofBytes(bytes);
  return { size, pictureUri: file, ...(await pixelsOf(bytes)), ...(answer && { answer }) };
}
