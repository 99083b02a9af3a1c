/** Finds labels by what people type. */
import type { Label } from "./label.ts";

/**
 * Text as it is compared: compatibility forms (full width, ligatures) are unified and case is folded in full, as Unicode
 * has it, so that `ｓＫＹ` is found by `sky` and `STRASSE` by `straße`. What is folded already stays as it is.
 */
export function foldText(text: string): string {
  // Most names: letters that have one form, and one other case at most.
  if (/^[ -~\u4e00-\u9fff]*$/.test(text)) return text.toLowerCase();
  // Turkish ı has no other case to be folded to, but its upper case is that of i.
  const parts = text.normalize("NFKC").split("ı");
  return parts.map(foldCase).join("ı").normalize("NFKC");
}

function foldCase(text: string): string {
  // Upper case unfolds letters such as ß, which lower case alone keeps apart from `ss`; ẞ becomes ß first.
  return text.toLowerCase().toUpperCase().toLowerCase().replaceAll("ς", "σ");
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
