/** All open panels, one per subject. */
import * as vscode from "vscode";
import type { PanelState } from "../../panel/protocol.ts";
import type { Subject } from "../detect/subject.ts";
import { LabelPanel, panelType } from "./labelPanel.ts";
import { SubjectPanel, type SubjectPanelServices } from "./subjectPanel.ts";

export class LabelPanels implements vscode.Disposable {
  readonly #extensionUri: vscode.Uri;
  readonly #services: SubjectPanelServices;
  readonly #open = new Map<string, SubjectPanel>();
  #last: SubjectPanel | undefined;

  constructor(extensionUri: vscode.Uri, services: SubjectPanelServices) {
    this.#extensionUri = extensionUri;
    this.#services = services;
  }

  /** The state of the panel that was shown last, for tests. */
  get lastState(): PanelState | undefined {
    return this.#last?.panel.state;
  }

  /** The panel of a subject, brought to the front; a new one opens beside the editor. */
  open(subject: Subject): SubjectPanel {
    const open = this.#open.get(subject.id);
    if (open) {
      open.panel.reveal();
      this.#last = open;
      return open;
    }
    // A wrong setting is told before there is a panel, which it would leave empty.
    this.#services.threshold();
    const column = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: false };
    return this.adopt(vscode.window.createWebviewPanel(panelType, subject.title, column), subject);
  }

  isOpen(subject: Subject): boolean {
    return this.#open.has(subject.id);
  }

  /** Takes over a panel that VS Code restored. */
  adopt(webview: vscode.WebviewPanel, subject: Subject): SubjectPanel {
    webview.title = subject.title;
    const panel = new SubjectPanel(
      new LabelPanel(webview, this.#extensionUri),
      subject,
      this.#services,
    );
    this.#open.set(subject.id, panel);
    this.#last = panel;
    panel.panel.onDidDispose(() => {
      panel.dispose();
      if (this.#open.get(subject.id) === panel) this.#open.delete(subject.id);
      if (this.#last === panel) this.#last = undefined;
    });
    return panel;
  }

  dispose(): void {
    for (const panel of this.#open.values()) panel.dispose();
  }
}
