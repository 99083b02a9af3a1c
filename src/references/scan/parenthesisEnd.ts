/** Finds where the parenthesis of a Markdown link closes. */

/**
 * Offset of the `)` that closes the one opened just before `from`, past pairs inside, escapes and a title in
 * quotes; -1 when it stays open before `limit`. Linear.
 */
export function parenthesisEnd(text: string, from: number, limit: number): number {
  let depth = 1;
  for (let at = from; at < limit; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === "(") depth++;
    else if (char === ")" && --depth === 0) return at;
    else if ((char === '"' || char === "'") && /\s/.test(text[at - 1] ?? "")) {
      at = titleEnd(text, char, at, limit);
    }
  }
  return -1;
}

/** Offset of the quote that closes a title, or the opening quote's own when none does. */
function titleEnd(text: string, quote: string, open: number, limit: number): number {
  for (let at = open + 1; at < limit; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === quote) return at;
    else if (text[at] === "\n" && text[at + 1] === "\n") return open;
  }
  return open;
}
