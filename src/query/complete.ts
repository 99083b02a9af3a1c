/** What can stand at the cursor while a query is typed, and what of its text is wrong. */

import { t } from "@vscode/l10n";
import { Refusal } from "../errors/refusal.ts";
import { grouped, joined } from "../labels/format.ts";
import { explain, sentencesOf } from "../messages/explain.ts";
import {
  comparedFields,
  memberOf,
  operators,
  scores,
  sortFields,
  states,
  type TextField,
  textFields,
  units,
} from "./fields.ts";
import { parseQuery, piecesOf } from "./parse.ts";
import type { Piece } from "./scanner.ts";
import { labelTerm, quoted, writeName, writeText } from "./write.ts";

export interface Completions {
  /** UTF-16 offsets of the text that a choice replaces; `end` is behind the last one. */
  readonly start: number;
  readonly end: number;
  /** The best first; perhaps none. */
  readonly choices: readonly Choice[];
}

export interface Choice {
  readonly kind: "field" | "name" | "value" | "operator" | "unit" | "keyword";
  /** What is shown. */
  readonly title: string;
  /** A few words beside it. */
  readonly detail?: string;
  /** What comes in the place of the span. */
  readonly text: string;
}

/** Who knows what is in the index. */
export interface ChoiceSource {
  /** Names of labels that a person may mean by a text, the best first; for the empty text the most frequent. */
  names(text: string): Promise<readonly NameChoice[]>;
  /** All accounts, buckets or storage classes. */
  values?(field: "account" | "bucket" | "class"): Promise<readonly string[]>;
}

export interface NameChoice {
  readonly name: string;
  /** Such as its name in another language, or how many images have it. */
  readonly detail?: string;
  /** What it is called in the language of the text, where the name itself does not have that text. */
  readonly meaning?: string;
}

/** What is wrong with a text: `sentences` say it, and the span is never empty where the text is not. */
export interface QueryMistake {
  readonly start: number;
  readonly end: number;
  readonly sentences: string;
}

/** Longer texts are not typed. */
const maxLength = 10_000;

/** `undefined` for a query that can be read. */
export function markError(text: string): QueryMistake | undefined {
  try {
    parseQuery(text);
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const position = Number(error.facts["position"]);
    const [wrong = ""] = /^(?:[()"[\]]|[^\s()"[\]]*)/.exec(text.slice(position)) ?? [];
    const sentences = sentencesOf(explain(error));
    if (wrong) return { start: position, end: position + wrong.length, sentences };
    // Something is missing here: what stands before it is marked.
    const start = Math.max(0, text.slice(0, position).trimEnd().length - 1);
    return { start, end: Math.min(text.length, start + 1), sentences };
  }
}

/** `cursor` is a UTF-16 offset of the text. */
export async function complete(
  text: string,
  cursor: number,
  source: ChoiceSource,
): Promise<Completions> {
  const none = { start: cursor, end: cursor, choices: [] };
  if (text.length > maxLength) return none;
  const context = contextOf(text.slice(0, cursor));
  const choices = await choicesFor(context, source);
  const start = cursor - context.typed.length;
  return { start, end: cursor + restOf(context, text.slice(cursor)), choices };
}

/** Where the cursor stands. */
interface Context {
  readonly kind:
    | "term"
    | "name"
    | "phrase"
    | "text"
    | "score"
    | "operator"
    | "afterTest"
    | "unit"
    | "nothing";
  /** The text before the cursor that a choice replaces. */
  readonly typed: string;
  /** What that means: without its quotes. */
  readonly meant: string;
  /** Of a name or text. */
  readonly field?: string;
}

function contextOf(before: string): Context {
  let from = 0;
  for (;;) {
    const part = before.slice(from);
    const pieces = piecesOf(part);
    const rest = part.slice(pieces.at(-1)?.end ?? 0);
    // What cannot be read any more, and is finished, does not matter for what comes now.
    const blank = isOpen(rest, pieces) ? null : /\S(\s+)/.exec(rest);
    if (!blank) return contextAfter(part, pieces, rest);
    from += part.length - rest.length + blank.index + blank[0].length;
  }
}

/** Whether a quote or bracket is open, in which blanks do not end anything. */
function isOpen(rest: string, pieces: readonly Piece[]): boolean {
  return /^\s*"/.test(rest) || isInBrackets(pieces);
}

/** A bracket is a piece of its own, and only a closing one ends what an opening one began. */
function isInBrackets(pieces: readonly Piece[]): boolean {
  const last = pieces.findLastIndex(({ kind }) => kind === "bracket");
  const count = pieces.filter(({ kind }) => kind === "bracket").length;
  return last >= 0 && count % 2 === 1;
}

