/** The run of characters around an offset that could be one unquoted name: up to spaces, quotes and the like. */

/** Whitespace, controls, quotes, angle brackets, and the full-width punctuation that ends a name in Chinese or Japanese text. */
const delimiters = new Set(
  "\"'`<>|*\u200b\ufeff“”‘’„«»‹›（）［］｛｝「」『』【】《》〈〉〔〕，。；：！？、…｜～—→←⇒" +
    "\u0085\u00a0\u1680\u2028\u2029\u202f\u205f\u3000",
);
const maxRunLength = 2048;

function delimits(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (
    code <= 0x20 ||
    code === 0x7f ||
    (code >= 0x2000 && code <= 0x200a) ||
    delimiters.has(text[at] as string)
  );
}

/** Start and end of the run around `at`, at most 2,048 code units each way. */
export function wordRun(
  text: string,
  at: number,
  from: number,
  to: number,
): { readonly start: number; readonly end: number } {
  let start = at;
  const first = Math.max(from, at - maxRunLength);
  while (start > first && !delimits(text, start - 1)) start--;
  let end = at;
  const last = Math.min(to, at + maxRunLength);
  while (end < last && !delimits(text, end)) end++;
  return { start, end };
}
