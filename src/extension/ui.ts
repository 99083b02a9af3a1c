/**
 * The one door to the person: what is told, asked, offered and shown as in progress. Every text that comes through it is
 * made plain, so that names from outside stay text. Nothing else calls VS Code's messages and quick inputs.
 */
import * as vscode from "vscode";
import { askCompleting, type Completing } from "./completingInput.ts";
import { uiLine, uiLines, uiRowText } from "./uiText.ts";

export interface Message<Button extends string = string> {
  /** One line: what happened, then what to do. */
  readonly text: string;
  /** `information` when not given. */
  readonly severity?: "information" | "warning" | "error";
  /** A question in the middle of the window, answered before anything else goes on. */
  readonly modal?: boolean;
  /** Below a modal question; may have several lines. */
  readonly detail?: string;
  readonly buttons?: readonly Button[];
}

export interface TextQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value?: string;
  /** Begin and end of what is selected; all of the value when not given. */
  readonly selection?: readonly [number, number];
  readonly placeholder?: string;
  /** Stays when the focus goes elsewhere. */
  readonly keepOpen?: boolean;
  /** What is wrong with what is typed, as a sentence; `undefined` when it will do. */
  readonly problem?: (text: string) => string | undefined;
  /** Offers what the text can become, in a list; the prompt is shown while there is no text. */
  readonly completing?: Pick<Completing, "empty" | "complete">;
}

export interface PickQuestion {
  readonly title: string;
  readonly placeholder?: string;
  readonly matchOnDescription?: boolean;
  readonly matchOnDetail?: boolean;
  readonly keepOpen?: boolean;
}

export interface FileQuestion {
  /** `save`: where a file is to be written; `open`: one that is there; `folder`: one that is there or can be made. */
  readonly kind: "save" | "open" | "folder";
  readonly title: string;
  readonly button: string;
  /** Where the choice begins. */
  readonly suggestion?: vscode.Uri;
  /** Endings without the dot, by what they are called. */
  readonly filters?: Readonly<Record<string, readonly string[]>>;
}

/** Says how far the work is: a line, and the percent that were done since the last call. */
export type ReportProgress = (message: string, increment?: number) => void;

export interface Ui {
  /** The button that was pressed; `undefined` when the message was closed without one. */
  tell<Button extends string>(message: Message<Button>): Promise<Button | undefined>;
  /** What was typed; `undefined` when the person closed the box. */
  ask(question: TextQuestion): Promise<string | undefined>;
  /** The chosen row, one of those given; `undefined` when the person closed the list. */
  pick<Row extends vscode.QuickPickItem>(
    rows: readonly Row[],
    question: PickQuestion,
  ): Promise<Row | undefined>;
  /** The rows that were ticked; `undefined` when the person closed the list. */
  pickMany<Row extends vscode.QuickPickItem>(
    rows: readonly Row[],
    question: PickQuestion,
  ): Promise<Row[] | undefined>;
  /** The file or folder that was chosen; `undefined` when the person closed the dialog. */
  chooseFile(question: FileQuestion): Promise<vscode.Uri | undefined>;
  /** Shows a notification while `work` runs; its Cancel aborts the signal. */
  progress<T>(
    title: string,
    work: (signal: AbortSignal, report: ReportProgress) => PromiseLike<T>,
  ): Promise<T>;
  /** An input box whose texts are made plain as they are set. */
  createInputBox(): vscode.InputBox;
  /** A list whose texts are made plain as they are set: what `items` gives back are copies with the same fields. */
  createQuickPick<Row extends vscode.QuickPickItem>(): vscode.QuickPick<Row>;
}

/** The real one: VS Code's window. */
export function windowUi(): Ui {
  return { tell, ask, pick, pickMany, chooseFile, progress, createInputBox, createQuickPick };
}

async function tell<Button extends string>({
  text,
  severity = "information",
  modal = false,
  detail,
  buttons = [],
}: Message<Button>): Promise<Button | undefined> {
  const { window } = vscode;
  const options = { modal, ...(detail !== undefined && { detail: uiLines(detail) }) };
  switch (severity) {
    case "information":
      return window.showInformationMessage(uiLine(text), options, ...buttons);
    case "warning":
      return window.showWarningMessage(uiLine(text), options, ...buttons);
    case "error":
      return window.showErrorMessage(uiLine(text), options, ...buttons);
  }
}

async function ask(question: TextQuestion): Promise<string | undefined> {
  if (question.completing) return askInList(question, question.completing);
  const { title, prompt, value, selection, placeholder, keepOpen, problem } = question;
  return vscode.window.showInputBox({
    title: uiLine(title),
    prompt: uiLine(prompt),
    ...(value !== undefined && { value }),
    ...(selection && { valueSelection: [...selection] }),
    ...(placeholder !== undefined && { placeHolder: uiLine(placeholder) }),
    ...(keepOpen && { ignoreFocusOut: true }),
    ...(problem && { validateInput: (text) => plainProblem(problem(text)) }),
  });
}

