/** Shows a text of ours as Markdown to read. */
import * as vscode from "vscode";

const scheme = "oss-image-labels-text";

export class ReadableTexts implements vscode.Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: this.#changed.event,
    provideTextDocumentContent: ({ path }) => this.#texts.get(path) ?? "",
  });

  /** One tab for each title; shown again, it has the new text. */
  async show(title: string, text: string): Promise<void> {
    const path = `/${title.replaceAll("/", "∕")}.md`;
    this.#texts.set(path, text);
    const uri = vscode.Uri.from({ scheme, path });
    this.#changed.fire(uri);
    try {
      // A tab of its own; the shared preview would begin where the last text was scrolled to.
      await vscode.commands.executeCommand(
        "vscode.openWith",
        uri,
        "vscode.markdown.preview.editor",
      );
    } catch {
      // Without VS Code's own Markdown extension the text is as good.
      await vscode.window.showTextDocument(uri);
    }
  }

  dispose(): void {
    this.#provider.dispose();
    this.#changed.dispose();
  }
}
