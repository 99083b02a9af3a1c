/** Chooses a row of a quick pick that is on the screen, as a person does. */
import assert from "node:assert/strict";
import * as vscode from "vscode";

/** @param label how the row's label begins */
export async function chooseRow<Row extends vscode.QuickPickItem & { readonly key: string }>(
  pick: vscode.QuickPick<Row>,
  label: string,
): Promise<void> {
  const row = pick.items.find((item) => item.label.startsWith(label));
  assert.ok(row, `${label} is offered`);
  if (pick.activeItems[0] !== row) {
    // VS Code says so once it is true on the screen, too.
    const active = new Promise<void>((resolve) => {
      const listener = pick.onDidChangeActive(([item]) => {
        if (item?.key !== row.key) return;
        listener.dispose();
        resolve();
      });
    });
    pick.activeItems = [row];
    await active;
  }
  await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
}
