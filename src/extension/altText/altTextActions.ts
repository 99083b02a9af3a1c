/** The quick fixes that write alternative texts, on images without a useful one. Their titles say what they cost. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { type CommandId, commandName } from "../commandIds.ts";
import { costText } from "../images/detectionCost.ts";
import type { Images } from "../images/images.ts";
import { type ImageReferences, targetOf, textOf } from "../references/imageReferences.ts";
import { readSetting } from "../settings.ts";

export interface AltTextActionServices {
  readonly references: ImageReferences;
  readonly images: Images;
}

/** For the image at the start of a range; none where it has no picture that labels can be had of. */
export async function altTextActions(
  document: vscode.TextDocument,
  range: vscode.Range,
  { references, images }: AltTextActionServices,
): Promise<vscode.CodeAction[]> {
  const { imageElementAt } = await import("../../references/altText.ts");
  const urlMappings = readSetting("urlMappings", document);
  const element = imageElementAt(textOf(document), range.start, { urlMappings });
  if (!element?.reference?.detectable) return [];
  const { resolution } = await references.resolve(document, element.reference);
  if (!resolution) return [];
  const cost = costText(await images.cost(targetOf(resolution, document)));
  // A text that a person wrote, or left empty on purpose, is changed only when asked: no light bulb.
  const isWanted = element.alt.state !== "present" && !element.decorative;
  const { QuickFix, RefactorRewrite } = vscode.CodeActionKind;
  const action = (title: string, command: CommandId) => {
    const made = new vscode.CodeAction(title, isWanted ? QuickFix : RefactorRewrite);
    // The title has said the price, so that the command does not ask again.
    const given = [document.uri.toString(), range.start.line, range.start.character, "agreed"];
    made.command = { title, command: commandName(command), arguments: given };
    return made;
  };
  return [
    action(
      cost === undefined
        ? t("Write alt text from labels…")
        : t("Write alt text from labels… ({0})", cost),
      "writeAltText",
    ),
    action(
      cost === undefined
        ? t("Write alt text at every reference of this image…")
        : t("Write alt text at every reference of this image… ({0})", cost),
      "writeAltTextEverywhere",
    ),
  ];
}
