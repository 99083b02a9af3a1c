/** Shows what would become of tags, as a comparison of two texts that can only be read. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { grouped } from "../../labels/format.ts";
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
  const title =
    changes.length === 1
      ? t("Tags of 1 Object: Now ↔ Then")
      : t("Tags of {0} Objects: Now ↔ Then", grouped(changes.length));
  await vscode.commands.executeCommand("vscode.diff", before, after, title);
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
