/** Shows an error to a person: one sentence, and the one thing to do next. */
import * as vscode from "vscode";
import { OssError } from "../oss/error.ts";
import { commandName } from "./commandIds.ts";
import type { Log } from "./log.ts";

const shown = new WeakSet<Error>();

/** Says that a person has already seen this error, in a panel for instance. */
export function markShown(error: unknown): void {
  if (error instanceof Error) shown.add(error);
}

/** True for the error of a call that the person cancelled; it needs no words. */
export function isCancellation(error: unknown): boolean {
  if (error instanceof OssError) return error.code === "cancelled";
  if (error instanceof vscode.CancellationError) return true;
  return error instanceof Error && error.name === "AbortError";
}

/** Any error as a sentence for a person; what is unexpected goes to the log in full. */
export function sentenceOf(error: unknown): string {
  if (error instanceof OssError) return error.message;
  return "Something went wrong that should not. The log of OSS Image Labels has the details.";
}

/** Shows an error once, unless the person cancelled or has seen it. */
export function present(error: unknown, log: Log): void {
  if (isCancellation(error)) return;
  logError(error, log);
  if (error instanceof Error && shown.has(error)) return;
  markShown(error);
  const action = actionOf(error);
  void vscode.window.showErrorMessage(sentenceOf(error), action.title).then((chosen) => {
    if (chosen) return vscode.commands.executeCommand(action.command, ...action.arguments);
    return undefined;
  });
}

/** One line of the log for an error; the stack only of those that are ours to mend. */
export function logError(error: unknown, log: Log): void {
  if (error instanceof OssError) {
    const facts = [error.code, error.status, error.ec, error.requestId].filter(Boolean).join(" ");
    log.error(`${error.message} [${facts}]`);
    return;
  }
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

export interface ErrorAction {
  readonly title: string;
  readonly command: string;
  readonly arguments: readonly unknown[];
}

/** What a person can do about an error, as a button. */
export function actionOf(error: unknown): ErrorAction {
  const action = error instanceof OssError ? error.action : undefined;
  if (action === "openSettings") {
    return { title: "Open Settings", command: commandName("openSettings"), arguments: [] };
  }
  return { title: "Show Log", command: commandName("showLog"), arguments: [] };
}
