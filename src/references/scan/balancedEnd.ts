/** Finds where a bracket that is open closes, past strings and brackets inside. */

const closers: Record<string, string> = { "(": ")", "[": "]", "{": "}" };

/**
 * Offset of the bracket that closes the one opened just before `from`, or -1 when it stays open before `limit`.
 * Brackets of all three kinds count; text in quotes does not when `quotes` is given. Linear.
 */
export function balancedEnd(
  text: string,
  open: "(" | "[" | "{",
  from: number,
  limit: number,
  quotes = "",
): number {
  const expected = [closers[open] as string];
  for (let at = from; at < limit; at++) {
    const char = text[at] as string;
    if (char === "\\") at++;
    else if (quotes.includes(char)) at = quoteEnd(text, char, at + 1, limit);
    else if (closers[char]) expected.push(closers[char]);
    else if (char === expected.at(-1)) {
      expected.pop();
      if (expected.length === 0) return at;
    }
  }
  return -1;
}

/** Offset of the closing quote, or `limit` when there is none. */
function quoteEnd(text: string, quote: string, from: number, limit: number): number {
  for (let at = from; at < limit; at++) {
    if (text[at] === "\\") at++;
    else if (text[at] === quote) return at;
  }
  return limit;
}
