/** Guesses where to begin reading code in the middle of a very long line, inside or outside of a string. */
import { codeSpans, type Lexicon } from "./codeSpan.ts";

const beforeString = /[\s[({,:;=+>?&|!]/;
/** Code units before the cursor that are looked at. */
const maxLength = 1500;
const behindString = /[\s\])},:;+.<>/]/;

/**
 * The offset to begin at so that quotes pair up: some way before `until`, or behind the first quote of a kind when the strings then found
 * stand where strings stand, behind a comma, a colon or a bracket.
 */
export function likelyStart(text: string, until: number, words: Lexicon): number {
  const first = Math.max(0, until - maxLength);
  let best = first;
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const from of startsOf(text, first, until)) {
    const score = plausibility(text, from, until, words);
    if (score > bestScore) {
      best = from;
      bestScore = score;
    }
  }
  return best;
}

function startsOf(text: string, first: number, until: number): number[] {
  const behindQuotes = ['"', "'", "`"].map((quote) => text.indexOf(quote, first) + 1);
  return [first, ...behindQuotes.filter((start) => start > 0 && start <= until)];
}

function plausibility(text: string, from: number, until: number, words: Lexicon): number {
  let score = 0;
  for (const span of codeSpans(text, from, text.length, until, words)) {
    if (span.kind === "comment") score -= 2;
    else {
      score += beforeString.test(text[span.start - 2] ?? " ") ? 1 : -1;
      score += behindString.test(text[span.after] ?? " ") ? 1 : -1;
    }
  }
  return score;
}
