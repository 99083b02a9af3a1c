/** Asks for a query, and says what is wrong with it while it is typed, and where. */
import { markError } from "../../query/complete.ts";
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

/** UTF-16 units of the query before and after what is wrong. */
const around = 24;

/** What is wrong in sentences, with the place between arrows; `undefined` for a query that can be read. */
export function queryProblem(text: string): string | undefined {
  const mistake = markError(text);
  if (!mistake) return undefined;
  const { start, end, sentences } = mistake;
  const before = text.slice(Math.max(0, start - around), start);
  const after = text.slice(end, end + around);
  const left = start > around ? "…" : "";
  const right = end + around < text.length ? "…" : "";
  return `${sentences} ${left}${before}▸${text.slice(start, end)}◂${after}${right}`;
}
