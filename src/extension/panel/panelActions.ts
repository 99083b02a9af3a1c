/** The panel's buttons that are commands of the extension; their id is the command's. */
import * as vscode from "vscode";
import type { PanelAction } from "../../panel/protocol.ts";
import { commandName } from "../commandIds.ts";
import type { Subject } from "../detect/subject.ts";
import { actionOf } from "../present.ts";

const copyAsCode: PanelAction = {
  id: "copyAsCode",
  title: "Copy as code…",
  tooltip: "This detection in Java, Python, Go, PHP, JavaScript, ossutil or curl",
};

/** A local picture has no object for code to ask about. */
export function panelActions({ address }: Subject): readonly PanelAction[] {
  return address === undefined ? [] : [copyAsCode];
}

const remedyId = "remedy";

/** What to do about an error as a button; none for what the panel offers anyway: the log, another try. */
export function remedyAction(error: unknown): readonly PanelAction[] {
  const action = actionOf(error, false);
  if (!action || action.command === commandName("showLog")) return [];
  return [{ id: remedyId, title: action.title }];
}

/** False when another button was pressed. */
export async function runRemedy(id: string, error: unknown): Promise<boolean> {
  if (id !== remedyId) return false;
  const action = actionOf(error, false);
  if (action?.command) await vscode.commands.executeCommand(action.command, ...action.arguments);
  return true;
}

/** @param threshold 0–1, what the panel shows */
export async function runPanelAction(
  id: string,
  subject: Subject,
  threshold: number,
): Promise<void> {
  if (id !== copyAsCode.id || subject.address === undefined) return;
  const { uri, account } = subject;
  await vscode.commands.executeCommand(commandName("copyAsCode"), uri, { account, threshold });
}
