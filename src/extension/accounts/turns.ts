/** Walks through questions, forth and back, until the last one is answered. Knows no VS Code. */

/** Where a question stands among the others. */
export interface Position {
  /** From 1. */
  readonly step: number;
  readonly totalSteps: number;
  readonly canGoBack: boolean;
}

/** How a question was left: with what was typed, whichever way. */
export interface Turn<Answers> {
  readonly answers: Answers;
  readonly go: "on" | "back";
}

export interface Questions<Answers, Step> {
  /** The questions that the answers so far call for; asked anew after each. */
  steps(answers: Answers): readonly Step[];
  /** Rejects when the person gives up. */
  ask(step: Step, answers: Answers, position: Position): Promise<Turn<Answers>>;
  /** True when there is somewhere to go back to from the first question. */
  readonly canLeaveBack?: boolean;
}

/** The answers to all questions; `undefined` when the person went back from the first. */
export async function askInTurn<Answers, Step>(
  initial: Answers,
  { steps, ask, canLeaveBack = false }: Questions<Answers, Step>,
): Promise<Answers | undefined> {
  let answers = initial;
  let index = 0;
  for (;;) {
    const all = steps(answers);
    const step = all[index];
    if (step === undefined) return answers;
    const canGoBack = index > 0 || canLeaveBack;
    const turn = await ask(step, answers, { step: index + 1, totalSteps: all.length, canGoBack });
    answers = turn.answers;
    index += turn.go === "on" ? 1 : -1;
    if (index < 0) return undefined;
  }
}
