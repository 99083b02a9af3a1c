/** A query whose names nobody knows, in the names that the person may mean by them. */
import { foldText } from "../labels/search.ts";
import type { ChoiceSource } from "./complete.ts";
import { piecesOf } from "./parse.ts";
import { labelTerm, unquoted, writeName } from "./write.ts";

/** A name or word in another language takes the time of a look at the index; a query of more is pasted. */
const maxNames = 10;

/**
 * The text with each label or word that no label is called, but that means one, in the name of that label: `dog` becomes
 * `label:狗`. `undefined` where there is nothing to put in place.
 */
export async function withNamesMeant(
  text: string,
  source: Pick<ChoiceSource, "names">,
): Promise<string | undefined> {
  const pieces = piecesOf(text).filter(({ kind }) => kind === "name" || kind === "word");
  let written = "";
  let at = 0;
  for (const { kind, start, end } of pieces.slice(0, maxNames)) {
    const sought = unquoted(text.slice(start, end));
    const [best] = await source.names(sought);
    const { meaning } = best ?? {};
    if (!best || meaning === undefined || foldText(meaning) !== foldText(sought)) continue;
    written +=
      text.slice(at, start) + (kind === "word" ? labelTerm(best.name) : writeName(best.name));
    at = end;
  }
  return at === 0 ? undefined : written + text.slice(at);
}
