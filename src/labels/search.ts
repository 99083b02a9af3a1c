/** Finds labels by what people type. */
import type { Label } from "./label.ts";

/**
 * Text as it is compared: compatibility forms (full width, ligatures) are unified and case is folded, so that `ｓＫＹ`
 * is found by `sky` and `STRASSE` by `straße`.
 */
export function foldText(text: string): string {
  // Upper case first: it unfolds letters such as ß, which lower case alone keeps apart from `ss`.
  return text.normalize("NFKC").toUpperCase().toLowerCase().normalize("NFKC").replaceAll("ς", "σ");
}

/**
 * Tells whether a label's name or alias contains each word of the text, anywhere: Chinese has no spaces between words.
 * Text without a word matches every label.
 */
export function textMatcher(text: string): (label: Label) => boolean {
  const words = foldText(text).split(/\s+/).filter(Boolean);
  return ({ name, alias }) => {
    const names = [name, alias ?? ""].map(foldText);
    return words.every((word) => names.some((folded) => folded.includes(word)));
  };
}
