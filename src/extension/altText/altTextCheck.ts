/** Shows images without a useful alternative text as problems, in the whole workspace. Off unless a person wants it. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import type { ImageElement } from "../../references/altText.ts";
import type { Log } from "../log.ts";
import { readSetting } from "../settings.ts";
import { elementsOf, filesToCheck, filesWithAltTexts } from "./workspaceElements.ts";

/** Milliseconds of quiet after a change before a document is looked at again. */
const quiet = 400;

export class AltTextCheck implements vscode.Disposable {
  readonly #problems = vscode.languages.createDiagnosticCollection("ossImageLabels.altText");
  readonly #log: Log;
  readonly #waiting = new Map<string, ReturnType<typeof setTimeout>>();
  #watching: vscode.Disposable | undefined;
  #scan = new vscode.CancellationTokenSource();

  constructor(log: Log) {
    this.#log = log;
  }

  dispose(): void {
    this.#stop();
    this.#problems.dispose();
  }

  /** Begins or ends, as the setting says now. */
  follow(): void {
    this.#stop();
    if (!readSetting("altText.check")) return;
    const watcher = vscode.workspace.createFileSystemWatcher(filesWithAltTexts);
    this.#watching = vscode.Disposable.from(
      watcher,
      watcher.onDidCreate((uri) => this.#soon(uri)),
      watcher.onDidChange((uri) => this.#soon(uri)),
      watcher.onDidDelete((uri) => this.#problems.delete(uri)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.#soon(document.uri)),
    );
    const scan = new vscode.CancellationTokenSource();
    this.#scan = scan;
    this.#checkAll(scan.token).catch((error: unknown) =>
      this.#log.warn(`Images without alt text could not be looked for: ${error}`),
    );
  }

  #stop(): void {
    this.#scan.cancel();
    this.#watching?.dispose();
    this.#watching = undefined;
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#waiting.clear();
    this.#problems.clear();
  }

  async #checkAll(token: vscode.CancellationToken): Promise<void> {
    for (const uri of await filesToCheck(token)) {
      if (token.isCancellationRequested) return;
      await this.#check(uri, token);
    }
  }

  /** Only what is checked anyway: a document of another language, or out of the workspace, is not. */
  #soon(uri: vscode.Uri): void {
    const isOurs = vscode.languages.match({ pattern: filesWithAltTexts }, {
      uri,
    } as vscode.TextDocument);
    if (isOurs === 0 || !vscode.workspace.getWorkspaceFolder(uri)) return;
    const name = uri.toString();
    clearTimeout(this.#waiting.get(name));
    const { token } = this.#scan;
    const timer = setTimeout(() => {
      this.#waiting.delete(name);
      this.#check(uri, token).catch((error: unknown) => this.#log.warn(`${uri.path}: ${error}`));
    }, quiet);
    this.#waiting.set(name, timer);
  }

  async #check(uri: vscode.Uri, token: vscode.CancellationToken): Promise<void> {
    const elements = await elementsOf(uri);
    if (!token.isCancellationRequested) this.#problems.set(uri, elements.flatMap(problemOf));
  }
}

function problemOf({ alt, decorative, range: { start, end } }: ImageElement): vscode.Diagnostic[] {
  if (decorative || (alt.state !== "missing" && alt.state !== "useless")) return [];
  const problem = new vscode.Diagnostic(
    new vscode.Range(start.line, start.character, end.line, end.character),
    alt.state === "missing"
      ? t("This image has no alternative text.")
      : t("The alternative text of this image does not say what it shows."),
    vscode.DiagnosticSeverity.Information,
  );
  problem.source = "OSS Image Labels";
  problem.code = alt.state === "missing" ? "alt-missing" : "alt-useless";
  return [problem];
}
