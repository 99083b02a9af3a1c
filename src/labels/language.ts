/** The language that a label's name is in. */
import { t } from "@vscode/l10n";
import type { Label } from "./label.ts";

const known: readonly (readonly [tag: RegExp, word: () => string, letters: RegExp])[] = [
  [/^zh\b/i, () => t("Chinese"), /\p{Script=Han}/u],
  [/^en\b/i, () => t("English"), /\p{Script=Latin}/u],
  [/^ja\b/i, () => t("Japanese"), /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u],
];

/**
 * What the service says of a name counts only where the name's letters agree: it calls English names Chinese, too.
 * `undefined` where they do not, and for languages that are not known here.
 */
export function nameLanguage({
  name,
  language,
}: Label): { readonly tag: string; readonly word: string } | undefined {
  const tag = language ?? "";
  const found = known.find(([tags, , letters]) => tags.test(tag) && letters.test(name));
  return found && { tag, word: found[1]() };
}
