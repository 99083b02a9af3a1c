/** An input that completes what is typed: a list whose first row is the text itself, and whose others go on with it. */
import { t } from "@vscode/l10n";
import type * as vscode from "vscode";

/** What a text may become. */
export interface Completion {
  /** What is shown, and a few words beside it. */
  readonly title: string;
  readonly detail?: string;
  /** The whole text with it. */
  readonly text: string;
}

export interface Completing {
  readonly value: string;
  /** What the empty text stands for. */
  readonly empty: string;
  /** The best first. What it rejects with leaves the list without completions. */
  readonly complete: (text: string) => Promise<readonly Completion[]>;
  /** What is wrong with a text, as a sentence; such a text is not accepted. */
  readonly problem?: (text: string) => string | undefined;
}

export interface CompletingRow extends vscode.QuickPickItem {
  /** What a choice makes of the text; absent in the row of the text itself. */
  readonly becomes?: string;
}

/** The rows for a text. Always shown, since VS Code would look for the whole text in each. */
export function completingRows(
  text: string,
  completions: readonly Completion[],
  { empty, problem }: Pick<Completing, "empty" | "problem">,
): CompletingRow[] {
  const wrong = problem?.(text);
  return [
    {
      label: text.trim() === "" ? empty : text,
      description: wrong === undefined ? t("Enter to accept") : t("cannot be read"),
      ...(wrong !== undefined && { detail: wrong }),
      alwaysShow: true,
    },
    ...completions
      .filter((completion) => completion.text !== text)
      .map(({ title, detail, text: becomes }) => ({
        label: title,
        ...(detail !== undefined && { description: detail }),
        becomes,
        alwaysShow: true,
      })),
  ];
}

/** Shows the input, and disposes of it. What was typed; `undefined` when the person closed it. */
export async function askCompleting(
  input: vscode.QuickPick<CompletingRow>,
  question: Completing,
): Promise<string | undefined> {
  let shown: string | undefined;
  const show = async (text: string) => {
    if (text === shown) return;
    shown = text;
    const completions = await question.complete(text).catch(() => []);
    // What was typed meanwhile is completed on its own.
    if (text === shown) input.items = completingRows(text, completions, question);
  };
  try {
    return await new Promise<string | undefined>((resolve) => {
      input.onDidChangeValue(show);
      input.onDidAccept(() => {
        const becomes = input.activeItems[0]?.becomes;
        if (becomes !== undefined) {
          input.value = becomes;
          void show(becomes);
        } else if (question.problem?.(input.value) === undefined) {
          resolve(input.value);
        }
      });
      input.onDidHide(() => resolve(undefined));
      input.value = question.value;
      void show(question.value);
      input.show();
    });
  } finally {
    input.dispose();
  }
}
