/** Quotes in running text, where an apostrophe is no quote. */

export interface QuotedSpan {
  /** Of the content, without the quotes. */
  readonly start: number;
  readonly end: number;
}

const pairs: Record<string, string> = {
  "“": "”",
  "‘": "’",
  "„": "“",
  "«": "»",
  "‹": "›",
  "「": "」",
  "『": "』",
  "《": "》",
  "【": "】",
};
const straight = ['"', "`", "'"];

/** The innermost quoted text between two offsets that holds `at`, or `undefined`. Linear. */
export function quotedSpan(
  text: string,
  from: number,
  to: number,
  at: number,
): QuotedSpan | undefined {
  const spans: QuotedSpan[] = [];
  for (const quote of straight) {
    const span = straightSpan(text, quote, from, to, at);
    if (span) spans.push(span);
  }
  for (const [open, close] of Object.entries(pairs)) {
    const span = pairedSpan(text, open, close, from, to, at);
    if (span) spans.push(span);
  }
  return spans.sort((one, other) => one.end - one.start - (other.end - other.start))[0];
}

/** Straight quotes open behind a character that is no letter and close before one. */
function straightSpan(
  text: string,
  quote: string,
  from: number,
  to: number,
  at: number,
): QuotedSpan | undefined {
  let open = -1;
  for (
    let char = text.indexOf(quote, from);
    char >= 0 && char < to;
    char = text.indexOf(quote, char + 1)
  ) {
    if (open < 0) {
      if (char >= at) return undefined;
      while (quote === "`" && text[char + 1] === quote) char++;
      if (char === from || !isLetter(text, char - 1)) open = char + 1;
    } else if (char + 1 >= to || !isLetter(text, char + 1)) {
      if (at >= open && at <= char) return { start: open, end: char };
      open = -1;
    }
  }
  return undefined;
}

function pairedSpan(
  text: string,
  open: string,
  close: string,
  from: number,
  to: number,
  at: number,
): QuotedSpan | undefined {
  const start = at === 0 ? -1 : text.lastIndexOf(open, at - 1);
  if (start < from) return undefined;
  const end = text.indexOf(close, start + 1);
  return end >= at && end <= to ? { start: start + 1, end } : undefined;
}

function isLetter(text: string, at: number): boolean {
  return /[\p{L}\d]/u.test(text[at] ?? "");
}
