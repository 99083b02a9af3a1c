/** Asks for a query, and says what is wrong with it while it is typed, and where. */
import { queryProblem } from "../queryProblem.ts";
import type { Ui } from "../ui.ts";

/** `undefined` when the person closed the box. */
export async function askQuery(
  ui: Ui,
  { title, value }: { readonly title: string; readonly value: string },
): Promise<string | undefined> {
  const query = await ui.ask({
    title,
    prompt: "Such as label:Cat, subject:Food or night -label:City; empty for all images.",
    value,
    keepOpen: true,
    problem: queryProblem,
  });
  return query?.trim();
}
