/** Shows what would become of tags, as a comparison of two texts that can only be read. */
import * as vscode from "vscode";
import { changeTexts } from "../../writeBack/changeText.ts";
import type { TagChange, WriteBackRules } from "../../writeBack/tagChange.ts";

const scheme = "oss-image-labels-tags";

/** Resolves when the comparison is open; what it gives closes it. */
export async function showTagChanges(
  changes: readonly TagChange[],
  rules: WriteBackRules,
): Promise<vscode.Disposable> {
  const texts = changeTexts(changes, rules);
  const provider = vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent: ({ path }) => (path === "/before.txt" ? texts.before : texts.after),
  });
  // A text that was shown before under the same address would be shown again.
  const query = String(Date.now());
  const [before, after] = ["/before.txt", "/after.txt"].map((path) =>
    vscode.Uri.from({ scheme, path, query }),
  );
  const count = changes.length === 1 ? "1 Object" : `${changes.length} Objects`;
  await vscode.commands.executeCommand(
    "vscode.diff",
    before,
    after,
    `Tags of ${count}: Now ↔ Then`,
  );
  return {
    dispose: () => {
      const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
      const ours = tabs.filter(
        ({ input }) =>
          input instanceof vscode.TabInputTextDiff &&
          input.modified.toString() === after?.toString(),
      );
      void vscode.window.tabGroups.close(ours);
      provider.dispose();
    },
  };
}
