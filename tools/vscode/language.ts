/** VS Code in another language than English. */
import { existsSync, readdirSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { HumanError } from "../humanError.ts";
import { repository } from "../repository.ts";

/** Those that the extension is translated into, as VS Code names them: `id`, `zh-cn`. */
export function languages(): string[] {
  return readdirSync(path.join(repository, "l10n"))
    .flatMap((file) => /^bundle\.l10n\.(.+)\.json$/.exec(file)?.[1] ?? [])
    .sort();
}

/** One of the languages, `undefined` for English. Throws a HumanError for any other text. */
export function readLanguage(text: string | undefined): string | undefined {
  if (text === undefined || text === "en") return undefined;
  if (languages().includes(text)) return text;
  throw new HumanError(`"${text}" is none of the languages en, ${languages().join(", ")}.`);
}

/**
 * VS Code speaks a language for which it has a pack. Ours is empty, since none can be had from the npm registry:
 * extensions are in the language, VS Code's own words stay English. A pack that is there already is used.
 */
export async function addLanguagePack(userData: string, language: string): Promise<void> {
  const list = path.join(userData, "languagepacks.json");
  if (existsSync(list)) return;
  await mkdir(userData, { recursive: true });
  const translations = path.join(userData, "no-translations.json");
  await writeFile(translations, JSON.stringify({ contents: {} }));
  const pack = {
    hash: "empty",
    label: language,
    // VS Code takes the name of the first for granted, and loads nothing from it.
    extensions: [{ extensionIdentifier: { id: "oss-image-labels-tools.empty" }, version: "0.0.1" }],
    translations: { vscode: translations },
  };
  await writeFile(list, JSON.stringify({ [language]: pack }));
}
