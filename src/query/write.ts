/** Writes queries so that `parseQuery` reads the same again, and changes the texts of queries by a term. */
import { type Unit, units } from "./fields.ts";
import { type QueryTerm, termsOf } from "./parse.ts";
import type { Comparison, Condition, DayTest, NamePattern, Query, Sort } from "./query.ts";

/** With no more parentheses and quotes than it takes. Names are as they are compared: folded. */
export function writeQuery({ condition, sort }: Query): string {
  const isDefault = sort.by === "relevance" && !sort.isReversed;
  const parts = [writeCondition(condition), isDefault ? "" : writeSort(sort)];
  return parts.filter(Boolean).join(" ");
}

/** The empty text for everything. */
export function writeCondition(condition: Condition): string {
  switch (condition.kind) {
    case "everything":
      return "";
    case "and":
      return condition.of.map((part) => enclosed(part, "or")).join(" ");
    case "or":
      return condition.of.map(writeCondition).join(" OR ");
    case "not":
      return `-${enclosed(condition.of, "or", "and")}`;
    default:
      return writeTerm(condition);
  }
}

export function writeSort({ by, isReversed }: Sort): string {
  return `sort:${isReversed ? "-" : ""}${by}`;
}

/** The term that finds a label and all that is below it. The name is not empty. */
export function labelTerm(name: string): string {
  return `label:${writeName(name)}`;
}

