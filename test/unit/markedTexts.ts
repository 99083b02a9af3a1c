/** A language of its own for tests: every text of the product stands in brackets, so that what is not one shows. */
import { config } from "@vscode/l10n";

/** Until `restoreTexts`. Of a text with a comment, the comment stands in the brackets, too. */
export function markTexts(): void {
  const contents = new Proxy<Record<string, string>>({}, { get: (_, key) => `⟦${String(key)}⟧` });
  config({ contents });
}

export function restoreTexts(): void {
  config({ contents: {} });
}

/** What stands outside all brackets. */
export function outsideBrackets(text: string): string {
  let depth = 0;
  let outside = "";
  for (const character of text) {
    if (character === "⟧") depth--;
    if (depth === 0 && character !== "⟦" && character !== "⟧") outside += character;
    if (character === "⟦") depth++;
  }
  return outside;
}
