/** Host half of one panel: its page, its last state, and the intents that come back. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { parsePanelIntent } from "../../panel/intent.ts";
import type { CopyFormat, PanelIntent, PanelMessage, PanelState } from "../../panel/protocol.ts";
import { pageOf, pageOptions } from "../pages.ts";

/** Intents that the panel's owner answers; "ready" is answered here. */
export type OwnersIntent = Exclude<PanelIntent, { type: "ready" }>;

export class LabelPanel implements vscode.Disposable {
  readonly #panel: vscode.WebviewPanel;
  readonly #intended = new vscode.EventEmitter<OwnersIntent>();
  readonly #disposables: vscode.Disposable[];
  readonly onDidIntend = this.#intended.event;
  readonly onDidDispose: vscode.Event<void>;
  #state: PanelState | undefined;
  #isClosed = false;

  constructor(panel: vscode.WebviewPanel, extensionUri: vscode.Uri) {
    this.#panel = panel;
    this.onDidDispose = panel.onDidDispose;
    panel.webview.options = pageOptions;
    const icon = (theme: string) =>
      vscode.Uri.joinPath(extensionUri, "media", `panel-${theme}.svg`);
    panel.iconPath = { light: icon("light"), dark: icon("dark") };
    panel.webview.html = pageOf("panel", t("Image labels"));
    this.#disposables = [
      this.#intended,
      panel.webview.onDidReceiveMessage((message) => this.#receive(message)),
      panel.onDidDispose(() => this.dispose()),
    ];
  }

  get state(): PanelState | undefined {
    return this.#state;
  }

  /** Shows a state now, and again whenever the page is recreated. */
  show(state: PanelState): void {
    this.#state = state;
    this.#post({ type: "state", state });
  }

  /** Tells the panel that the clipboard holds what was asked for. */
  copied(format: CopyFormat): void {
    this.#post({ type: "copied", format });
  }

  reveal({ takesFocus }: { readonly takesFocus: boolean }): void {
    this.#panel.reveal(undefined, !takesFocus);
  }

  /** Where it is; `undefined` while another tab hides it. */
  get column(): vscode.ViewColumn | undefined {
    return this.#panel.viewColumn;
  }

  get isVisible(): boolean {
    return this.#panel.visible;
  }

  /** True while it has the focus. */
  get isActive(): boolean {
    return this.#panel.active;
  }

  set title(title: string) {
    this.#panel.title = title;
  }

  dispose(): void {
    this.#isClosed = true;
    for (const disposable of this.#disposables.splice(0)) disposable.dispose();
  }

  #receive(message: unknown): void {
    const intent = parsePanelIntent(message);
    if (intent?.type === "ready") {
      if (this.#state) this.#post({ type: "state", state: this.#state });
    } else if (intent) this.#intended.fire(intent);
  }

  #post(message: PanelMessage): void {
    // Work may end after its panel was closed; VS Code throws when something writes to it then.
    if (!this.#isClosed) void this.#panel.webview.postMessage(message);
  }
}
