/** Links on `oss://bucket/key` in any document: a click opens the labels' panel, and asks nothing billable. */
import * as vscode from "vscode";
import { commandName } from "../commandIds.ts";
import { textOf } from "./imageReferences.ts";

export function registerObjectLinks(): vscode.Disposable {
  return vscode.languages.registerDocumentLinkProvider("*", {
    async provideDocumentLinks(document) {
      // Most documents have none, and VS Code asks after every edit.
      if (!document.getText().includes("oss://")) return [];
      const { referencesInRange } = await import("../../references/referencesInRange.ts");
      const whole = {
        start: { line: 0, character: 0 },
        end: { line: document.lineCount, character: 0 },
      };
      return referencesInRange(textOf(document), whole, { objectUrisOnly: true }).map(
        ({ line, start, end, value }) => linkTo(value, new vscode.Range(line, start, line, end)),
      );
    },
  });
}

function linkTo(uri: string, range: vscode.Range): vscode.DocumentLink {
  const argument = encodeURIComponent(JSON.stringify([uri]));
  const link = new vscode.DocumentLink(
    range,
    vscode.Uri.parse(`command:${commandName("openPanel")}?${argument}`),
  );
  link.tooltip = "Open labels";
  return link;
}
