/** The quick fix "Write alt text from labels…" on images without a useful alternative text. */
import * as vscode from "vscode";
import { commandName } from "../commandIds.ts";
import { textOf } from "../references/imageReferences.ts";
import { readSetting } from "../settings.ts";

/** Languages that have images with alternative texts. */
const selector: vscode.DocumentSelector = [
  "html",
  "markdown",
  "mdx",
  "javascriptreact",
  "typescriptreact",
  "vue",
  "svelte",
  "astro",
  "php",
  "handlebars",
  "blade",
  "razor",
].map((language) => ({ language }));

export function registerAltTextActions(): vscode.Disposable {
  const kinds = [vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.RefactorRewrite];
  return vscode.languages.registerCodeActionsProvider(
    selector,
    {
      async provideCodeActions(document, range) {
        const { imageElementAt } = await import("../../references/altText.ts");
        const urlMappings = readSetting("urlMappings", document);
        const element = imageElementAt(textOf(document), range.start, { urlMappings });
        if (!element?.reference?.detectable) return [];
        // A text that a person wrote, or left empty on purpose, is changed only when asked: no light bulb.
        const isWanted = element.alt.state !== "present" && !element.decorative;
        const kind = isWanted
          ? vscode.CodeActionKind.QuickFix
          : vscode.CodeActionKind.RefactorRewrite;
        const action = new vscode.CodeAction("Write alt text from labels…", kind);
        action.command = {
          title: action.title,
          command: commandName("writeAltText"),
          arguments: [document.uri.toString(), range.start.line, range.start.character],
        };
        return [action];
      },
    },
    { providedCodeActionKinds: kinds },
  );
}
