/** What the window tells a person while something is done, and answers in the person's place. */
import * as vscode from "vscode";

export interface Overheard {
  /** Notifications, modal questions with their details, and titles of what is under way. */
  readonly said: string[];
  /** Rows of each list to choose from. */
  readonly offered: vscode.QuickPickItem[][];
}

/** What is said to a question: one of its buttons, or the label of a row. */
type Answer = (text: string, offered: readonly string[]) => string | undefined;

/** Answers no question and chooses no row, unless told otherwise. */
export async function overhearing(
  work: () => PromiseLike<unknown>,
  answer: Answer = () => undefined,
): Promise<Overheard> {
  const overheard: Overheard = { said: [], offered: [] };
  const window = vscode.window as { -readonly [Name in keyof typeof vscode.window]: unknown };
  const { showErrorMessage, showWarningMessage, showInformationMessage } = vscode.window;
  const { showQuickPick, withProgress } = vscode.window;
  const tell = async (text: string, ...rest: unknown[]) => {
    const told = rest.filter((part) => JSON.stringify(part) !== '{"modal":false}');
    overheard.said.push([text, ...told.map((part) => JSON.stringify(part))].join(" "));
    return answer(
      text,
      rest.filter((part) => typeof part === "string"),
    );
  };
  Object.assign(window, {
    showErrorMessage: tell,
    showWarningMessage: tell,
    showInformationMessage: tell,
    showQuickPick: async (
      rows: readonly vscode.QuickPickItem[],
      { title = "" }: vscode.QuickPickOptions = {},
    ) => {
      overheard.offered.push(
        rows.map(({ label, description = "", detail }) => ({
          label,
          description,
          ...(detail !== undefined && { detail }),
        })),
      );
      const said = answer(
        title,
        rows.map(({ label }) => label),
      );
      return rows.find(({ label }) => label === said);
    },
    withProgress: (options: vscode.ProgressOptions, task: ProgressTask) => {
      overheard.said.push(options.title ?? "");
      return withProgress(options, (progress, token) =>
        task(
          {
            report: (step) => {
              overheard.said.push(step.message ?? "");
              progress.report(step);
            },
          },
          token,
        ),
      );
    },
  });
  const restore = { showErrorMessage, showWarningMessage, showInformationMessage, showQuickPick };
  try {
    await work();
  } finally {
    Object.assign(window, { ...restore, withProgress });
  }
  return overheard;
}

type ProgressTask = Parameters<typeof vscode.window.withProgress>[1];
