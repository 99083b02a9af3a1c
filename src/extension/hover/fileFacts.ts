/** What can be said of a file of the workspace, from its bytes alone. */
import * as vscode from "vscode";
import { localVersion } from "../../detection/localImage.ts";
import { isSameContent } from "../../labelIndex/fingerprint.ts";
import type { StoredDetection } from "../../labelIndex/storedDetection.ts";
import { pixelsOf } from "../detect/localSubject.ts";
import { largestRead } from "../knownAnswer.ts";
import type { KnownFacts, ObjectFactsServices } from "./objectFacts.ts";

export interface FileFacts extends Omit<KnownFacts, "answer" | "picture"> {
  readonly pictureUri: vscode.Uri;
  /** In place of the object's, which may be of other bytes. */
  readonly picture: undefined;
  readonly answer: StoredDetection | undefined;
}

/**
 * Labels are found by the bytes: the answer about another picture is never shown.
 * @param ofObject the answer about the object that the file is mapped to
 */
export async function fileFacts(
  file: vscode.Uri,
  { labelStore }: Pick<ObjectFactsServices, "labelStore">,
  ofObject: StoredDetection | undefined,
): Promise<FileFacts> {
  const { size } = await vscode.workspace.fs.stat(file);
  const own = { size, pictureUri: file, picture: undefined };
  if (size > largestRead) return { ...own, answer: undefined };
  const bytes = await vscode.workspace.fs.readFile(file);
  const isSame =
    ofObject && isSameContent(localVersion("", ofObject.object, bytes), ofObject.object);
  const answer = isSame ? ofObject : await labelStore.ofBytes(bytes);
  return { ...own, ...(await pixelsOf(bytes)), answer };
}
