/** Reads what a language model answered. */
import { plainLine } from "../../labels/format.ts";
import { foldText } from "../../labels/search.ts";

/** Longer texts are no names. In characters. */
const longest = 80;

/**
 * What the model said of the names that were asked about, by folded names; everything else in its answer is ignored.
 * `undefined` where there is no JSON object in it.
 */
export function readTranslations(
  answer: string,
  names: readonly string[],
): ReadonlyMap<string, string> | undefined {
  // Models like to write something before and behind it. A pattern would take long where brackets are never closed.
  const value = parsed(answer.slice(answer.indexOf("{"), answer.lastIndexOf("}") + 1));
  if (typeof value !== "object" || value === null) return undefined;
  const given = new Map<string, unknown>(Object.entries(value));
  const read = new Map<string, string>();
  for (const name of names) {
    const shown = given.get(name);
    if (typeof shown !== "string") continue;
    const text = plainLine(shown);
    if (text !== "" && text.length <= longest) read.set(foldText(name), text);
  }
  return read;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    // Not JSON is an answer here, which the caller tells of.
    return undefined;
  }
}
