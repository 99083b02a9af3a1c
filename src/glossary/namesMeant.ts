/** Which names of labels a person may mean by a text, in whatever language it is typed. */
import { foldText } from "../labels/search.ts";
import { type Glossary, namesOf } from "./glossary.ts";

/** What is known of the names of labels. */
export interface KnownNames<Known extends { readonly name: string }> {
  /** Names that begin with the text, else have it, the best first. */
  readonly found: readonly Known[];
  /** The very name, folded by `foldText`. */
  readonly named: (folded: string) => Known | undefined;
  /** Absent where it cannot be read. */
  readonly glossary: Pick<Glossary, "find"> | undefined;
}

export interface NameMeant<Known> {
  readonly known: Known;
  /** What the text is called in the glossary, where it is not the label's own name that has it. */
  readonly meaning?: string;
}

/** Entries of the glossary that count: a longer list nobody reads. */
const maxEntries = 100;

/**
 * The name that is the text, then those that the glossary says mean just that, then the other names that have the text, then
 * those whose meaning has it. Each name comes once.
 */
export function namesMeant<Known extends { readonly name: string }>(
  text: string,
  limit: number,
  { found, named, glossary }: KnownNames<Known>,
): NameMeant<Known>[] {
  const sought = foldText(text.trim());
  const isSought = (name: string) => foldText(name) === sought;
  const byName = found.map((known): NameMeant<Known> => ({ known }));
  const byMeaning = (glossary?.find(text, maxEntries) ?? []).flatMap((entry) => {
    const names = namesOf(entry);
    const meaning =
      names.find(isSought) ?? names.find((name) => foldText(name).includes(sought)) ?? "";
    return names.flatMap((name) => {
      const known = named(foldText(name));
      return known ? [{ known, meaning }] : [];
    });
  });
  const inOrder: readonly NameMeant<Known>[] = [
    ...byName.filter(({ known }) => isSought(known.name)),
    ...byMeaning.filter(({ meaning }) => isSought(meaning)),
    ...byName,
    ...byMeaning,
  ];
  const once = new Map<string, NameMeant<Known>>();
  for (const each of inOrder) if (!once.has(each.known.name)) once.set(each.known.name, each);
  return [...once.values()].slice(0, limit);
}
