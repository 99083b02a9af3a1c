/** What our extension calls things in the language of the window. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { repository } from "../repository.ts";

/** Gives an English text in that language, filled; the English one where it is not translated, or none of ours. */
export type Words = (english: string, ...values: readonly (string | number)[]) => string;

/** `language` as VS Code names it; English without one. */
export function wordsIn(language: string | undefined): Words {
  const translated = language === undefined ? {} : translations(language);
  return (english, ...values) =>
    (translated[english] ?? english).replace(/\{(\d+)\}/g, (hole, index) =>
      String(values[Number(index)] ?? hole),
    );
}

function translations(language: string): Readonly<Record<string, string>> {
  const english = readTexts("package.nls.json");
  const manifest = readTexts(`package.nls.${language}.json`);
  return {
    ...readTexts(`l10n/bundle.l10n.${language}.json`),
    ...Object.fromEntries(
      Object.entries(english).map(([key, text]) => [text, manifest[key] ?? text]),
    ),
  };
}

function readTexts(file: string): Record<string, string> {
  const full = path.join(repository, file);
  return existsSync(full) ? JSON.parse(readFileSync(full, "utf8")) : {};
}