function askInList(
  { title, prompt, value = "", keepOpen, problem }: TextQuestion,
  completing: Pick<Completing, "empty" | "complete">,
): Promise<string | undefined> {
  const input = createQuickPick();
  input.title = title;
  input.placeholder = prompt;
  input.ignoreFocusOut = keepOpen ?? false;
  return askCompleting(input, { ...completing, value, ...(problem && { problem }) });
}

function plainProblem(problem: string | undefined): string | undefined {
  return problem === undefined ? undefined : uiLine(problem);
}

async function pick<Row extends vscode.QuickPickItem>(
  rows: readonly Row[],
  question: PickQuestion,
): Promise<Row | undefined> {
  const shown = rows.map(plainRow);
  const chosen = await vscode.window.showQuickPick(shown, pickOptions(question));
  return chosen && rows[shown.indexOf(chosen)];
}

async function pickMany<Row extends vscode.QuickPickItem>(
  rows: readonly Row[],
  question: PickQuestion,
): Promise<Row[] | undefined> {
  const shown = rows.map(plainRow);
  const options = { ...pickOptions(question), canPickMany: true } as const;
  const chosen = await vscode.window.showQuickPick(shown, options);
  return chosen && rows.filter((_, at) => chosen.some((row) => row === shown[at]));
}

function pickOptions(question: PickQuestion): vscode.QuickPickOptions {
  const { title, placeholder, keepOpen, matchOnDescription, matchOnDetail } = question;
  return {
    title: uiLine(title),
    ...(placeholder !== undefined && { placeHolder: uiLine(placeholder) }),
    ...(matchOnDescription && { matchOnDescription }),
    ...(matchOnDetail && { matchOnDetail }),
    ...(keepOpen && { ignoreFocusOut: true }),
  };
}

async function chooseFile(question: FileQuestion): Promise<vscode.Uri | undefined> {
  const { kind, title, button, suggestion, filters } = question;
  const lists = Object.entries(filters ?? {}).map(([name, endings]) => [name, [...endings]]);
  const options = {
    title: uiLine(title),
    ...(suggestion && { defaultUri: suggestion }),
    ...(filters && { filters: Object.fromEntries(lists) }),
  };
  if (kind === "save") return vscode.window.showSaveDialog({ ...options, saveLabel: button });
  const [chosen] =
    (await vscode.window.showOpenDialog({
      ...options,
      openLabel: button,
      canSelectFiles: kind === "open",
      canSelectFolders: kind === "folder",
    })) ?? [];
  return chosen;
}

async function progress<T>(
  title: string,
  work: (signal: AbortSignal, report: ReportProgress) => PromiseLike<T>,
): Promise<T> {
  const location = vscode.ProgressLocation.Notification;
  const options = { location, title: uiLine(title), cancellable: true };
  return vscode.window.withProgress(options, (shown, token) => {
    const controller = new AbortController();
    token.onCancellationRequested(() => controller.abort());
    return work(controller.signal, (message, increment) =>
      shown.report({
        message: uiLine(message),
        ...(increment !== undefined && { increment }),
      }),
    );
  });
}

function createInputBox(): vscode.InputBox {
  return plainInput(vscode.window.createInputBox());
}

function createQuickPick<Row extends vscode.QuickPickItem>(): vscode.QuickPick<Row> {
  return plainInput(vscode.window.createQuickPick<Row>());
}

function plainRow<Row extends vscode.QuickPickItem>(row: Row): Row {
  const { label, description, detail } = row;
  return {
    ...row,
    label: uiRowText(label),
    ...(description !== undefined && { description: uiRowText(description) }),
    ...(detail !== undefined && { detail: uiRowText(detail) }),
  };
}

const lineProperties: readonly PropertyKey[] = ["title", "prompt", "placeholder"];

/** The input itself, but for its texts, which are made plain when they are set. */
function plainInput<Input extends vscode.QuickInput>(input: Input): Input {
  return new Proxy(input, {
    // VS Code's own inputs must be called on themselves.
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      return typeof value === "function" ? value.bind(target) : value;
    },
    set: (target, name, value) => Reflect.set(target, name, plainProperty(name, value)),
  });
}

function plainProperty(name: PropertyKey, value: unknown): unknown {
  if (name === "items") return (value as readonly vscode.QuickPickItem[]).map(plainRow);
  if (name === "validationMessage") return plainValidation(value);
  return lineProperties.includes(name) && typeof value === "string" ? uiLine(value) : value;
}

function plainValidation(value: unknown): unknown {
  if (typeof value === "string") return uiLine(value);
  if (typeof value !== "object" || value === null) return value;
  const { message, severity } = value as vscode.InputBoxValidationMessage;
  return { message: uiLine(message), severity };
}
