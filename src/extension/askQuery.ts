/** Asks for a query in a box that completes it, and says what is wrong with it while it is typed, and where. */
import { t } from "@vscode/l10n";
import type { LabelIndexPort } from "../labelIndex/port.ts";
import type { ChoiceSource, NameChoice } from "../query/complete.ts";
import type { Completion } from "./completingInput.ts";
import { queryProblem } from "./queryProblem.ts";
import type { Ui } from "./ui.ts";

export interface QueryQuestion {
  readonly title: string;
  readonly value: string;
  /** Shown while nothing is typed; with examples. */
  readonly prompt?: string;
}

/** The query without blanks at its ends; `undefined` when the person closed the box. */
export type AskQuery = (question: QueryQuestion) => Promise<string | undefined>;

export interface AskQueryServices {
  readonly ui: Ui;
  /** Opened when it is first asked for. */
  readonly index: () => Pick<LabelIndexPort, "summary">;
  readonly names: (text: string, limit: number) => Promise<readonly NameChoice[]>;
}

/** Completions that are shown at once. */
const maxChoices = 50;

export function queryAsker({ ui, index, names }: AskQueryServices): AskQuery {
  const source: ChoiceSource = {
    names: (text) => names(text, maxChoices),
    values: async (field) => {
      if (field === "class") return [];
      const { places } = await index().summary();
      return [...new Set(places.map((place) => place[field]))];
    },
  };
  return async ({ title, value, prompt = defaultPrompt() }) => {
    const query = await ui.ask({
      title,
      prompt,
      value,
      keepOpen: true,
      problem: queryProblem,
      completing: { empty: t("All images"), complete: (text) => completionsOf(text, source) },
    });
    return query?.trim();
  };
}

function defaultPrompt(): string {
  return t(
    "Such as {0}, {1} or {2}; empty for all images.",
    ...["label:Cat", "subject:Food", "night -label:City"],
  );
}

/** At the end of the text, since VS Code does not tell where the cursor is. */
async function completionsOf(text: string, source: ChoiceSource): Promise<Completion[]> {
  const { complete } = await import("../query/complete.ts");
  const { start, end, choices } = await complete(text, text.length, source);
  return choices.slice(0, maxChoices).map(({ title, detail, text: chosen }) => ({
    title,
    ...(detail !== undefined && { detail }),
    text: text.slice(0, start) + chosen + text.slice(end),
  }));
}
