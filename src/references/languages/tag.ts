/** Reads one start tag of HTML and its relatives (XML, JSX, Vue, Svelte, Astro) and its attributes. */
import { balancedEnd } from "../scan/balancedEnd.ts";

export interface Attribute {
  readonly name: string;
  readonly nameStart: number;
  /** Where the whole attribute ends, with its quotes or braces. */
  readonly end: number;
  /** Of the value without quotes or braces; absent for an attribute without a value. */
  readonly value?: { readonly start: number; readonly end: number };
  readonly quote: '"' | "'" | "`" | "{" | "";
}

export interface Tag {
  readonly name: string;
  /** Of the `<`. */
  readonly start: number;
  /** Behind the name. */
  readonly nameEnd: number;
  /** Behind the `>`, or where reading stopped when the tag stays open. */
  readonly end: number;
  readonly closed: boolean;
  readonly attributes: readonly Attribute[];
}

const tagName = /<([A-Za-z][\w:.-]{0,100})(?=[\s/>]|$)/y;
const nameChar = /[^\s"'`<>/={}]+/y;
const template =
  /(?:<\?[\s\S]{0,500}?\?>|<%[\s\S]{0,500}?%>|\{\{[\s\S]{0,500}?\}\}|\{%[\s\S]{0,500}?%\})/y;
const razor = /@[\w.]{0,80}\(/y;
const maxAttributes = 400;

/** The start tag at `from` (a `<`), read up to `limit`; `undefined` when there is none. Linear. */
function readTag(text: string, from: number, limit: number): Tag | undefined {
  tagName.lastIndex = from;
  const name = tagName.exec(text)?.[1];
  if (name === undefined) return undefined;
  const nameEnd = from + 1 + name.length;
  const attributes: Attribute[] = [];
  const tag = (end: number, closed: boolean): Tag => ({
    name,
    start: from,
    nameEnd,
    end,
    closed,
    attributes,
  });
  let at = nameEnd;
  while (at < limit && attributes.length < maxAttributes) {
    const char = text[at] as string;
    if (char === ">") return tag(at + 1, true);
    if (char === "<" && text[at + 1] !== "?" && text[at + 1] !== "%") return tag(at, false);
    const next = readAttribute(text, at, limit) ?? skipped(text, at, limit);
    if (typeof next === "object") attributes.push(next);
    at = typeof next === "object" ? next.end : next;
  }
  return tag(at, false);
}

/** Behind what is no attribute: a space, a spread `{...props}`, a template's tag, a stray quote. */
function skipped(text: string, at: number, limit: number): number {
  template.lastIndex = at;
  const tag = template.exec(text)?.[0];
  if (tag) return at + tag.length;
  if (text[at] !== "{") return at + 1;
  const close = balancedEnd(text, "{", at + 1, limit, "\"'`");
  return close < 0 ? limit : close + 1;
}

function readAttribute(text: string, at: number, limit: number): Attribute | undefined {
  nameChar.lastIndex = at;
  const name = nameChar.exec(text)?.[0];
  if (name === undefined) return undefined;
  const nameEnd = at + name.length;
  const equals = skipWhitespace(text, nameEnd, limit);
  if (text[equals] !== "=") return { name, nameStart: at, end: nameEnd, quote: "" };
  const open = skipWhitespace(text, equals + 1, limit);
  const quote = text[open] ?? "";
  if (quote === '"' || quote === "'" || quote === "`") {
    const end = quotedEnd(text, quote, open + 1, limit);
    const after = Math.min(end + 1, limit);
    return { name, nameStart: at, end: after, value: { start: open + 1, end }, quote };
  }
  if (quote === "{" && text[open + 1] !== "{") {
    const close = balancedEnd(text, "{", open + 1, limit, "\"'`");
    const end = close < 0 ? limit : close;
    return {
      name,
      nameStart: at,
      end: Math.min(end + 1, limit),
      value: { start: open + 1, end },
      quote,
    };
  }
  const end = unquotedEnd(text, open, limit);
  return {
    name,
    nameStart: at,
    end: Math.max(end, equals + 1),
    value: { start: open, end },
    quote: "",
  };
}

/** Offset of the closing quote, past a template's tags, in which quotes are the template's own. */
function quotedEnd(text: string, quote: string, from: number, limit: number): number {
  for (let at = from; at < limit; at++) {
    if (text[at] === quote) return at;
    if (text[at] === "@") at = behindRazor(text, at, limit);
    if (text[at] !== "<" && text[at] !== "{") continue;
    template.lastIndex = at;
    const tag = template.exec(text)?.[0];
    if (tag && at + tag.length <= limit) at += tag.length - 1;
  }
  return limit;
}

/** The end of Razor's `@(…)` or `@Url.Content(…)`, in which quotes are C#'s; else the offset itself. */
function behindRazor(text: string, at: number, limit: number): number {
  razor.lastIndex = at;
  const opening = razor.exec(text)?.[0];
  const close = opening
    ? balancedEnd(text, "(", at + opening.length, Math.min(limit, at + 500), '"')
    : -1;
  return Math.max(at, close);
}

/** An unquoted value ends at a space or `>`; in `<img src=a.png/>` the slash closes the tag. */
function unquotedEnd(text: string, from: number, limit: number): number {
  for (let at = from; at < limit; at++) {
    const char = text[at] as string;
    if (/[\s>]/.test(char) || (char === "/" && text[at + 1] === ">")) return at;
    if (char !== "<" && char !== "{") continue;
    template.lastIndex = at;
    const tag = template.exec(text)?.[0];
    if (tag) at += tag.length - 1;
  }
  return limit;
}

function skipWhitespace(text: string, from: number, limit: number): number {
  let at = from;
  while (at < limit && /\s/.test(text[at] as string)) at++;
  return at;
}

/** Tags tried leftwards from the cursor: a `<` may also stand in an attribute's value. */
const maxTags = 4;

/** The start tag that holds an offset, the innermost one; `undefined` outside tags. */
export function tagAround(text: string, at: number): Tag | undefined {
  let open = text.lastIndexOf("<", at);
  for (let tried = 0; open >= 0 && tried < maxTags; tried++) {
    const tag = readTag(text, open, text.length);
    if (tag && (at < tag.end || (!tag.closed && at === tag.end))) return tag;
    open = open === 0 ? -1 : text.lastIndexOf("<", open - 1);
  }
  return undefined;
}
