/** The pages of our webviews, as they are built into `dist`. */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { webviewPage } from "../webview/page.ts";

export type PageName = "panel" | "compare" | "search";

/** HTML for `webview.html`, in the language of VS Code where we speak it. The title is for who hears it. */
export function pageOf(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  name: PageName,
  title: string,
): string {
  const file = (path: string) =>
    webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, "dist", path)).toString();
  return webviewPage({
    title,
    script: file(`${name}.js`),
    style: file(`${name}.css`),
    source: webview.cspSource,
    nonce: randomBytes(16).toString("hex"),
    language: vscode.l10n.bundle ? vscode.env.language : "en",
    texts: vscode.l10n.bundle,
  });
}
