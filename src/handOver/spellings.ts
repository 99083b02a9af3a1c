/** How names that a query has folded are really written: other engines compare them to the letter. */
import { foldText } from "../labels/search.ts";
import type { Condition } from "../query/query.ts";
import type { Spellings } from "./translation.ts";

/**
 * Of a name: as it was typed, and as the label index writes it. `known` are names of labels; of a beginning only what
 * was typed counts.
 */
export function spellingsIn(typed: string, known: readonly string[]): Spellings {
  const written = new Map<string, Set<string>>();
  const learn = (name: string) => {
    const folded = foldText(name);
    written.set(folded, (written.get(folded) ?? new Set()).add(name));
  };
  for (const name of typedNames(typed)) learn(name);
  const ofBeginning = new Map([...written].map(([folded, names]) => [folded, new Set(names)]));
  for (const name of known) learn(name);
  return ({ match, text }) => {
    const found = (match === "begins" ? ofBeginning : written).get(text);
    return found === undefined || found.size === 0 ? [text] : [...found];
  };
}

/** The names, folded, of all labels that a condition is about. */
export function namesIn(condition: Condition): string[] {
  switch (condition.kind) {
    case "and":
    case "or":
      return condition.of.flatMap(namesIn);
    case "not":
      return namesIn(condition.of);
    case "label":
      return condition.name.match === "equal" ? [condition.name.text] : [];
    default:
      return [];
  }
}

/** Everything in a query that could be a name: what is quoted, and what stands between blanks and signs. */
function typedNames(typed: string): string[] {
  const names: string[] = [];
  for (const [, quoted, bare] of typed.matchAll(/"((?:[^"\\]|\\.)*)"|([^\s"()[\]:]+)/gu)) {
    if (quoted !== undefined) names.push(quoted.replace(/\\(.)/g, "$1"));
    else if (bare !== undefined) names.push(bare, bare.replace(/^[-=]+|\*$/g, ""));
  }
  return names;
}
