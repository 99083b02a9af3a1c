/** Asks for a query, and says what is wrong with it while it is typed, and where. */
import { t } from "@vscode/l10n";
import { queryProblem } from "../queryProblem.ts";
import type { Ui } from "../ui.ts";

const examples = ["label:Cat", "subject:Food", "night -label:City"];

/** `undefined` when the person closed the box. */
export async function askQuery(
  ui: Ui,
  { title, value }: { readonly title: string; readonly value: string },
): Promise<string | undefined> {
  const query = await ui.ask({
    title,
    prompt: t("Such as {0}, {1} or {2}; empty for all images.", ...examples),
    value,
    keepOpen: true,
    problem: queryProblem,
  });
  return query?.trim();
}
