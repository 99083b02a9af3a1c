/**
 * Names of things in pictures in several languages: an aid to read and to find labels. It is ours and no list of the
 * service, so nothing that it says may be shown as the service's own translation.
 */
import { foldText } from "../labels/search.ts";

/** As the setting `labelLanguage` writes it. */
export type GlossaryLanguage = "en" | "zh-cn" | "id";

/** One thing. The first name of a language is the one to show; each list has at least one. */
export interface GlossaryEntry {
  /** Simplified. */
  readonly "zh-cn": readonly string[];
  readonly en: readonly string[];
  readonly id: readonly string[];
}

export class Glossary {
  readonly size: number;
  /** Folded names, each with its entry: all Chinese ones, then the English, then the Indonesian ones. */
  readonly #names: readonly (readonly [name: string, entry: GlossaryEntry])[];
  #byName: ReadonlyMap<string, GlossaryEntry> | undefined;

  constructor(entries: readonly GlossaryEntry[]) {
    this.size = entries.length;
    this.#names = languages.flatMap((language) =>
      entries.flatMap((entry) => entry[language].map((name) => [foldText(name), entry] as const)),
    );
  }

  /**
   * What a label is called in a language, whatever language its name is in; `undefined` where that is not known. Of things
   * that share a name the first counts, and a Chinese name before all others.
   */
  shownName(name: string, language: GlossaryLanguage): string | undefined {
    // Of equal keys a map keeps the last.
    this.#byName ??= new Map([...this.#names].reverse());
    return this.#byName.get(foldText(name))?.[language][0];
  }

  /** Folded names of the same thing in all languages, without the name itself; none of what is not known. */
  sameThing(name: string): string[] {
    const folded = foldText(name);
    this.shownName(name, "en");
    const entry = this.#byName?.get(folded);
    const names = new Set(entry ? namesOf(entry).map(foldText) : []);
    names.delete(folded);
    return [...names];
  }

  /** As `shownName`, but `undefined` where the name is one of that language already: synonyms stay as they are. */
  otherName(name: string, language: GlossaryLanguage): string | undefined {
    const shown = this.shownName(name, language);
    if (shown === undefined) return undefined;
    const folded = foldText(name);
    const own = this.#byName?.get(folded)?.[language] ?? [];
    return own.some((each) => foldText(each) === folded) ? undefined : shown;
  }

  /**
   * The entries with a name that is the text, or begins with it, or has a word that does, in this order; in each group the
   * shorter names first. None for a text of blanks.
   */
  find(text: string, limit: number): GlossaryEntry[] {
    const sought = foldText(text.trim());
    if (sought === "") return [];
    const best = new Map<GlossaryEntry, number>();
    for (const [name, entry] of this.#names) {
      const rank = rankOf(name, sought);
      if (rank < (best.get(entry) ?? Number.POSITIVE_INFINITY)) best.set(entry, rank);
    }
    const found = [...best].sort(([, a], [, b]) => a - b);
    return found.slice(0, limit).map(([entry]) => entry);
  }
}

const languages = ["zh-cn", "en", "id"] as const satisfies readonly GlossaryLanguage[];

/** Lower is better; infinite where the name has nothing to do with the text. */
function rankOf(name: string, sought: string): number {
  const group = 1000;
  if (name === sought) return 0;
  if (name.startsWith(sought)) return group + name.length;
  const isInside = name.includes(` ${sought}`) || (isHan(sought) && name.includes(sought));
  return isInside ? 2 * group + name.length : Number.POSITIVE_INFINITY;
}

/** Chinese has no blanks between words. */
function isHan(text: string): boolean {
  return /^\p{Script=Han}/u.test(text);
}

/** All names of an entry, the Chinese one first. */
export function namesOf(entry: GlossaryEntry): string[] {
  return languages.flatMap((language) => entry[language]);
}

/** Of lines `zh⇥en⇥id` below a line of heads, in each column names with `; ` between them. */
export function parseGlossary(text: string): Glossary {
  return new Glossary(linesOf(text).map(entryOf));
}

/** Those that have an entry. */
export function linesOf(text: string): string[] {
  return text.split("\n").filter(Boolean).slice(1);
}

export function entryOf(line: string): GlossaryEntry {
  const [zh = [], en = [], id = []] = line.split("\t").map((names) => names.split("; "));
  return { "zh-cn": zh, en, id };
}
