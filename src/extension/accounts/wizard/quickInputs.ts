/** One step of a wizard in VS Code's quick input, with a way back; what was typed is kept whichever way it is left. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import type { Ui } from "../../ui.ts";
import type { Exit, StepPosition } from "./wizard.ts";

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
  /** False leaves the question open: the row is not an answer, or the person changed their mind. */
  readonly accepts: (item: Item) => boolean | Promise<boolean>;
  /** True for a row that says itself why it cannot be used: it is no answer, and its row is made anew at Enter. */
  readonly isBroken?: (item: Item) => boolean;
  /** Asked at Enter of a row that is accepted: another row, shown first, that says why it will not do. */
  readonly check?: (item: Item) => Promise<Item | undefined>;
  /** True where the rows depend on what is typed. */
  readonly followsTyping?: boolean;
}

/** Rejects with a `CancellationError` when the person closes it. */
export async function askText(
  ui: Ui,
  question: TextQuestion,
  position: StepPosition,
): Promise<Exit<string>> {
  const { problem = () => undefined, check = async () => undefined } = question;
  const box = ui.createInputBox();
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
  ui: Ui,
  question: PickQuestion<Item>,
  position: StepPosition,
): Promise<Exit<{ readonly item: Item | undefined; readonly typed: string }>> {
  const pick = ui.createQuickPick<Item>();
  pick.placeholder = question.placeholder;
  pick.value = question.value;
  pick.matchOnDescription = true;
  return answered(pick, question.title, position, (leave) => {
    let shown = "";
    let told: Item | undefined;
    const show = async () => {
      const { value } = pick;
      const items = await question.items(value);
      const written = JSON.stringify(items);
      if (written === shown || (pick.value !== value && question.followsTyping)) return;
      shown = written;
      pick.items = items;
      const active = question.isActive && pick.items.find(question.isActive);
      if (active) pick.activeItems = [active];
    };
    /** The row as it is now: a person may have mended meanwhile what was wrong with it. */
    const mended = async (item: Item): Promise<Item | undefined> => {
      await whileBusy(pick, show);
      const now = pick.items.find(
        ({ label, description }) => label === item.label && description === item.description,
      );
      if (!now) return undefined;
      pick.activeItems = [now];
      if (!question.isBroken?.(now)) return now;
      pick.placeholder = t("{0} cannot be used as it is; its row says why.", item.label);
      return undefined;
    };
    const tell = (problem: Item, item: Item) => {
      const others = pick.items.filter(({ label }) => label !== told?.label);
      told = problem;
      // What is typed next brings other rows.
      shown = "";
      pick.items = [problem, ...others];
      const same = pick.items.find(
        ({ label, description }) => label === item.label && description === item.description,
      );
      if (same) pick.activeItems = [same];
    };
    const accept = async () => {
      const [chosen] = pick.selectedItems;
      pick.placeholder = question.placeholder;
      const item = chosen && question.isBroken?.(chosen) ? await mended(chosen) : chosen;
      if (!item || !(await question.accepts(item))) return;
      const problem = await whileBusy(pick, async () => question.check?.(item));
      if (problem) tell(problem, item);
      else leave({ go: "on", value: { item, typed: pick.value } });
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
  { step, totalSteps, canGoBack }: StepPosition,
  listen: (leave: (exit: Exit<T>) => void) => vscode.Disposable[],
): Promise<Exit<T>> {
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
    return await new Promise<Exit<T>>((resolve, reject) => {
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

export interface Row<Answer> extends vscode.QuickPickItem {
  /** Absent for headings and for rows that only tell something. */
  readonly answer?: Answer;
  /** True for what cannot be used as it is. */
  readonly isBroken?: boolean;
}

interface Offer<Answer> {
  readonly icon: string;
  readonly label: string;
  readonly description?: string;
  readonly detail?: string;
  readonly answer?: Answer;
  readonly always?: boolean;
  readonly group?: string;
  readonly isBroken?: boolean;
}

/** The offers in their order, with a heading wherever a group begins. */
export function rows<Answer>(offers: readonly Offer<Answer>[]): Row<Answer>[] {
  return offers.flatMap(({ icon, always, group, ...offer }, index) => {
    const row: Row<Answer> = {
      ...offer,
      iconPath: new vscode.ThemeIcon(icon),
      ...(always && { alwaysShow: true }),
    };
    if (group === undefined || group === offers[index - 1]?.group) return [row];
    return [{ label: group, kind: vscode.QuickPickItemKind.Separator }, row];
  });
}
