/** What can be said of a file of the workspace, from its bytes alone. */
import * as vscode from "vscode";
import { localVersion } from "../../detection/localImage.ts";
import type { KnownAnswer } from "../../labelIndex/knownAnswer.ts";
import { isSameContent } from "../../labelIndex/sameBytes.ts";
import { pixelsOf } from "../detect/localSubject.ts";
import { largestRead } from "../knownAnswer.ts";
import type { KnownFacts, ObjectFactsServices } from "./objectFacts.ts";

export interface FileFacts extends Omit<KnownFacts, "answer"> {
  readonly pictureUri: vscode.Uri;
  /** `undefined` in place of one about other bytes. */
  readonly answer: KnownAnswer | undefined;
}

/**
 * Labels are found by the bytes: the answer about another picture is never shown.
 * @param ofObject the answer about the object that the file is mapped to
 */
export async function fileFacts(
  file: vscode.Uri,
  { knownLabels }: Pick<ObjectFactsServices, "knownLabels">,
  ofObject: KnownAnswer | undefined,
): Promise<FileFacts> {
  const { size } = await vscode.workspace.fs.stat(file);
  if (size > largestRead) return { size, pictureUri: file, answer: undefined };
  const bytes = await vscode.workspace.fs.readFile(file);
  const isSame =
    ofObject && isSameContent(localVersion("", ofObject.object, bytes), ofObject.object);
  const answer = isSame ? ofObject : await knownLabels.ofBytes(bytes);
  return { size, pictureUri: file, ...(await pixelsOf(bytes)), answer };
}
