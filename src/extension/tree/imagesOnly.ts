/** Whether the tree shows images only: how it begins, and how menus know. */
import * as vscode from "vscode";

export const imagesOnlyAtFirst = true;

/** Lets the menus of the tree offer the other view. */
export function tellMenus(imagesOnly: boolean): void {
  void vscode.commands.executeCommand("setContext", "ossImageLabels.imagesOnly", imagesOnly);
}
