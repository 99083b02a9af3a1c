/** Tells whether a line of code begins inside a string that was opened on a line above. */
import { codeSpans, type Lexicon, type StringRule } from "../scan/codeSpan.ts";
import type { TextSource } from "../textSource.ts";

/** Lines counted at most: beyond, code is taken to begin outside of strings. */
const maxLines = 3000;

/** Code units read at most to count delimiters. */
const maxCounted = 2_000_000;

/** Code units read at most to tell a delimiter from one in a comment or in another string. */
const maxRead = 300_000;

/** The rule of the string that is open before `line`. */
export function stringOpenAbove(
  document: TextSource,
  line: number,
  words: Lexicon,
): StringRule | undefined {
  if (line > maxLines || words.spanning.length === 0) return undefined;
  const known = readings.get(document)?.get(words);
  const reading = known ?? { odd: [0], counted: 0, strings: undefined };
  if (!known) {
    const ofDocument = readings.get(document) ?? new Map<Lexicon, Reading>();
    readings.set(document, ofDocument.set(words, reading));
  }
  // Where each delimiter occurs an even number of times, nothing is open; that is quickly seen.
  if (oddBefore(reading, document, line, words) === 0) return undefined;
  reading.strings ??= stringsOverLines(document, words);
  return reading.strings.find(({ first, last }) => first < line && line <= last)?.rule;
}

/** What has been read of a document. */
interface Reading {
  /** Of each line, the delimiters that occur an odd number of times before it: bit n is the n-th of the lexicon. */
  readonly odd: number[];
  counted: number;
  strings: readonly StringOverLines[] | undefined;
}

interface StringOverLines {
  readonly rule: StringRule;
  /** The lines in which it opens and closes. */
  readonly first: number;
  readonly last: number;
}

/** A source of text lives as long as one question is asked, so that what was read stays true. */
const readings = new WeakMap<TextSource, Map<Lexicon, Reading>>();

function oddBefore(
  reading: Reading,
  document: TextSource,
  line: number,
  { spanning }: Lexicon,
): number {
  const { odd } = reading;
  while (odd.length <= line) {
    const text = document.lineText(odd.length - 1);
    reading.counted += text.length;
    if (reading.counted > maxCounted) return 0;
    const flips = spanning.reduce(
      (bits, { close }, index) => bits | ((occurrences(text, close) % 2) << index),
      0,
    );
    odd.push((odd.at(-1) ?? 0) ^ flips);
  }
  return odd[line] ?? 0;
}

/** Reads a document from its first line: "`" in a comment opens nothing. */
function stringsOverLines(document: TextSource, words: Lexicon): StringOverLines[] {
  const starts: number[] = [];
  const lines: string[] = [];
  let length = 0;
  for (let line = 0; line < document.lineCount && length < maxRead; line++) {
    const text = document.lineText(line);
    starts.push(length);
    lines.push(text);
    length += text.length + 1;
  }
  const text = lines.join("\n");
  const strings: StringOverLines[] = [];
  let line = 0;
  const lineOf = (offset: number): number => {
    while (line + 1 < starts.length && (starts[line + 1] as number) <= offset) line++;
    return line;
  };
  for (const span of codeSpans(text, 0, text.length, text.length, words)) {
    if (span.kind !== "string" || !span.rule.multiline) continue;
    const first = lineOf(span.open);
    const last = lineOf(span.end);
    if (last > first) strings.push({ rule: span.rule, first, last });
  }
  return strings;
}

function occurrences(text: string, char: string): number {
  let count = 0;
  for (let at = text.indexOf(char); at >= 0; at = text.indexOf(char, at + char.length)) {
    if (text[at - 1] !== "\\") count++;
  }
  return count;
}
