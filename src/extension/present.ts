/** Shows an error to a person: one sentence, and the one thing to do next. */
import * as vscode from "vscode";
import { OssError } from "../oss/error.ts";
import { commandName } from "./commandIds.ts";
import { documentationOf, settingOf } from "./errorPlaces.ts";
import type { Log } from "./log.ts";
import { uiLine } from "./uiText.ts";

/** What an error came of, so that its button leads to the right place. */
export interface Occasion {
  readonly account?: string | undefined;
  readonly bucket?: string | undefined;
}

const shown = new WeakSet<Error>();
const occasions = new WeakMap<Error, Occasion>();

/** Says that a person has already seen this error, in a panel for instance. */
export function markShown(error: unknown): void {
  if (error instanceof Error) shown.add(error);
}

/** Says what an error came of; whoever shows it need not know. */
export function noteOccasion(error: unknown, occasion: Occasion): void {
  if (!(error instanceof Error)) return;
  const { account, bucket } = occasion;
  occasions.set(error, {
    ...occasions.get(error),
    ...(account !== undefined && { account }),
    ...(bucket !== undefined && { bucket }),
  });
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

/** Shows an error once, unless the person cancelled or has seen it. `retry` does again what failed. */
export function present(error: unknown, log: Log, retry?: () => unknown): void {
  if (isCancellation(error)) return;
  logError(error, log);
  if (error instanceof Error && shown.has(error)) return;
  markShown(error);
  const action = actionOf(error, retry !== undefined);
  const buttons = action ? [action.title] : [];
  const text = uiLine(sentenceOf(error));
  void vscode.window.showErrorMessage(text, ...buttons).then((chosen) => {
    if (!chosen || !action) return undefined;
    if (action.command === undefined) return retry?.();
    return vscode.commands.executeCommand(action.command, ...action.arguments);
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
  /** Absent for trying again, which whoever shows the error does. */
  readonly command?: string;
  readonly arguments: readonly unknown[];
}

const showLog: ErrorAction = {
  title: "Show Log",
  command: commandName("showLog"),
  arguments: [],
};

/** What a person can do about an error, as a button; `undefined` when there is nothing. */
export function actionOf(error: unknown, canRetry: boolean): ErrorAction | undefined {
  if (!(error instanceof OssError)) return showLog;
  const { account, bucket } = occasions.get(error) ?? {};
  switch (error.action) {
    case "none":
      return undefined;
    case "retry":
      return canRetry ? { title: "Try Again", arguments: [] } : showLog;
    case "addAccount":
      return { title: "Add an Account…", command: commandName("addAccount"), arguments: [] };
    case "editAccount":
      return {
        title: "Edit Account…",
        command: commandName("editAccount"),
        arguments: [account],
      };
    case "setCustomDomain":
      return {
        title: "Set Custom Domain…",
        command: commandName("editAccount"),
        arguments: [account, "domain", bucket],
      };
    case "checkSetup":
      return {
        title: "Check Setup…",
        command: commandName("checkSetup"),
        arguments: [account, bucket],
      };
    case "openSettings":
      return { title: "Open Settings", ...settingOf(error) };
    case "openDocumentation":
      return { title: "Open Walkthrough", ...documentationOf() };
    default:
      return showLog;
  }
}
