/**
 * `npm run l10n`: finds the texts that people read, and sets the files of the other languages in order.
 * `-- --missing LANGUAGE` prints as JSON what a language lacks; `-- --merge LANGUAGE FILE` takes that JSON, translated.
 */
import { readFileSync } from "node:fs";
import { HumanError } from "../humanError.ts";
import { merge, missingTexts, readParts, tidy } from "../l10n/languages.ts";
import { runMain } from "../runMain.ts";
import { languages } from "../vscode/language.ts";

const usage = "npm run -s l10n -- [--missing LANGUAGE | --merge LANGUAGE FILE]";

/** How many missing texts are named; `--missing` has all of them. */
const shown = 10;

await runMain(async () => {
  const [option, language = "", file, ...rest] = process.argv.slice(2);
  const parts = await readParts();
  if (option === undefined) {
    for (const known of languages())
      report(
        known,
        parts.flatMap((part) => tidy(part, known)),
      );
    return 0;
  }
  if (!languages().includes(language)) {
    throw new HumanError(`Name one of the languages ${languages().join(", ")}.\nUsage: ${usage}`);
  }
  if (option === "--missing" && file === undefined) {
    console.log(JSON.stringify(missingTexts(parts, language), undefined, 2));
    return 0;
  }
  if (option !== "--merge" || file === undefined || rest.length > 0) {
    throw new HumanError(`Usage: ${usage}`);
  }
  const refused = merge(parts, language, JSON.parse(readFileSync(file, "utf8")));
  if (refused.length > 0) console.error(refused.join("\n"));
  report(
    language,
    parts.flatMap((part) => tidy(part, language)),
  );
  return refused.length > 0 ? 1 : 0;
});

function report(language: string, missing: readonly string[]): void {
  console.log(`${language}: ${missing.length} missing`);
  for (const key of missing.slice(0, shown)) console.log(`  ${JSON.stringify(key)}`);
  if (missing.length > shown) console.log(`  … and more: npm run -s l10n -- --missing ${language}`);
}
