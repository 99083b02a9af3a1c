/** What a press in the search view makes of the query's text. The rest of the text stays as it was written. */
import { foldText } from "../labels/search.ts";
import type { Condition, Query } from "../query/query.ts";
import { labelTerm, toggleTerm, withSort } from "../query/write.ts";
import type { GallerySort } from "./protocol.ts";

/** Tells of a name whether the query asks of every image that it has that label. */
export function chosenLabels({ condition }: Query): (name: string) => boolean {
  const parts = condition.kind === "and" ? condition.of : [condition];
  const names = new Set(parts.flatMap(chosenName));
  return (name) => names.has(foldText(name));
}

function chosenName(condition: Condition): string[] {
  if (condition.kind !== "label" || condition.reach !== "below") return [];
  const { name, where } = condition;
  return where.length === 0 && name.match === "equal" ? [name.text] : [];
}

/** With the label asked for, or no longer; a text that cannot be read is only added to. */
export function withLabelToggled(text: string, name: string): string {
  const term = labelTerm(name);
  try {
    return toggleTerm(text, term);
  } catch {
    return `${text.trim()} ${term}`;
  }
}

/** In another order; a text that cannot be read is only added to. */
export function withSortChosen(text: string, sort: GallerySort): string {
  try {
    return withSort(text, sort);
  } catch {
    return [text.trim(), withSort("", sort)].filter(Boolean).join(" ");
  }
}
