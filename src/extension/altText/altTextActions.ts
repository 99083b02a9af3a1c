/** The quick fix "Write alt text from labels…" on images without a useful alternative text. */
import * as vscode from "vscode";
import { commandName } from "../commandIds.ts";
import { textOf } from "../references/imageReferences.ts";
import { readSetting } from "../settings.ts";

/** For the image at the start of a range; none where its picture cannot be labelled. */
export async function altTextActions(
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<vscode.CodeAction[]> {
  const { imageElementAt } = await import("../../references/altText.ts");
  const urlMappings = readSetting("urlMappings", document);
  const element = imageElementAt(textOf(document), range.start, { urlMappings });
  if (!element?.reference?.detectable) return [];
  // A text that a person wrote, or left empty on purpose, is changed only when asked: no light bulb.
  const isWanted = element.alt.state !== "present" && !element.decorative;
  const { QuickFix, RefactorRewrite } = vscode.CodeActionKind;
  const title = "Write alt text from labels…";
  const action = new vscode.CodeAction(title, isWanted ? QuickFix : RefactorRewrite);
  action.command = {
    title,
    command: commandName("writeAltText"),
    arguments: [document.uri.toString(), range.start.line, range.start.character],
  };
  return [action];
}
