/** Reads the text of a query piece by piece, and says where it cannot be read. */
import { Refusal, type RefusalFacts } from "../errors/refusal.ts";

/** What a piece of a query's text is, for whoever colours or completes it. */
export type PieceKind =
  | "keyword"
  | "negation"
  | "parenthesis"
  | "bracket"
  | "field"
  | "operator"
  | "name"
  | "text"
  | "number"
  | "date"
  | "word"
  | "punctuation";

/** UTF-16 offsets; `end` is behind the last one. */
export interface Piece {
  readonly kind: PieceKind;
  readonly start: number;
  readonly end: number;
}

export type Keyword = "AND" | "OR" | "NOT";

export type Reason = RefusalFacts["query-syntax"]["reason"];

/** More of a text than that says no more in a sentence. */
const maxQuotedLength = 80;

export class Scanner {
  readonly text: string;
  /** In the order of the text. */
  readonly pieces: Piece[] = [];
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** The next character; empty at the end. */
  get next(): string {
    return this.text.charAt(this.at);
  }

  get isBeforeBlank(): boolean {
    return this.isAtEnd || /\s/.test(this.next);
  }

  isNext(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  skipBlanks(): void {
    this.#match(/\s*/y);
  }

  /** Reads this very text, if it is next. */
  take(text: string, kind: PieceKind): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.#add(kind, text.length);
    return true;
  }

  /** Whether a keyword is next: a blank, a quote, a bracket or the end follows it. */
  isNextKeyword(keyword: Keyword): boolean {
    if (!this.isNext(keyword)) return false;
    const after = this.text.charAt(this.at + keyword.length);
    return after === "" || /[\s()"[\]]/.test(after);
  }

  /** Reads a keyword, if it is next. */
  takeKeyword(keyword: Keyword): boolean {
    return this.isNextKeyword(keyword) && this.take(keyword, "keyword");
  }

  /** The characters up to the next blank, quote, parenthesis or bracket; perhaps none. */
  peekWord(): string {
    return this.#peek(/[^\s()"[\]]*/y);
  }

  /** Inside the brackets of a label: up to a blank, comma, colon, operator or bracket. */
  peekInBrackets(): string {
    return this.#peek(/[^\s,:<>=[\]()"]*/y);
  }

  /** Reads as many characters. */
  read(length: number, kind: PieceKind): string {
    const read = this.text.slice(this.at, this.at + length);
    this.#add(kind, length);
    return read;
  }

  /** Reads a text in quotes, of which the first is next, and gives what it means. It is not empty. */
  readQuoted(kind: PieceKind): string {
    const start = this.at;
    const quoted = this.#peek(/"[^"\\]*(?:\\[\s\S][^"\\]*)*"/y);
    if (quoted === "") return this.fail("unfinished-quote", this.text.length);
    if (quoted === '""') return this.fail("empty-quotes", start);
    this.#add(kind, quoted.length);
    return quoted.slice(1, -1).replace(/\\(["\\])/g, "$1");
  }

  /** The query cannot be read from this position on. */
  fail(reason: Reason, position: number, text = this.text.slice(position)): never {
    throw new Refusal("query-syntax", { reason, position, text: shortened(text) });
  }

  #peek(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text)?.[0] ?? "";
  }

  #match(pattern: RegExp): void {
    this.at += this.#peek(pattern).length;
  }

  #add(kind: PieceKind, length: number): void {
    if (length > 0) this.pieces.push({ kind, start: this.at, end: this.at + length });
    this.at += length;
  }
}

function shortened(text: string): string {
  return text.length > maxQuotedLength ? `${text.slice(0, maxQuotedLength - 1)}…` : text;
}
