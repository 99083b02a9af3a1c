/** Tells a file's name with spaces in it from a sentence in which a file is named. */
import { extensionPattern } from "./imageExtension.ts";

/** Finds the end of one name and the start of another word behind it. */
const severalNames = new RegExp(String.raw`${extensionPattern}[\s,;:|]+\S`, "i");
const punctuation = /[;:]\s/;
/** How messages begin; a picture's name seldom does. */
const opening =
  /^(?:see|use|using|load(?:ed|ing)?|open(?:ed|ing)?|sav(?:e|ed|ing)|wr(?:ite|iting|ote)|read(?:ing)?|creat(?:e|ed|ing)|delet(?:e|ed|ing)|remov(?:e|ed|ing)|cop(?:y|ied|ying)|upload(?:ed|ing)?|download(?:ed|ing)?|fetch(?:ed|ing)?|convert(?:ed|ing)?|process(?:ed|ing)?|found|missing|miss(?:es|ed)|expected|got|error|warning|info|debug|invalid|failed|fail(?:s|ing)?|could|cannot|can|can't|couldn't|did|does|no|not|the|this|that|please|show(?:s|ing)?|import(?:ed|ing)?|generat(?:e|ed|ing)|wrong|unknown|from|in|at|to|with|file|path|usage)\s/i;
const minWords = 4;

/**
 * "list": several names. "sentence": words around a name. "perhaps": a name, or a sentence of four words or more.
 * "name": one name, and nothing of it is a name by itself.
 */
export function kindOfText(text: string): "list" | "sentence" | "perhaps" | "name" {
  if (severalNames.test(text)) return "list";
  if (!/\s/.test(text)) return /^[\w.-]+=/.test(text) ? "perhaps" : "name";
  if (punctuation.test(text) || opening.test(text) || text.includes("\n")) return "sentence";
  const words = text.split(/\s+/);
  return words.length >= minWords && !/[/\\]/.test(words.slice(0, -1).join(""))
    ? "perhaps"
    : "name";
}
