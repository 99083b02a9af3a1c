/**
 * Gives all texts below this floor the language of VS Code. Imported first, so that it is set before any other module
 * speaks; English texts are their own keys.
 */
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";

/** `dist/texts.cjs`: English, and other languages in the same order, with `null` for what is not translated. */
type BuiltTexts = Readonly<Record<string, readonly (string | null)[]>>;

let texts: Record<string, string> | undefined;

/** All texts in the language of VS Code, by their English ones; `undefined` in English and where we do not speak it. */
export function interfaceTexts(): Record<string, string> | undefined {
  // VS Code has read what activation says in its language, if there is such a file.
  if (vscode.l10n.bundle) texts ??= textsIn(vscode.env.language);
  return texts;
}

function textsIn(language: string): Record<string, string> {
  const { english = [], [language]: translated = [] }: BuiltTexts = require("./texts.cjs");
  return Object.fromEntries(
    english.flatMap((text, at) => {
      const translation = translated[at];
      return text && translation ? [[text, translation]] : [];
    }),
  );
}

const contents = interfaceTexts();
if (contents) l10n.config({ contents });
