/** Alternative texts for a picture, worded from its labels; plain text, which the caller escapes where it inserts it. */
import type { Label } from "./label.ts";
import { sortByCentricScore } from "./order.ts";
import { asTheyCame, type Namer, shownText } from "./shownNames.ts";
import { categoryOf } from "./subject.ts";

/** Screen readers may break or cut alternative texts that are longer. In characters. */
export const maxAltTextLength = 125;

const maxNames = 4;

/**
 * Up to three phrasings, shortest first: the main subject, the list of subjects, and the list under its category.
 * Chinese where the first name is Chinese, else English. No numbers, none longer than `maxAltTextLength`, no two alike;
 * empty without labels. `namer` says what labels are called in the reader's language.
 */
export function altPhrases(labels: readonly Label[], namer: Namer = asTheyCame): string[] {
  const [first] = specificLabels(labels);
  if (!first) return [];
  const shown = namer(first.name);
  const wording = wordings.get(shown?.language ?? (isChinese(first) ? "zh-Hans" : "en")) ?? english;
  const texts = specificLabels(labels).map(({ name }) => shownText(name, namer));
  const names = distinct(texts).slice(0, maxNames);
  const category = categoryOf(first, labels);
  const phrases = [
    shorten(names.slice(0, 1), wording.list),
    shorten(names, wording.list),
    category &&
      shorten(names, (some) => wording.under(shownText(category, namer), wording.list(some))),
  ];
  return distinct(phrases.filter((phrase) => phrase !== undefined && phrase !== ""));
}

const english = {
  list: (names: readonly string[]) => withAnd(names, "and"),
  under: (category: string, list: string) => `${category}: ${list}`,
};

const indonesian = {
  list: (names: readonly string[]) => withAnd(names, "dan"),
  under: (category: string, list: string) => `${category}: ${list}`,
};

function withAnd(names: readonly string[], and: string): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} ${and} ${names.at(-1)}`;
}

const chinese = {
  list: (names: readonly string[]) => names.join("、"),
  under: (category: string, list: string) => `${category}：${list}`,
};

const wordings = new Map([
  ["en", english],
  ["zh-Hans", chinese],
  ["id", indonesian],
]);

/** By centric score, without the ones that are parents of others: they say the same again, less exactly. */
function specificLabels(labels: readonly Label[]): Label[] {
  const parents = new Set(labels.map(({ parent }) => parent));
  const specific = labels.filter(({ name }) => !parents.has(name));
  return sortByCentricScore(specific.length > 0 ? specific : labels);
}

function isChinese({ name, language }: Label): boolean {
  return /^zh\b/i.test(language ?? "zh") && /\p{Script=Han}/u.test(name);
}

/** As many names as fit; a single name that does not is cut. */
function shorten(names: readonly string[], phrase: (names: readonly string[]) => string): string {
  for (let count = names.length; count > 1; count--) {
    const text = phrase(names.slice(0, count));
    if ([...text].length <= maxAltTextLength) return text;
  }
  const characters = [...phrase(names.slice(0, 1))];
  if (characters.length <= maxAltTextLength) return characters.join("");
  return `${characters.slice(0, maxAltTextLength - 1).join("")}…`;
}

function distinct<T>(values: readonly (T | undefined)[]): T[] {
  return [...new Set(values)].filter((value) => value !== undefined);
}
