/** Whether the tree shows images only: its first state, and the context key that menus read. */
import * as vscode from "vscode";

export const imagesOnlyAtFirst = true;

/** Lets the menus of the tree offer the other view. */
export function tellMenus(imagesOnly: boolean): void {
  void vscode.commands.executeCommand("setContext", "ossImageLabels.imagesOnly", imagesOnly);
}
