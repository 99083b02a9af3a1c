/** What is wrong with a query that is typed into a box, and where: for every box in which one can be. */
import { markError } from "../query/complete.ts";

/** UTF-16 units of the query before and after what is wrong. */
const around = 24;

/** Sentences, and the place between marks: `size:▸1MB◂`. `undefined` for a query that can be read. */
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
