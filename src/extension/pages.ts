/** The pages of our webviews, as they are built into `dist/pages.cjs`. */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { webviewPage } from "../webview/page.ts";
import { interfaceTexts } from "./interfaceLanguage.ts";

export type PageName = "panel" | "compare" | "search";

type BuiltPages = Readonly<Record<PageName, { readonly script: string; readonly style: string }>>;

/** What a webview needs to show a page, which brings everything along. */
export const pageOptions: vscode.WebviewOptions = { enableScripts: true, localResourceRoots: [] };

/** HTML for `webview.html`, in the language of VS Code where we speak it. The title is for who hears it. */
export function pageOf(name: PageName, title: string): string {
  // Read with the first page.
  const pages: BuiltPages = require("./pages.cjs");
  const texts = interfaceTexts();
  return webviewPage({
    ...pages[name],
    title,
    nonce: randomBytes(16).toString("hex"),
    language: texts ? vscode.env.language : "en",
    texts,
  });
}
