/**
 * Makes a query of the text that people type. docs/query-language.md describes the same:
 *
 *     query      = [ any ]
 *     any        = all { "OR" all }
 *     all        = one { [ "AND" ] one }
 *     one        = { "NOT" | "-" } ( "(" any ")" | term )
 *     term       = "label:" name [ "[" test { "," test } "]" ] | "label:=" exact [ "[" … "]" ]
 *                | "subject:" name
 *                | ( "account:" | "bucket:" | "key:" | "prefix:" | "format:" | "class:" ) text
 *                | "is:" state
 *                | "sort:" [ "-" ] field
 *                | "size" operator size | ( "modified" | "detected" ) operator date | "labels" operator number
 *                | word | quoted [ "*" ]
 *     name       = ( text | quoted ) [ "*" ]
 *     test       = ( "confidence" | "centric" | "level" ) operator number
 *     operator   = ">" | ">=" | "<" | "<=" | "="
 *     text       = word | quoted
 *     quoted     = '"' { any character, `\"` for a quote, `\\` for a backslash } '"'
 *
 * Blanks separate; there is none inside a term but in its brackets. A word ends at a blank, a quote, a parenthesis or a
 * bracket. The functions below have the names of the rules.
 */
import { foldText } from "../labels/search.ts";
import {
  type ComparedField,
  comparedFields,
  formats,
  memberOf,
  type Operator,
  operators,
  scores,
  sortFields,
  states,
  type TextField,
  textFields,
} from "./fields.ts";
import type { Condition, NamePattern, Query, ScoreTest, Sort } from "./query.ts";
import { type Piece, type PieceKind, Scanner } from "./scanner.ts";
import { numberOf, sizeOf, timeOf } from "./values.ts";

/** Parentheses inside parentheses. */
export const maxDepth = 100;

/** Throws the refusal `query-syntax`, whose `position` is the UTF-16 offset of what cannot be read. */
export function parseQuery(text: string): Query {
  return new Parser(text).query();
}

/** The pieces of a text up to where it cannot be read. */
export function piecesOf(text: string): readonly Piece[] {
  const parser = new Parser(text);
  try {
    parser.query();
  } catch {
    // What was read until then is known all the same.
  }
  return parser.pieces;
}

/** A query with the spans of the terms that it consists of, whatever is in their parentheses. */
export interface QueryTerms {
  readonly query: Query;
  readonly terms: readonly QueryTerm[];
  /** `OR` stands between some of them. */
  readonly isAlternative: boolean;
}

export interface QueryTerm {
  readonly term: Term;
  /** UTF-16 offsets; `end` is behind the last one. */
  readonly start: number;
  readonly end: number;
}

/** As `parseQuery`. */
export function termsOf(text: string): QueryTerms {
  const parser = new Parser(text);
  const query = parser.query();
  return { query, terms: parser.terms, isAlternative: parser.isAlternative };
}

/** What a term is: `sort:` is no condition. */
export type Term = Condition | { readonly kind: "sort"; readonly at: number };

/** Where a term stands. */
interface Place {
  /** How many parentheses are open around it. */
  readonly depth: number;
  readonly isNegated: boolean;
}

class Parser {
  /** Those outside parentheses. */
  readonly terms: QueryTerm[] = [];
  isAlternative = false;
  readonly #scanner: Scanner;
  #sort: Sort | undefined;

  constructor(text: string) {
    this.#scanner = new Scanner(text);
  }

  get pieces(): readonly Piece[] {
    return this.#scanner.pieces;
  }

