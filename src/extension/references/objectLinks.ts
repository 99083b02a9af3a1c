/** Links on `oss://bucket/key` in any document: a click opens the labels' panel, and asks nothing billable. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { commandLink } from "../commandLink.ts";
import { abortableBy, textOf, wholeOf } from "./imageReferences.ts";

export async function objectLinks(
  document: vscode.TextDocument,
  token: vscode.CancellationToken,
): Promise<vscode.DocumentLink[]> {
  const { referencesInRange } = await import("../../references/referencesInRange.ts");
  const options = { objectUrisOnly: true, signal: abortableBy(token) };
  const references = await referencesInRange(textOf(document), wholeOf(document), options);
  return references.map(({ line, start, end, value }) =>
    linkTo(value, new vscode.Range(line, start, line, end)),
  );
}

function linkTo(uri: string, range: vscode.Range): vscode.DocumentLink {
  const link = new vscode.DocumentLink(range, vscode.Uri.parse(commandLink("openPanel", [uri])));
  link.tooltip = t("Open labels");
  return link;
}
