/** What a person is told while something is done, made plain as ui.ts makes it, with answers in their place. */
import type * as vscode from "vscode";
import type { Message, Ui } from "../../src/extension/ui.ts";
import { uiLine, uiRowText } from "../../src/extension/uiText.ts";
import { inspection, standingIn } from "./extension.ts";

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
  const { ui } = await inspection();
  const { progress } = ui;
  const tell = async ({ text, detail, buttons = [] }: Message) => {
    const further = [...(detail === undefined ? [] : [detail]), ...buttons];
    overheard.said.push([uiLine(text), ...further.map((part) => JSON.stringify(part))].join(" "));
    return answer(text, buttons);
  };
  const pick: Ui["pick"] = async (rows, { title }) => {
    overheard.offered.push(
      rows.map(({ label, description = "", detail }) => ({
        label: uiRowText(label),
        description: uiRowText(description),
        ...(detail !== undefined && { detail: uiRowText(detail) }),
      })),
    );
    const said = answer(
      title,
      rows.map(({ label }) => label),
    );
    return rows.find(({ label }) => label === said);
  };
  const person: Partial<Ui> = {
    tell: tell as Ui["tell"],
    pick,
    progress: (title, task) => {
      overheard.said.push(uiLine(title));
      return progress(title, (signal, report) =>
        task(signal, (message, increment) => {
          overheard.said.push(uiLine(message));
          report(message, increment);
        }),
      );
    },
  };
  await standingIn(person, work);
  return overheard;
}