  query(): Query {
    const scanner = this.#scanner;
    scanner.skipBlanks();
    const condition = scanner.isAtEnd ? everything : this.#any(0);
    if (!scanner.isAtEnd) scanner.fail("stray-parenthesis", scanner.at);
    return { condition, sort: this.#sort ?? { by: "relevance", isReversed: false } };
  }

  /** Ends at the end of the text or before a closing parenthesis. */
  #any(depth: number): Condition {
    const scanner = this.#scanner;
    const operands = [this.#all(depth)];
    while (scanner.takeKeyword("OR")) {
      if (depth === 0) this.isAlternative = true;
      operands.push(this.#all(depth, "OR"));
    }
    const conditions = operands.map((operand) => {
      if (operand.kind !== "sort") return operand;
      if (operands.length > 1) scanner.fail("nested-sort", operand.at);
      return everything;
    });
    return joined("or", conditions);
  }

  /** The sort alone where there is no condition beside it. `keyword` is what stands before. */
  #all(depth: number, keyword?: string): Term {
    const scanner = this.#scanner;
    const terms = [this.#one(depth, keyword)];
    for (;;) {
      scanner.skipBlanks();
      if (scanner.takeKeyword("AND")) {
        terms.push(this.#one(depth, "AND"));
        continue;
      }
      if (scanner.isAtEnd || scanner.isNext(")") || scanner.isNextKeyword("OR")) break;
      terms.push(this.#one(depth));
    }
    const conditions = terms.filter((term) => term.kind !== "sort");
    return conditions.length > 0 ? joined("and", conditions) : (terms[0] ?? everything);
  }

  #one(depth: number, keyword?: string): Term {
    const scanner = this.#scanner;
    scanner.skipBlanks();
    const start = scanner.at;
    const term = this.#negatable(depth, keyword);
    if (depth === 0) this.terms.push({ term, start, end: scanner.at });
    return term;
  }

  #negatable(depth: number, keyword?: string): Term {
    const scanner = this.#scanner;
    let negations = 0;
    let before = keyword;
    for (;;) {
      scanner.skipBlanks();
      if (scanner.takeKeyword("NOT")) {
        before = "NOT";
      } else if (scanner.take("-", "negation")) {
        before = "-";
        if (scanner.isBeforeBlank || scanner.isNext(")")) scanner.fail("lone-minus", scanner.at);
      } else break;
      negations += 1;
    }
    this.#mustBeOperand(before);
    const term = this.#operand({ depth, isNegated: negations > 0 });
    return negations % 2 === 1 && term.kind !== "sort" ? negated(term) : term;
  }

  /** What is next must be able to begin a term. `before` is the keyword or sign that stands before it. */
  #mustBeOperand(before: string | undefined): void {
    const scanner = this.#scanner;
    const keyword = (["AND", "OR"] as const).find((word) => scanner.isNextKeyword(word));
    if (before !== undefined && (scanner.isAtEnd || scanner.isNext(")") || keyword)) {
      scanner.fail("nothing-after", scanner.at, before);
    }
    if (keyword) scanner.fail("nothing-before", scanner.at, keyword);
    if (scanner.isAtEnd) scanner.fail("unfinished-parenthesis", scanner.at);
    if (scanner.isNext(")")) {
      const isInside = scanner.pieces.at(-1)?.kind === "parenthesis";
      scanner.fail(isInside ? "empty-parentheses" : "stray-parenthesis", scanner.at);
    }
    if (scanner.isNext("[") || scanner.isNext("]")) {
      scanner.fail("stray-bracket", scanner.at, scanner.next);
    }
  }

  #operand(place: Place): Term {
    const scanner = this.#scanner;
    if (scanner.isNext("(")) return this.#parenthesised(place.depth + 1);
    if (scanner.isNext('"')) {
      const text = foldText(scanner.readQuoted("word"));
      const isBeginning = scanner.isNext("*");
      if (isBeginning) this.#star(false);
      return { kind: "word", match: isBeginning ? "begins" : "contains", text };
    }
    return this.#term(place);
  }

