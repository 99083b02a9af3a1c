/**
 * A language that nobody speaks: every text of ours in brackets. What a page shows outside of them was not translated,
 * or was glued to something that was.
 */
import * as l10n from "@vscode/l10n";
import type { Page } from "playwright-core";
import { readParts } from "../../tools/l10n/languages.ts";

export type Texts = Readonly<Record<string, string>>;

/** All texts of the code, `⟦text⟧`; with `longer`, of two fifths more, in one word of Indonesian length at most. */
export async function madeUpLanguage({ longer = false } = {}): Promise<Texts> {
  const [code] = await readParts();
  const texts = Object.entries(code?.english ?? {});
  return Object.fromEntries(
    texts.map(([key, text]) => [key, `⟦${text}${longer ? padding(text.length * 0.4) : ""}⟧`]),
  );
}

const words = " ketidaksesuaiannya mempertanggungjawabkan keanekaragaman dan pengklasifikasian";

function padding(length: number): string {
  return words.repeat(Math.ceil(length / words.length)).slice(0, Math.ceil(length));
}

/** Lets this process speak the language while `act` runs. */
export async function speaking<Result>(texts: Texts, act: () => Promise<Result>): Promise<Result> {
  l10n.config({ contents: texts });
  try {
    return await act();
  } finally {
    l10n.config({ contents: {} });
  }
}

/**
 * What the page shows or says outside of brackets, as "where: text". Numbers, sizes and `data` (names of images and
 * labels, addresses, code) are of no language.
 */
export async function untranslated(page: Page, data: readonly string[]): Promise<string[]> {
  const shown = await page.evaluate<string[]>("harness.shownTexts()");
  const isShorter = (a: string, b: string) => b.length - a.length;
  const known = [...new Set(data)].filter((each) => each !== "").sort(isShorter);
  return shown.filter((line) => {
    let rest = withoutBrackets(line.slice(line.indexOf(": ") + 2));
    for (const each of known) rest = rest.replaceAll(each, "");
    return /\p{L}/u.test(rest.replace(/\d[\d.,]* ?(?:B|kB|MB|GB|TB|ms)\b/g, ""));
  });
}

/** From the inside out: a text may be filled with others. */
function withoutBrackets(text: string): string {
  const shorter = text.replace(/⟦[^⟦⟧]*⟧/g, "");
  return shorter === text ? text : withoutBrackets(shorter);
}
