/** Shows an error to a person: what happened, what to do next, and a button for the one thing that helps. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { Failure } from "../errors/failure.ts";
import { Refusal } from "../errors/refusal.ts";
import { explain, type Remedy, wordsFor } from "../messages/explain.ts";
import { remedyTitle } from "../messages/remedyTitles.ts";
import { serviceWords } from "../messages/serviceWords.ts";
import { OssError } from "../oss/error.ts";
import { commandName, walkthroughStep } from "./commandIds.ts";
import type { Log } from "./log.ts";
import type { Ui } from "./ui.ts";

/** True for the error of a call that the person cancelled; it needs no words. */
export function isCancellation(error: unknown): boolean {
  if (error instanceof Failure) return error.code === "cancelled";
  if (error instanceof vscode.CancellationError) return true;
  return error instanceof Error && error.name === "AbortError";
}

/** Shows and logs an error, unless the person cancelled. `retry` does again what failed. */
export function present(
  error: unknown,
  { ui, log }: { readonly ui: Ui; readonly log: Log },
  retry?: () => unknown,
): void {
  if (isCancellation(error)) return;
  logError(error, log);
  const button = remedyButton(explain(error).remedy, retry !== undefined);
  // A notification has room for our words; the service's own are one click away.
  const said = error instanceof Failure ? serviceWords(error) : undefined;
  const details = t("Details");
  const buttons = [...(button ? [button.title] : []), ...(said ? [details] : [])];
  const text = wordsFor(error);
  // What the product refuses is to be put right by the person, and nothing has broken.
  const severity = error instanceof Refusal ? "warning" : "error";
  void ui.tell({ severity, text, buttons }).then((chosen) => {
    if (chosen === undefined) return undefined;
    if (chosen === details && said) {
      const detail = `${said}\n\n${technicalDetails(error)}`;
      return ui.tell({ severity, text, modal: true, detail });
    }
    return button?.command === undefined ? retry?.() : runButton(button);
  });
}

/** Code, status, EC and request id: what support asks for. */
function technicalDetails(error: unknown): string {
  if (!(error instanceof Failure)) return "";
  const { code } = error;
  const { status, ec, requestId } = error instanceof OssError ? error : ({} as Partial<OssError>);
  return [code, status, ec, requestId].filter(Boolean).join(" ");
}

/** One line of the log for an error; the stack only of those that are ours to mend. */
export function logError(error: unknown, log: Log): void {
  if (error instanceof Failure) {
    if (error instanceof Refusal) {
      log.info(`${wordsFor(error)} [${error.code}]`);
      return;
    }
    const received = error.facts["received"];
    const cause = error.cause instanceof Error ? error.cause.message : undefined;
    const more = [
      `[${technicalDetails(error)}]`,
      serviceWords(error),
      received && `Received: ${received}.`,
      cause && `Cause: ${cause}`,
    ];
    log.error([wordsFor(error), ...more.filter(Boolean)].join(" "));
    return;
  }
  log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
}

/** An error as programs get it: its message is the sentences for a person, its `code` the failure's. */
class ProgramError extends Error {
  override readonly name = "OssImageLabelsError";
  readonly code: string;
  /** Of a query that cannot be read: the offset of the first character that is wrong, in UTF-16 units. */
  declare readonly position?: number;

  constructor(code: string, message: string, position?: number, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    if (position !== undefined) this.position = position;
  }
}

/** The error that a program gets for any other. */
export function programError(error: unknown): ProgramError {
  const failure = isCancellation(error) ? new Refusal("cancelled", {}) : error;
  const code = failure instanceof Failure ? failure.code : "unexpected";
  const position = failure instanceof Failure ? failure.facts["position"] : undefined;
  const at = typeof position === "number" ? position : undefined;
  return new ProgramError(code, wordsFor(failure), at, { cause: error });
}

export interface RemedyButton {
  readonly title: string;
  /** Absent for a retry, which the caller that shows the error carries out. */
  readonly command?: string;
  readonly arguments: readonly unknown[];
}

/** `undefined` where nothing of the product helps; the log in place of a retry that is not possible. */
export function remedyButton(
  remedy: Remedy | undefined,
  canRetry: boolean,
): RemedyButton | undefined {
  if (remedy === undefined) return undefined;
  if (remedy.kind === "retry" && !canRetry) return remedyButton({ kind: "showLog" }, canRetry);
  return { title: remedyTitle(remedy.kind), ...commandFor(remedy) };
}

async function runButton({ command, arguments: given }: RemedyButton): Promise<void> {
  if (command !== undefined) await vscode.commands.executeCommand(command, ...given);
}

function commandFor(remedy: Remedy): Omit<RemedyButton, "title"> {
  switch (remedy.kind) {
    case "editAccount":
      return { command: commandName("editAccount"), arguments: [remedy.account, remedy.part] };
    case "setCustomDomain":
      return {
        command: commandName("editAccount"),
        arguments: [remedy.account, "domain", remedy.bucket],
      };
    case "addAccount":
      return { command: commandName("addAccount"), arguments: [] };
    case "checkSetup":
      return { command: commandName("checkSetup"), arguments: [remedy.account, remedy.bucket] };
    case "openSettings":
      return { command: "workbench.action.openSettings", arguments: [`@id:${remedy.setting}`] };
    case "openWalkthrough":
      return { command: "workbench.action.openWalkthrough", arguments: [walkthroughStep] };
    case "retry":
      return { arguments: [] };
    case "showLog":
      return { command: commandName("showLog"), arguments: [] };
  }
}
