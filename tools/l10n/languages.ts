/**
 * The languages' files: `l10n/bundle.l10n.LANGUAGE.json` has the texts of the code by their English text,
 * `package.nls.LANGUAGE.json` those of package.json by their key. Both are sorted by key.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { HumanError } from "../humanError.ts";
import { repository } from "../repository.ts";
import { extractTexts } from "./extract.ts";
import { translationProblem } from "./translation.ts";

/** By key. */
export type Texts = Readonly<Record<string, string>>;

/** The English texts of one of a language's two files. */
export interface Part {
  /** The file of a language. */
  readonly fileOf: (language: string) => string;
  /** English by key. */
  readonly english: Texts;
  /** How a translator's list names a text, and which key is meant by it. */
  readonly title: (key: string) => string;
}

/** The texts of the code and of package.json. Throws a HumanError where a text cannot be extracted. */
export async function readParts(): Promise<Part[]> {
  const { texts, problems } = await extractTexts(readCode());
  if (problems.length > 0) throw new HumanError(problems.join("\n"));
  const ofManifest = readTexts("package.nls.json");
  return [
    {
      fileOf: (language) => `l10n/bundle.l10n.${language}.json`,
      english: Object.fromEntries([...texts].map(([key, { message }]) => [key, message])),
      title: (key) => key,
    },
    {
      fileOf: (language) => `package.nls.${language}.json`,
      english: ofManifest,
      title: (key) => `%${key}% ${ofManifest[key]}`,
    },
  ];
}

/** A file's texts; none where there is no such file. */
export function readTexts(file: string): Texts {
  const full = path.join(repository, file);
  return existsSync(full) ? JSON.parse(readFileSync(full, "utf8")) : {};
}

/** Sorts a language's file and drops what no text needs any more; gives the keys that it lacks. */
export function tidy({ fileOf, english }: Part, language: string): string[] {
  const translated = readTexts(fileOf(language));
  const kept = Object.entries(translated).filter(([key]) => key in english);
  writeTexts(fileOf(language), Object.fromEntries(kept));
  return Object.keys(english).filter((key) => !translated[key]);
}

/** What a translator is given: a JSON object of all that is missing, without its translations. */
export function missingTexts(parts: readonly Part[], language: string): Texts {
  const titles = parts.flatMap(({ english, fileOf, title }) => {
    const translated = readTexts(fileOf(language));
    return Object.keys(english)
      .filter((key) => !translated[key])
      .map(title);
  });
  return Object.fromEntries(titles.map((title) => [title, ""]));
}

/**
 * Takes what a translator gave back; empty translations are not there yet. Writes what is right and gives a sentence
 * for each that is not.
 */
export function merge(parts: readonly Part[], language: string, given: Texts): string[] {
  const refused: string[] = [];
  const left = new Map(Object.entries(given).filter(([, translation]) => translation !== ""));
  for (const { english, fileOf, title } of parts) {
    const translated: Record<string, string> = { ...readTexts(fileOf(language)) };
    for (const [key, message] of Object.entries(english)) {
      const translation = left.get(title(key));
      if (translation === undefined) continue;
      left.delete(title(key));
      const problem = translationProblem(message, translation);
      if (problem) refused.push(`${JSON.stringify(title(key))}: ${problem}.`);
      else translated[key] = translation;
    }
    writeTexts(fileOf(language), translated);
  }
  return [
    ...refused,
    ...[...left.keys()].map((title) => `${JSON.stringify(title)}: no such text.`),
  ];
}

/** No file is made for nothing. */
function writeTexts(file: string, texts: Texts): void {
  if (Object.keys(texts).length === 0 && !existsSync(path.join(repository, file))) return;
  const sorted = Object.entries(texts).sort(([a], [b]) => (a < b ? -1 : 1));
  const text = `${JSON.stringify(Object.fromEntries(sorted), undefined, 2)}\n`;
  writeFileSync(path.join(repository, file), text);
}

function readCode(): { path: string; text: string }[] {
  const source = path.join(repository, "src");
  return readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .sort()
    .map((file) => ({
      path: `src/${file.replaceAll(path.sep, "/")}`,
      text: readFileSync(path.join(source, file), "utf8"),
    }));
}