/** A name behind `label:` or `subject:`, in quotes where it needs them. */
export function writeName(name: string): string {
  return /^[<>=]|[\s()"[\]*]/.test(name) ? quoted(name) : name;
}

function enclosed(condition: Condition, ...kinds: readonly Condition["kind"][]): string {
  const text = writeCondition(condition);
  return kinds.includes(condition.kind) ? `(${text})` : text;
}

type Single = Exclude<Condition, { readonly kind: "everything" | "and" | "or" | "not" }>;

function writeTerm(condition: Single): string {
  switch (condition.kind) {
    case "label": {
      const tests = condition.where.map((test) => test.score + writeNumberTest(test));
      const brackets = tests.length > 0 ? `[${tests.join(", ")}]` : "";
      return `label:${condition.reach === "exact" ? "=" : ""}${writePattern(condition.name)}${brackets}`;
    }
    case "subject":
      return `subject:${writePattern(condition.name)}`;
    case "word":
      return condition.match === "begins"
        ? `${quoted(condition.text)}*`
        : writeWord(condition.text);
    case "account":
    case "bucket":
    case "prefix":
      return `${condition.kind}:${writeText(condition.text)}`;
    case "key":
      return `key:${"glob" in condition ? writeGlob(condition.glob) : writeKeyPart(condition.contains)}`;
    case "format":
      return `format:${condition.format}`;
    case "class":
      return `class:${writeText(condition.storageClass)}`;
    case "is":
      return `is:${condition.state}`;
    case "size":
      return `size${condition.test.operator}${writeSize(condition.test.value)}`;
    case "labels":
      return `labels${writeNumberTest(condition.test)}`;
    case "modified":
    case "detected":
      return condition.kind + writeTimeTest(condition.test);
  }
}

function writePattern({ match, text }: NamePattern): string {
  if (match === "equal") return writeName(text);
  return text === "" ? "*" : `${writeName(text)}*`;
}

/** A word would be read as something else when it begins like a negation or has a colon or an operator. */
function writeWord(text: string): string {
  const isPlain = !/^-|[\s()"[\]:<>=]/.test(text) && !/^(?:AND|OR|NOT)$/.test(text);
  return isPlain ? text : quoted(text);
}

/** A text behind a field, in quotes where it needs them. It is not empty. */
export function writeText(text: string): string {
  return /[\s()"[\]]/.test(text) ? quoted(text) : text;
}

function writeKeyPart(text: string): string {
  return text.includes("*") ? quoted(text) : writeText(text);
}

/** Only a beginning can be in quotes; other globs that would need them are not made of any text. */
function writeGlob(glob: readonly string[]): string {
  const [beginning = "", end] = glob;
  return glob.length === 2 && end === "" && beginning !== ""
    ? `${writeKeyPart(beginning)}*`
    : glob.join("*");
}

/** In quotes, whatever it is. */
export function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&")}"`;
}

/** What a written name or text stands for, in quotes or not. */
export function unquoted(written: string): string {
  return written.startsWith('"') ? written.slice(1, -1).replace(/\\(["\\])/g, "$1") : written;
}

function writeNumberTest({ operator, value }: Comparison): string {
  return operator + writeNumber(value);
}

/** Without an exponent, which no query takes. */
function writeNumber(value: number): string {
  const text = String(value);
  if (!text.includes("e")) return text;
  const [digits = "", exponent = "0"] = text.split("e");
  const [whole = "", fraction = ""] = digits.split(".");
  const shift = Number(exponent);
  if (shift < 0) return `0.${"0".repeat(-shift - 1)}${whole}${fraction}`;
  return whole + fraction.padEnd(shift, "0");
}

/** In the largest unit that takes it as a whole number. */
function writeSize(bytes: number): string {
  const candidates = (Object.keys(units) as Unit[])
    .filter((unit) => bytes > 0 && Number.isSafeInteger(bytes) && bytes % units[unit] === 0)
    .sort((a, b) => units[b] - units[a]);
  const [unit] = candidates;
  if (!unit || unit === "B") return writeNumber(bytes);
  return `${bytes / units[unit]}${unit}`;
}

/** As a date where it is the midnight of one, unless `=` would then mean the whole day. */
function writeTimeTest({ operator, value }: Comparison | DayTest): string {
  const [date = "", time = ""] = new Date(value).toISOString().split("T");
  if (operator === "on-day") return `=${date}`;
  const isMidnight = time === "00:00:00.000Z" && operator !== "=";
  return operator + (isMidnight ? date : `${date}T${time.replace(/(?::00)?\.000Z$/, "Z")}`);
}

/** Whether a text has the term as one of those that all images must hold. Throws as `parseQuery` does. */
export function hasTerm(text: string, term: string): boolean {
  return findTerm(text, term) !== undefined;
}

/**
 * The text with the term at its end, which all images then must hold as well. A text with `OR` comes into parentheses.
 * Throws as `parseQuery` does.
 */
export function withTerm(text: string, term: string): string {
  const { query, terms, isAlternative } = termsOf(text);
  if (!isAlternative) return [text.trim(), term].filter(Boolean).join(" ");
  const sort = terms.find((one) => one.term.kind === "sort");
  if (!sort) return `(${text.trim()}) ${term}`;
  // A sort cannot be in parentheses.
  return `(${writeCondition(query.condition)}) ${term} ${text.slice(sort.start, sort.end)}`;
}

/** The text without the term; as it is where that is not one of those that all images must hold. Throws as well. */
export function withoutTerm(text: string, term: string): string {
  const found = findTerm(text, term);
  if (!found) return text;
  return cut(text, found.terms, found.at);
}

/** The text in another order; the usual one needs no words. Throws as `parseQuery` does. */
export function withSort(text: string, sort: Sort): string {
  const isUsual = sort.by === "relevance" && !sort.isReversed;
  return [withoutSort(text), isUsual ? "" : writeSort(sort)].filter(Boolean).join(" ");
}

function withoutSort(text: string): string {
  const { query, terms, isAlternative } = termsOf(text);
  const at = terms.findIndex(({ term }) => term.kind === "sort");
  if (at < 0) return text.trim();
  // Beside an OR, a keyword at the sort could come to stand between others.
  return isAlternative ? writeCondition(query.condition) : cut(text, terms, at);
}

/** Without one of several terms between which is no `OR`, and without the keyword between it and the one beside it. */
function cut(text: string, terms: readonly QueryTerm[], at: number): string {
  const [before, one, after] = [terms[at - 1], terms[at], terms[at + 1]];
  if (!one) return text;
  if (before) return `${text.slice(0, before.end)} ${text.slice(one.end).trimStart()}`.trim();
  return after ? text.slice(after.start).trim() : "";
}

/** Adds the term, or takes it out where it is: for a label that is clicked and clicked again. */
export function toggleTerm(text: string, term: string): string {
  return hasTerm(text, term) ? withoutTerm(text, term) : withTerm(text, term);
}

function findTerm(
  text: string,
  term: string,
): { readonly terms: readonly QueryTerm[]; readonly at: number } | undefined {
  const { terms, isAlternative } = termsOf(text);
  if (isAlternative) return undefined;
  const wanted = JSON.stringify(termsOf(term).query.condition);
  const at = terms.findIndex((one) => JSON.stringify(one.term) === wanted);
  return at < 0 ? undefined : { terms, at };
}
