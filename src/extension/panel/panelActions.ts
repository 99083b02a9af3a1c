/** The panel's buttons that are commands of the extension; their id is the command's. */
import * as vscode from "vscode";
import type { PanelAction } from "../../panel/protocol.ts";
import { commandName } from "../commandIds.ts";
import type { Subject } from "../detect/subject.ts";

const copyAsCode: PanelAction = {
  id: "copyAsCode",
  title: "Copy as code…",
  enabled: true,
  tooltip: "This detection in Java, Python, Go, PHP, JavaScript, ossutil or curl",
};

/** A local picture has no object for code to ask about. */
export function panelActions({ address }: Subject): readonly PanelAction[] {
  return address === undefined ? [] : [copyAsCode];
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
