/** One question in VS Code's quick input, with a way back; what was typed is kept whichever way it is left. */
import * as vscode from "vscode";
import type { Position } from "./turns.ts";

/** How a question was left. */
export interface Left<T> {
  readonly go: "on" | "back";
  readonly value: T;
}

export interface TextQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value: string;
  readonly placeholder?: string;
  /** Shows dots in place of characters. */
  readonly password?: boolean;
  /** A sentence when an answer will not do; asked at each key and, of an untouched answer, at Enter. */
  readonly problem?: (text: string) => string | undefined;
  /** Asked at Enter of an answer without a problem; a sentence keeps the question open. */
  readonly check?: (text: string) => Promise<string | undefined>;
}

export interface PickQuestion<Item extends vscode.QuickPickItem> {
  readonly title: string;
  readonly placeholder: string;
  readonly value: string;
  /** The rows for what is typed. */
  readonly items: (typed: string) => Item[] | Promise<Item[]>;
  /** The row to begin with. */
  readonly isActive?: (item: Item) => boolean;
  /** False leaves the question open: the row is no answer, or the person thought better of it. */
  readonly accepts: (item: Item) => boolean | Promise<boolean>;
  /** True where the rows depend on what is typed. */
  readonly followsTyping?: boolean;
}

/** Rejects with a `CancellationError` when the person closes it. */
export async function askText(question: TextQuestion, position: Position): Promise<Left<string>> {
  const { problem = () => undefined, check = async () => undefined } = question;
  const box = vscode.window.createInputBox();
  box.prompt = question.prompt;
  box.value = question.value;
  box.placeholder = question.placeholder;
  box.password = question.password ?? false;
  return answered<string>(box, question.title, position, (leave) => {
    const accept = async () => {
      const found = problem(box.value) ?? (await whileBusy(box, () => check(box.value)));
      box.validationMessage = found;
      if (found === undefined) leave({ go: "on", value: box.value });
    };
    return [
      box.onDidChangeValue((text) => {
        // An answer that was just emptied is not yet a wrong one.
        box.validationMessage = text.trim() === "" ? undefined : problem(text);
      }),
      box.onDidAccept(() => void accept()),
      box.onDidTriggerButton(() => leave({ go: "back", value: box.value })),
    ];
  });
}

/** The chosen row, with what was typed; going back there is no row. Rejects like {@link askText}. */
export async function askPick<Item extends vscode.QuickPickItem>(
  question: PickQuestion<Item>,
  position: Position,
): Promise<Left<{ readonly item: Item | undefined; readonly typed: string }>> {
  const pick = vscode.window.createQuickPick<Item>();
  pick.placeholder = question.placeholder;
  pick.value = question.value;
  pick.matchOnDescription = true;
  return answered(pick, question.title, position, (leave) => {
    let shown = "";
    const show = async () => {
      const { value } = pick;
      const items = await question.items(value);
      const written = JSON.stringify(items);
      if (written === shown || (pick.value !== value && question.followsTyping)) return;
      shown = written;
      pick.items = items;
      const active = question.isActive && items.find(question.isActive);
      if (active) pick.activeItems = [active];
    };
    const accept = async () => {
      const [item] = pick.selectedItems;
      if (item && (await question.accepts(item))) {
        leave({ go: "on", value: { item, typed: pick.value } });
      }
    };
    void whileBusy(pick, show);
    return [
      ...(question.followsTyping ? [pick.onDidChangeValue(() => void show())] : []),
      pick.onDidAccept(() => void accept()),
      pick.onDidTriggerButton(() =>
        leave({ go: "back", value: { item: undefined, typed: pick.value } }),
      ),
    ];
  });
}

/** Shows an input until it is left, and then disposes of it. */
async function answered<T>(
  input: vscode.QuickInput & { buttons: readonly vscode.QuickInputButton[] },
  title: string,
  { step, totalSteps, canGoBack }: Position,
  listen: (leave: (left: Left<T>) => void) => vscode.Disposable[],
): Promise<Left<T>> {
  input.title = title;
  if (totalSteps > 1) {
    input.step = step;
    input.totalSteps = totalSteps;
  }
  // Copying a key from a browser must not close it.
  input.ignoreFocusOut = true;
  input.buttons = canGoBack ? [vscode.QuickInputButtons.Back] : [];
  const listeners: vscode.Disposable[] = [input];
  try {
    return await new Promise<Left<T>>((resolve, reject) => {
      listeners.push(
        ...listen(resolve),
        input.onDidHide(() => reject(new vscode.CancellationError())),
      );
      input.show();
    });
  } finally {
    for (const listener of listeners.reverse()) listener.dispose();
  }
}

async function whileBusy<T>(input: vscode.QuickInput, work: () => Promise<T>): Promise<T> {
  input.busy = true;
  try {
    return await work();
  } finally {
    input.busy = false;
  }
}