  #parenthesised(depth: number): Condition {
    const scanner = this.#scanner;
    if (depth > maxDepth) scanner.fail("too-deep", scanner.at);
    scanner.take("(", "parenthesis");
    const condition = this.#any(depth);
    if (!scanner.take(")", "parenthesis")) scanner.fail("unfinished-parenthesis", scanner.at);
    return condition;
  }

  /** A field, a comparison or a word, as the word that is next says. */
  #term(place: Place): Term {
    const scanner = this.#scanner;
    const start = scanner.at;
    const word = scanner.peekWord();
    if (/^[<>=]/.test(word)) scanner.fail("leading-operator", start, word);
    const [head = "", name = "", sign = ""] = /^([^:<>=]+)(:|>=|<=|>|<|=)/.exec(word) ?? [];
    const textField = memberOf(textFields, name);
    const comparedField = memberOf(comparedFields, name);
    if (sign === ":" && textField) {
      scanner.read(head.length, "field");
      return this.#field(textField, start, place);
    }
    if (sign !== ":" && comparedField) {
      scanner.read(name.length, "field");
      return this.#compared(comparedField);
    }
    if (textField && sign) scanner.fail("needs-colon", start + name.length, name);
    if (comparedField && sign) scanner.fail("needs-operator", start + name.length, name);
    if (sign && this.#isFollowed(start + head.length)) {
      if (sign !== ":" && memberOf(scores, name)) scanner.fail("score-outside", start, name);
      scanner.fail(sign === ":" ? "unknown-field" : "unknown-number", start, head);
    }
    const text = foldText(scanner.read(word.length, "word"));
    return { kind: "word", match: "contains", text };
  }

  /** Whether something stands directly at a position. */
  #isFollowed(position: number): boolean {
    return /[^\s)]/.test(this.#scanner.text.charAt(position));
  }

  #field(field: TextField, start: number, place: Place): Term {
    const scanner = this.#scanner;
    switch (field) {
      case "label":
        return this.#label();
      case "subject": {
        if (scanner.isNext("=")) scanner.fail("exact-subject", scanner.at);
        const name = this.#name("subject:");
        if (scanner.isNext("[")) scanner.fail("tests-of-subject", scanner.at);
        return { kind: "subject", name };
      }
      case "key":
        return this.#key();
      case "account":
      case "bucket":
      case "prefix":
        return { kind: field, text: this.#value(field).text };
      case "class":
        return { kind: "class", storageClass: this.#value(field).text.toLowerCase() };
      case "format": {
        const value = this.#value(field);
        const format = memberOf(formats, value.text.toLowerCase());
        if (!format) return scanner.fail("wrong-format", value.start, value.text);
        return { kind: "format", format: format === "jpeg" ? "jpg" : format };
      }
      case "is": {
        const value = this.#value(field);
        const state = memberOf(states, value.text);
        if (!state) return scanner.fail("wrong-state", value.start, value.text);
        return { kind: "is", state };
      }
      case "sort":
        return this.#sortTerm(start, place);
    }
  }

  /** A word or a quoted text that follows a field directly. */
  #value(field: TextField): { readonly text: string; readonly start: number } {
    const scanner = this.#scanner;
    const start = scanner.at;
    if (scanner.isNext('"')) {
      const text = scanner.readQuoted("text");
      if (scanner.isNext("*")) scanner.fail("star-not-taken", scanner.at, `${field}:`);
      return { text, start };
    }
    return { text: this.#word(`${field}:`, "text"), start };
  }

  /** A word that is not empty. `before` is what it follows. */
  #word(before: string, kind: PieceKind): string {
    const word = this.#scanner.peekWord();
    if (word === "") this.#scanner.fail("missing-value", this.#scanner.at, before);
    return this.#scanner.read(word.length, kind);
  }

  #label(): Condition {
    const scanner = this.#scanner;
    const isExact = scanner.take("=", "operator");
    const name = this.#name(isExact ? "label:=" : "label:", isExact);
    const where = scanner.isNext("[") ? this.#tests() : [];
    return { kind: "label", name, reach: isExact ? "exact" : "below", where };
  }

  /** A name, and a star behind it where the name is not exact. Quotes make an operator or a star a part of it. */
  #name(before: string, isExact = false): NamePattern {
    const scanner = this.#scanner;
    if (scanner.isNext('"')) {
      const text = foldText(scanner.readQuoted("name"));
      const isBeginning = scanner.isNext("*");
      if (isBeginning) this.#star(isExact);
      return { match: isBeginning ? "begins" : "equal", text };
    }
    const word = scanner.peekWord();
    if (word === "") scanner.fail("missing-value", scanner.at, before);
    if (/^[<>=]/.test(word)) scanner.fail("leading-operator", scanner.at, word);
    const star = word.indexOf("*");
    const text = foldText(scanner.read(star < 0 ? word.length : star, "name"));
    if (star >= 0) this.#star(isExact);
    return { match: star < 0 ? "equal" : "begins", text };
  }

  /** The star that is next, at the end of a name. */
  #star(isExact: boolean): void {
    const scanner = this.#scanner;
    if (isExact) scanner.fail("star-in-exact", scanner.at);
    const start = scanner.at;
    scanner.take("*", "operator");
    if (scanner.peekWord() !== "") scanner.fail("star-inside", start);
  }

  /** Conditions on one label, in brackets. Blanks may stand anywhere among them. */
  #tests(): ScoreTest[] {
    const scanner = this.#scanner;
    const tests: ScoreTest[] = [];
    scanner.take("[", "bracket");
    for (;;) {
      tests.push(this.#test());
      scanner.skipBlanks();
      if (scanner.take("]", "bracket")) return tests;
      this.#mustGoOn();
      if (!scanner.take(",", "punctuation")) scanner.fail("wrong-test", scanner.at);
    }
  }

  #test(): ScoreTest {
    const scanner = this.#scanner;
    scanner.skipBlanks();
    this.#mustGoOn();
    const name = scanner.peekInBrackets();
    const score = memberOf(scores, name);
    if (!score) return scanner.fail(name ? "unknown-score" : "wrong-test", scanner.at, name);
    scanner.read(name.length, "field");
    scanner.skipBlanks();
    this.#mustGoOn();
    const operator = this.#operator();
    if (!operator) return scanner.fail("wrong-test", scanner.at);
    scanner.skipBlanks();
    this.#mustGoOn();
    const digits = scanner.peekInBrackets();
    const value = numberOf(digits);
    if (value === undefined) return scanner.fail("wrong-number", scanner.at, digits);
    scanner.read(digits.length, "number");
    return { score, operator, value };
  }

  /** Inside brackets, which the text must not end in. */
  #mustGoOn(): void {
    if (this.#scanner.isAtEnd) this.#scanner.fail("unfinished-bracket", this.#scanner.at);
  }

  #operator(): Operator | undefined {
    return operators.find((operator) => this.#scanner.take(operator, "operator"));
  }

  /** A key's part, or with stars a glob over the whole key. Stars in quotes are themselves. */
  #key(): Condition {
    const scanner = this.#scanner;
    if (scanner.isNext('"')) {
      const text = scanner.readQuoted("text");
      if (!scanner.isNext("*")) return { kind: "key", contains: text };
      this.#star(false);
      return { kind: "key", glob: [text, ""] };
    }
    const word = this.#word("key:", "text");
    const glob = word.split("*");
    return glob.length > 1 ? { kind: "key", glob } : { kind: "key", contains: word };
  }

  #compared(field: ComparedField): Condition {
    const scanner = this.#scanner;
    const operator = this.#operator() ?? "=";
    const start = scanner.at;
    const text = scanner.peekWord();
    if (text === "" && !scanner.isNext('"')) {
      scanner.fail("missing-value", start, field + operator);
    }
    switch (field) {
      case "size": {
        const size = sizeOf(text);
        if ("bytes" in size) {
          scanner.read(text.length, "number");
          return { kind: "size", test: { operator, value: size.bytes } };
        }
        if (size.wrong === "number") return scanner.fail("wrong-number", start, text || undefined);
        return scanner.fail("wrong-unit", start + size.at, text.slice(size.at));
      }
      case "modified":
      case "detected": {
        const read = timeOf(text);
        if ("wrong" in read) {
          return scanner.fail(read.wrong === "zone" ? "no-time-zone" : "wrong-date", start, text);
        }
        scanner.read(text.length, "date");
        const isDay = read.isDay && operator === "=";
        return { kind: field, test: { operator: isDay ? "on-day" : operator, value: read.time } };
      }
      case "labels": {
        const value = numberOf(text);
        if (value === undefined) return scanner.fail("wrong-number", start, text || undefined);
        scanner.read(text.length, "number");
        return { kind: "labels", test: { operator, value } };
      }
    }
  }

  #sortTerm(start: number, { depth, isNegated }: Place): Term {
    const scanner = this.#scanner;
    if (depth > 0 || isNegated) scanner.fail("nested-sort", start);
    if (this.#sort) scanner.fail("second-sort", start);
    const value = this.#value("sort");
    const isReversed = value.text.startsWith("-");
    const by = memberOf(sortFields, isReversed ? value.text.slice(1) : value.text);
    if (!by) return scanner.fail("wrong-sort", value.start, value.text);
    this.#sort = { by, isReversed };
    return { kind: "sort", at: start };
  }
}

const everything: Condition = { kind: "everything" };

function negated(condition: Condition): Condition {
  return condition.kind === "not" ? condition.of : { kind: "not", of: condition };
}

/** One condition of several; those that are of the same kind become a part of it. */
function joined(kind: "and" | "or", conditions: readonly Condition[]): Condition {
  const [only = everything, ...others] = conditions;
  if (others.length === 0) return only;
  const of = conditions.flatMap((condition) =>
    condition.kind === kind ? condition.of : [condition],
  );
  return { kind, of };
}