function contextAfter(part: string, pieces: readonly Piece[], rest: string): Context {
  const last = pieces.at(-1);
  const read = last ? part.slice(last.start, last.end) : "";
  const isAdjacent = !/^\s/.test(rest);
  if (isInBrackets(pieces)) return contextInBrackets(last, read, rest);
  const open = /^\s*(".*)$/s.exec(rest)?.[1];
  const field = fieldBefore(part, pieces);
  if (open !== undefined) {
    const meant = open.slice(1).replace(/\\(["\\])/g, "$1");
    const isValue = isAdjacent && field !== undefined && last?.kind !== "name";
    if (!isValue) return { kind: "phrase", typed: open, meant };
    return { kind: isNamed(field) ? "name" : "text", typed: open, meant, field };
  }
  if (rest.trim() !== "") {
    const unit = /^[\d.]+([A-Za-z]*)$/.exec(rest)?.[1];
    if (unit !== undefined && field === "size") return { kind: "unit", typed: unit, meant: unit };
    return { kind: "nothing", typed: "", meant: "" };
  }
  if (!last || !isAdjacent) return { kind: "term", typed: "", meant: "" };
  switch (last.kind) {
    case "field":
      return field === undefined || memberOf(comparedFields, field)
        ? { kind: "nothing", typed: "", meant: "" }
        : { kind: isNamed(field) ? "name" : "text", typed: "", meant: "", field };
    case "operator":
      return read === "=" && field === "label"
        ? { kind: "name", typed: "", meant: "", field }
        : { kind: "nothing", typed: "", meant: "" };
    case "name":
    case "text":
      return read.startsWith('"')
        ? { kind: "nothing", typed: "", meant: "" }
        : { kind: last.kind, typed: read, meant: read, ...(field !== undefined && { field }) };
    case "number":
      return field === "size"
        ? { kind: "unit", typed: read.replace(/^[\d.]+/, ""), meant: "" }
        : { kind: "nothing", typed: "", meant: "" };
    case "word":
      return read.startsWith('"')
        ? { kind: "nothing", typed: "", meant: "" }
        : { kind: "term", typed: read, meant: read };
    case "keyword":
      return { kind: "term", typed: read, meant: read };
    case "negation":
      return { kind: "term", typed: "", meant: "" };
    case "parenthesis":
      return { kind: read === "(" ? "term" : "nothing", typed: "", meant: "" };
    default:
      return { kind: "nothing", typed: "", meant: "" };
  }
}

function contextInBrackets(last: Piece | undefined, read: string, rest: string): Context {
  const typed = rest.trimStart();
  const isWord = /^[a-z]*$/i.test(typed);
  const at = (kind: Context["kind"]): Context => ({ kind, typed, meant: typed });
  if (last?.kind === "bracket" || last?.kind === "punctuation")
    return at(isWord ? "score" : "nothing");
  if (last?.kind === "field") {
    // `level` is a score, and with `label:x[lev` nothing has been read yet.
    return typed === "" && memberOf(scores, read) ? at("operator") : at("nothing");
  }
  if (last?.kind === "number" && typed === "" && rest !== "") return at("afterTest");
  return { kind: "nothing", typed: "", meant: "" };
}

/** The field whose value is being typed at the end of the pieces. */
function fieldBefore(part: string, pieces: readonly Piece[]): string | undefined {
  const field = pieces.findLast(({ kind }) => kind === "field");
  if (!field) return undefined;
  const after = pieces.slice(pieces.indexOf(field) + 1);
  const isValue = after.every(({ kind }) => /^(?:operator|name|text|number|date)$/.test(kind));
  return isValue ? part.slice(field.start, field.end).replace(/:$/, "") : undefined;
}

function isNamed(field: string): boolean {
  return field === "label" || field === "subject";
}

/** How many characters behind the cursor belong to what is replaced. */
function restOf({ kind, typed }: Context, after: string): number {
  const patterns: Partial<Record<Context["kind"], RegExp>> = {
    term: /^[^\s()"[\]:<>=]*(?::|>=|<=|>|<|=)?/,
    name: /^[^\s()"[\]*]*/,
    text: /^[^\s()"[\]]*/,
    score: /^[a-z]*/,
    unit: /^[A-Za-z]*/,
  };
  const pattern = typed.startsWith('"') ? /^(?:[^"\\]|\\.)*"/s : patterns[kind];
  // Nothing has been typed of the word that follows.
  if (kind === "term" && typed === "") return 0;
  return pattern?.exec(after)?.[0].length ?? 0;
}

async function choicesFor(context: Context, source: ChoiceSource): Promise<readonly Choice[]> {
  const { kind, meant } = context;
  switch (kind) {
    case "term": {
      const isUpper = /^[A-Z]*$/.test(meant);
      const names = meant && !isKeyword(meant) ? await source.names(meant) : [];
      return [
        ...fieldChoices().filter(({ title }) => title.startsWith(meant.toLowerCase())),
        ...(isUpper ? keywordChoices().filter(({ title }) => title.startsWith(meant)) : []),
        ...names.map((name) => nameChoice(name, labelTerm(name.name))),
      ];
    }
    case "name": {
      const names = await source.names(meant);
      return names.map((name) => nameChoice(name, writeName(name.name)));
    }
    case "phrase": {
      const names = meant ? await source.names(meant) : [];
      return names.map((name) => nameChoice(name, quoted(name.name)));
    }
    case "text":
      return valueChoices(context, source);
    case "score": {
      const notes = scoreNotes();
      return scores
        .filter((score) => score.startsWith(meant.toLowerCase()))
        .map((score) => ({ kind: "field", title: score, detail: notes[score], text: score }));
    }
    case "operator":
      return operators.map((operator) => ({ kind: "operator", title: operator, text: operator }));
    case "afterTest":
      return [",", "]"].map((sign) => ({ kind: "operator", title: sign, text: sign }));
    case "unit":
      return Object.entries(units)
        .filter(([unit]) => unit.toLowerCase().startsWith(meant.toLowerCase()))
        .map(([unit, bytes]) => ({
          kind: "unit",
          title: unit,
          detail: bytes === 1 ? t("1 byte") : t("{0} bytes", grouped(bytes)),
          text: unit,
        }));
    case "nothing":
      return [];
  }
}

function isKeyword(text: string): boolean {
  return keywords.some((word) => word === text);
}

function nameChoice({ name, detail }: NameChoice, text: string): Choice {
  return { kind: "name", title: name, ...(detail !== undefined && { detail }), text };
}

async function valueChoices(context: Context, source: ChoiceSource): Promise<Choice[]> {
  const { field, meant } = context;
  const begins = (value: string) => value.toLowerCase().startsWith(meant.toLowerCase());
  const fixed = (values: readonly string[], notes: Readonly<Record<string, string>>): Choice[] =>
    values.filter(begins).map((value) => {
      const detail = notes[value.replace(/^-/, "")];
      return { kind: "value", title: value, ...(detail && { detail }), text: value };
    });
  switch (field) {
    case "is":
      return fixed(states, stateNotes());
    case "format":
      return fixed(["jpg", "png"], {});
    case "sort": {
      const sign = meant.startsWith("-") ? "-" : "";
      return fixed(
        sortFields.map((by) => sign + by),
        sortNotes(),
      );
    }
    case "account":
    case "bucket":
    case "class": {
      const values = (await source.values?.(field)) ?? [];
      return values
        .filter(begins)
        .map((value) => ({ kind: "value", title: value, text: writeText(value) }));
    }
    default:
      return [];
  }
}

type Notes<Name extends string> = Readonly<Record<Name, string>>;

function scoreNotes(): Notes<(typeof scores)[number]> {
  return {
    confidence: t("how sure the service is of the label, 0–1"),
    centric: t("how sure it is that the label is the main subject, 0–1"),
    level: t("1 for a category, to 3 for the most specific"),
  };
}

function stateNotes(): Notes<(typeof states)[number]> {
  return {
    labelled: t("has a label"),
    empty: t("detected, but nothing was found"),
    unlabelled: t("never detected"),
    outdated: t("changed after it was detected"),
    corrected: t("labels were hidden or added by hand"),
  };
}

function sortNotes(): Notes<(typeof sortFields)[number]> {
  return {
    relevance: t("how much the image is about what is looked for"),
    confidence: t("the most confident first"),
    centric: t("the clearest main subject first"),
    modified: t("the newest first"),
    detected: t("the latest detection first"),
    size: t("the largest first"),
    labels: t("the most labels first"),
    key: t("from A to Z"),
  };
}

function fieldNotes(): Notes<TextField | (typeof comparedFields)[number]> {
  return {
    label: t("a label, or one below it"),
    subject: t("the main subject"),
    account: t("the name of the account"),
    bucket: t("the name of the bucket"),
    key: t("a part of the key, or a pattern with *"),
    prefix: t("the beginning of the key"),
    format: t("jpg or png"),
    class: t("the storage class"),
    is: joined(states),
    sort: t("the order"),
    size: "size>1MB",
    modified: "modified>=2026-01-31",
    detected: "detected<2026-01-31",
    labels: t("how many labels: labels>=5"),
  };
}

function fieldChoices(): readonly Choice[] {
  const notes = fieldNotes();
  const choice = (field: keyof typeof notes, sign: string): Choice => {
    const text = field + sign;
    return { kind: "field", title: text, detail: notes[field], text };
  };
  return [
    ...textFields.map((field) => choice(field, ":")),
    ...comparedFields.map((field) => choice(field, field === "modified" ? ">=" : ">")),
  ];
}

const keywords = ["AND", "OR", "NOT"] as const;

function keywordNotes(): Notes<(typeof keywords)[number]> {
  return { AND: t("both"), OR: t("one or the other"), NOT: t("what must not be") };
}

function keywordChoices(): readonly Choice[] {
  const notes = keywordNotes();
  return keywords.map((word) => ({
    kind: "keyword",
    title: word,
    detail: notes[word],
    text: word,
  }));
}
