/**
 * Paths that code puts together: `path.join(__dirname, "img", "a.png")`, `Path("img") / "a.png"`, `__DIR__ . "/a.png"`.
 * Tells what stands in front of a string in its expression, as far as the text itself says so.
 */
import { sitePlaceholder } from "../sitePlaceholder.ts";
import type { CodeSpan, StringRule, StringSpan } from "./codeSpan.ts";
import { asWritten } from "./decoded.ts";
import {
  document,
  documentItself,
  filesArePaths,
  folderFunctions,
  folderNamed,
  gradleFolder,
  gradleProjects,
  isForeign,
  joinFunctions,
  namedPaths,
  namedProperties,
  namespaces,
  type PathValue,
  packageFolder,
  packageFunctions,
  resolveJoins,
  sameFunctions,
  siblingFunctions,
  site,
  textFunctions,
  workspace,
} from "./pathNames.ts";

import {
  concatenated,
  empty,
  joinedAll,
  joinedTo,
  members,
  parent,
  withoutEndSlash,
} from "./pathValue.ts";
import { joinPathBefore } from "./powershellPath.ts";
import { shellPath } from "./shellPath.ts";

export type { KnownPath, PathValue } from "./pathNames.ts";

type Token =
  | { readonly kind: "string"; readonly span: StringSpan }
  | { readonly kind: "name" | "sign" | "number"; readonly text: string };

/** Code units of code read in front of a string: first so many, and more when the expression begins before them. */
const readsBefore = { near: 200, far: 1500 };
/** Code units of code read behind a string. */
export const maxBehind = 400;
const maxDepth = 8;
/** Variables whose values are looked for. */
const maxVariables = 30;

/** What joins two texts without anything between them, by language. */
const concatenation: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    php: ["."],
    blade: ["."],
    perl: ["."],
    lua: [".."],
    elixir: ["<>"],
    sql: ["||"],
    julia: ["*"],
    vb: ["&", "+"],
    haskell: ["++", "<>"],
    ocaml: ["^"],
    erlang: ["++"],
    ...Object.fromEntries(
      "twig jinja jinja-html django-html liquid".split(" ").map((each) => [each, ["~", "+"]]),
    ),
    r: [],
    nix: ["+"],
  }),
);
const plus: readonly string[] = ["+"];
/** Languages in which `/` joins paths. */
const slashJoins = new Set("python ruby cpp kotlin scala groovy crystal swift".split(" "));
/** Languages without expressions. */
const data = new Set(["json", "jsonc", "json5", "jsonl", "snippets"]);
/** Filters of templates that put a text behind what they are given. */
const filter = /\|\s*(?:add|append|prepend|concat|join)\s*:?\s*\(?$/;
/** Functions in front of their arguments, with one argument or more: `(io/file folder "a.png")`. */
const prefixJoin =
  /(?:\((?:\w+\/)?(?:file|str|path|resolve|join|concat)|\bFilename\.concat)\s+[^()\n]*[^()\s]\s*$/;
const prefixLanguages = new Set(["clojure", "ocaml", "lisp", "scheme", "racket", "elisp"]);
/** Languages in which strings side by side are one. */
const adjacentJoins = new Set([
  ..."python c cpp objective-c objective-cpp cuda-cpp ruby dart rust starlark".split(" "),
]);
/** Languages in which an argument may have a label in front: `appending(path: "a.png")`. */
const labelled = new Set(["swift", "dart", "csharp"]);
const gradleLanguages = new Set(["kotlin", "groovy"]);
/** Languages in which `append` is that of a builder of strings more often than that of a list. */
const buildsStrings = new Set(["java", "kotlin", "scala", "groovy", "csharp", "vb", "fsharp"]);
const macroLanguages = new Set(["c", "cpp", "objective-c", "objective-cpp", "cuda-cpp"]);
/** Languages in which `.` is no member's sign. */
const dotIsOperator = new Set(["php", "blade", "perl"]);

/**
 * What is joined in front of a string: a known path, "unknown" when a program computes it, `undefined` when the string
 * stands alone. `spans` are the strings and comments of the text, in order, up to the string at least.
 */
export function pathBefore(
  text: string,
  span: StringSpan,
  spans: readonly CodeSpan[],
  languageId: string,
): PathValue | undefined {
  if (data.has(languageId)) return undefined;
  const left = text.slice(Math.max(0, span.open - 200), span.open);
  if (filter.test(left) || (prefixLanguages.has(languageId) && prefixJoin.test(left)))
    return "unknown";
  if (languageId === "powershell") {
    const joined = joinPathBefore(text.slice(Math.max(0, span.open - 500), span.open));
    if (joined) return joined;
  }
  const code: Code = { text, spans, languageId, until: span.open, variables: new Map() };
  const near = Math.max(0, span.open - readsBefore.near);
  const far = Math.max(0, span.open - readsBefore.far);
  const reader = readerBetween(code, near, span.open);
  const value = joinedBefore(code, reader, span);
  return near === far || !reader.reachedStart
    ? value
    : joinedBefore(code, readerBetween(code, far, span.open), span);
}

function readerBetween(code: Code, from: number, to: number): Reader {
  return new Reader(code, tokensBetween(code, from, to), 0);
}

function joinedBefore(code: Code, reader: Reader, span: StringSpan): PathValue | undefined {
  const { text, languageId } = code;
  const last = reader.length - 1;
  const token = reader.at(last);
  if (token?.kind === "string") {
    return adjacentJoins.has(languageId) ? reader.operand(last).value : undefined;
  }
  if (token?.kind === "name") {
    return isMacro(token.text, languageId) || reader.isInMatrix(last) ? "unknown" : undefined;
  }
  if (token?.kind !== "sign") return undefined;
  const argument = labelled.has(languageId) && token.text === ":" ? last - 2 : last;
  if (/^[,([{]$/.test(textOf(reader.at(argument)))) {
    const behind = tokensBetween(code, span.after, Math.min(text.length, span.after + maxBehind));
    return reader.argument(argument, behind);
  }
  if (reader.choosesOperand(last)) return "unknown";
  if (reader.concatenates(token.text)) return reader.sum(last - 1).value;
  if (reader.joins(token.text)) return joinedTo(reader.sum(last - 1).value);
  return undefined;
}

/** The literal text that is joined directly behind a string; "" when there is none. */
export function textBehind(
  text: string,
  span: StringSpan,
  next: CodeSpan | undefined,
  languageId: string,
): string {
  if (next?.kind !== "string" || next.open - span.after > 80) return "";
  const between = text.slice(span.after, next.open).trim();
  const signs = concatenation.get(languageId) ?? plus;
  const joins = between === "" ? adjacentJoins.has(languageId) : signs.includes(between);
  return joins && next.interpolations.length === 0
    ? next.rule.decode(text.slice(next.start, next.end)).text
    : "";
}

/** `DIR "/a.png"`: in C, what stands directly before a string is a macro that joins to it. */
function isMacro(name: string, languageId: string): boolean {
  return macroLanguages.has(languageId) && /^[A-Z][A-Z\d_]+$/.test(name);
}

interface Code {
  readonly text: string;
  /** Variables are looked for up to here. */
  readonly until: number;
  readonly spans: readonly CodeSpan[];
  readonly languageId: string;
  /** The values of variables that are known already. */
  readonly variables: Map<string, PathValue>;
}

interface Operand {
  readonly value: PathValue;
  /** Index of its first token. */
  readonly start: number;
}

/** A name with its parts, and what it is a member of. */
interface Chain {
  readonly names: readonly string[];
  readonly receiver?: PathValue;
  readonly start: number;
}

/** Reads tokens from right to left: expressions that end at a place are wanted, not those that begin there. */
class Reader {
  readonly #code: Code;
  readonly #tokens: readonly Token[];
  readonly #depth: number;
  /** Whether the first token was asked for, which may be cut or have another in front. */
  reachedStart = false;

  constructor(code: Code, tokens: readonly Token[], depth: number) {
    this.#code = code;
    this.#tokens = tokens;
    this.#depth = depth;
  }

  get length(): number {
    return this.#tokens.length;
  }

  at(index: number): Token | undefined {
    if (index <= 0) this.reachedStart = true;
    return this.#tokens[index];
  }

  concatenates(sign: string): boolean {
    return (concatenation.get(this.#code.languageId) ?? plus).includes(sign);
  }

  joins(sign: string): boolean {
    const { languageId } = this.#code;
    return (
      (sign === "/" && slashJoins.has(languageId)) || (sign === "</>" && languageId === "haskell")
    );
  }

  /** The operands that end at a token, with what joins them. */
  sum(end: number): Operand {
    let { value, start } = this.operand(end);
    for (;;) {
      const sign = this.#sign(start - 1);
      if (this.concatenates(sign)) {
        const left = this.operand(start - 2);
        value = concatenated(left.value, value);
        start = left.start;
      } else if (this.joins(sign)) {
        const left = this.operand(start - 2);
        value = concatenated(joinedTo(left.value), value);
        start = left.start;
      } else return { value, start };
    }
  }

  /** One operand that ends at a token. */
  operand(end: number): Operand {
    const token = this.at(end);
    if (!token || this.#depth > maxDepth) return { value: "unknown", start: Math.max(0, end) };
    if (token.kind === "string") return this.#literal(token.span, end);
    if (token.kind === "number") return { value: { text: token.text }, start: end };
    if (token.kind === "name") return this.#named(end);
    if (token.text === ")") return this.#bracketed(end);
    if (token.text === "]") return this.#indexed(end);
    return { value: "unknown", start: end };
  }

  /** What is joined in front of an argument; `at` is the bracket or comma before it. */
  argument(at: number, behind: readonly Token[]): PathValue | undefined {
    const { open, bounds } = this.#opening(at);
    const bracket = this.#sign(open);
    const given = () =>
      bounds.slice(1).map((end, index) => this.#between((bounds[index] ?? open) + 1, end));
    if (bracket === "[" || bracket === "{") {
      const isPath =
        (bracket === "[" && this.#joinsList(open)) ||
        this.#isJoinedBySlash(behind, bracket === "[" ? "]" : "}");
      return isPath ? joinedAll(given()) : undefined;
    }
    if (bracket !== "(" || this.at(open - 1)?.kind !== "name")
      return this.#isOperand(open) ? "unknown" : undefined;
    const chain = this.#chain(open - 1);
    const name = chain.names.at(-1) ?? "";
    const before = this.#code.languageId === "perl" && name === "join" ? given().slice(1) : given();
    if (isForeign(chain.names)) return "unknown";
    if (/^[aA]ppend$/.test(name) && buildsStrings.has(this.#code.languageId)) return "unknown";
    if (isOfPackage(chain.names)) return before.length === 1 ? packaged(before[0]) : undefined;
    if (siblingFunctions.has(name)) return joinedTo(parent(this.#owner(chain), 1));
    if (before.length === 0 && (name === "expand_path" || name === "URL")) {
      return beneath(name, this.#argumentBehind(behind));
    }
    if (textFunctions.has(name) || (name === "string" && this.#code.languageId === "julia")) {
      const isMember = chain.receiver !== undefined || chain.names.length > 1;
      if (isMember) return concatenated(this.#owner(chain), before.reduce(concatenated, empty));
      return before.length === 0 ? undefined : before.reduce(concatenated);
    }
    const folder = folderNamed(name, this.#code.languageId);
    if (folder) return joinedAll([folder, ...before]);
    return this.#joinsArguments(chain, before.length)
      ? this.#joinedArguments(chain, before)
      : undefined;
  }

  /** Whether a bracket, in which one of several values is chosen, is joined to something: `folder + (a ? b : c)`. */
  #isOperand(open: number): boolean {
    const sign = this.#sign(open - 1);
    return this.#sign(open) === "(" && (this.concatenates(sign) || this.joins(sign));
  }

  /** Whether a sign at an offset chooses between values in such a bracket. */
  choosesOperand(at: number): boolean {
    return /^(?:[:?]|\|\|)$/.test(this.#sign(at)) && this.#isOperand(this.#opening(at).open);
  }

  /** `Path.join([a, b])`, `"/".join([a, b])`, `implode("/", [a, b])`. */
  #joinsList(open: number): boolean {
    const sign = this.#sign(open - 1);
    if (sign === "," && this.#sign(open - 3) === "(")
      return /^(?:implode|join)$/.test(this.#text(open - 4)) && this.#isSlash(this.at(open - 2));
    if (sign !== "(" || this.at(open - 2)?.kind !== "name") return false;
    const separator = this.#sign(open - 3) === "member" ? this.at(open - 4) : undefined;
    if (separator?.kind === "string") return this.#isSlash(separator);
    return this.#joinsArguments(this.#chain(open - 2), 0);
  }

  /** `[…].join("/")`, `[…].join(path.sep)`, `strings.Join([]string{…}, "/")`, Rust's `[…].iter().collect()`. */
  #isJoinedBySlash(behind: readonly Token[], closing: string): boolean {
    const close = behind.findIndex((token) => textOf(token) === closing);
    if (close < 0) return false;
    const [member, join, , separator, more, sep, , , collect] = behind.slice(close + 1, close + 10);
    if (textOf(member) === ",") return this.#isSlash(join) && textOf(separator) !== ",";
    if (textOf(member) !== "member") return false;
    if (this.#code.languageId === "rust" && textOf(join) === "iter")
      return [more, sep, collect].some((token) => textOf(token) === "collect");
    if (textOf(join) !== "join") return false;
    return this.#isSlash(separator) || (textOf(more) === "member" && textOf(sep) === "sep");
  }

  #isSlash(token: Token | undefined): boolean {
    if (token?.kind !== "string") return textOf(token) === "DIRECTORY_SEPARATOR";
    const value = literalValue(this.#code.text, token.span);
    return value !== "unknown" && /^[\\/]$/.test(value.text);
  }

  #joinsArguments({ names, receiver }: Chain, before: number): boolean {
    const { languageId } = this.#code;
    const isAlone = names.length < 2 && receiver === undefined;
    const name = names.at(-1) ?? "";
    if (name === "File" && !filesArePaths.has(languageId)) return false;
    if (name === "resolve" && isAlone && languageId !== "java") return before > 0;
    if (name === "push") return languageId === "rust" && /path|dir|buf/i.test(names.at(-2) ?? "");
    if (name === "child" || name === "filePath" || name === "absoluteFilePath") return !isAlone;
    if (name === "path") return languageId === "r";
    if (name === "file" || name === "dir")
      return gradleLanguages.has(languageId) && gradleFolder.test(names.at(-2) ?? "");
    return joinFunctions.has(name) || joinFunctions.has(names.slice(-2).join("."));
  }

  /** `path.join(a, b, HERE)`, `folder.join(HERE)`. */
  #joinedArguments(chain: Chain, before: readonly PathValue[]): PathValue | undefined {
    const base = this.#base(chain);
    if (base === "none") return before.length === 0 ? undefined : joinedAll(before);
    if (base !== "namespace") return joinedAll([base, ...before]);
    const name = chain.names.at(-1);
    // Node's `path.resolve` begins in the folder in which the program runs.
    const isAbsolute =
      (name === "resolve" && chain.names.length > 1) ||
      (this.#sign(chain.start - 1) === "(" && this.#text(chain.start - 2) === "asAbsolutePath");
    if (isAbsolute) return joinedAll([packageFolder, ...before]);
    return before.length === 0 ? undefined : joinedAll(before);
  }

  /** What a function that joins is a member of: a namespace, a path, or nothing that has to do with paths. */
  #base({ names, receiver }: Chain): PathValue | "namespace" | "none" {
    const { languageId } = this.#code;
    if (receiver !== undefined) return members(receiver, names.slice(0, -1));
    const owner = names.slice(0, -1).join(".");
    if (
      owner === "" ||
      (namespaces.has(owner) && names.at(-1) !== "push") ||
      joinFunctions.has(names.slice(-2).join("."))
    ) {
      return "namespace";
    }
    const value = gradleProjects.get(owner) ?? this.#pathNamed(names.slice(0, -1));
    if (names.at(-1) === "resolve" && value === "unknown" && !resolveJoins.has(languageId))
      return "none";
    return value;
  }

  #literal(span: StringSpan, end: number): Operand {
    const { text, languageId } = this.#code;
    const value = literalValue(text, span);
    const before = this.at(end - 1);
    if (before?.kind !== "string" || !adjacentJoins.has(languageId)) return { value, start: end };
    const left = this.operand(end - 1);
    return { value: concatenated(left.value, value), start: left.start };
  }

  #named(end: number): Operand {
    const { names, receiver, start } = this.#chain(end);
    return {
      value: receiver === undefined ? this.#pathNamed(names) : members(receiver, names),
      start,
    };
  }

  /** The longest part of the name that stands for a path, and its members behind. */
  #pathNamed(names: readonly string[]): PathValue {
    for (let length = names.length; length > 0; length--) {
      const known = namedPaths.get(names.slice(0, length).join("."));
      if (known) return members(known, names.slice(length));
    }
    const site = sitePlaceholder(`\${${names.join(".")}}`, this.#code.languageId);
    if (site) return { from: site.from, text: "" };
    if (this.#code.languageId === "matlab" && names.join() === "pwd") return workspace;
    const property = namedProperties.get(names.at(-1) ?? "");
    if (property) return property;
    const [first = "", ...rest] = names;
    return members(this.#variable(first), rest);
  }

  /** What a variable was given in the text before, if it was given one thing only. */
  #variable(name: string): PathValue {
    if (this.#depth > 2 || !/^[$@]?[A-Za-z_]\w*$/.test(name)) return "unknown";
    const { variables } = this.#code;
    const known = variables.get(name);
    if (known || variables.size >= maxVariables) return known ?? "unknown";
    // One that is made of itself is not known.
    variables.set(name, "unknown");
    const value = this.#given(name);
    variables.set(name, value);
    return value;
  }

  #given(name: string): PathValue {
    const { text, until } = this.#code;
    const pattern = new RegExp(
      String.raw`(?<![\w$.])${name.replaceAll("$", "\\$")}\s*(?::\s*[\w.<>\[\]]{1,40}\s*)?(?::=|<-|=(?![=>~]))\s*`,
      "g",
    );
    const [only, another] = [...text.slice(0, until).matchAll(pattern)];
    if (!only || another) return "unknown";
    const from = only.index + only[0].length;
    return this.#statement(from);
  }

  /** The value of the expression that begins at an offset and ends with its line. */
  #statement(from: number): PathValue {
    const { text, spans } = this.#code;
    const inString = spans.find(({ start, end }) => start <= from && end > from);
    if (inString) return "unknown";
    const line = text.indexOf("\n", from);
    const tokens = tokensBetween(this.#code, from, line < 0 ? text.length : line);
    const end = tokens.findIndex((token) => token.kind === "sign" && token.text === ";");
    const own = end < 0 ? tokens : tokens.slice(0, end);
    const { value, start } = new Reader(this.#code, own, this.#depth + 1).sum(own.length - 1);
    const [first] = own;
    const isNew = start === 1 && first?.kind === "name" && first.text === "new";
    return start === 0 || isNew ? value : "unknown";
  }

  #bracketed(end: number): Operand {
    const { open, bounds } = this.#opening(end);
    if (this.at(open - 1)?.kind !== "name") {
      return { value: this.#between(open + 1, end), start: open };
    }
    const chain = this.#chain(open - 1);
    const given = bounds
      .slice(1)
      .map((bound, index) => this.#between((bounds[index] ?? open) + 1, bound));
    const isEmpty = given.length === 1 && open + 1 === end;
    const isNew = this.#text(chain.start - 1) === "new";
    return { value: this.#called(chain, isEmpty ? [] : given), start: chain.start - Number(isNew) };
  }

  #called(chain: Chain, given: readonly PathValue[]): PathValue {
    const name = chain.names.at(-1) ?? "";
    const [first, second] = given;
    if (/^(?:env!?|option_env!?|getenv|getProperty|get_property|getParameter)$/.test(name))
      return environment(first);
    if (name === "mfilename") return documentItself;
    const folder = folderNamed(name, this.#code.languageId);
    if (folder) {
      const texts = given.filter((value) => value === "unknown" || !value.from);
      return joinedAll([folder, ...texts]);
    }
    const site =
      given.length > 0 ? undefined : sitePlaceholder(`<?= ${chain.names.join(".")}() ?>`);
    if (site) return { from: site.from, text: "" };
    const own = () => this.#owner(chain);
    if (folderFunctions.has(name)) {
      const levels = second === undefined || second === "unknown" ? 1 : Number(second.text);
      return parent(first ?? own(), Number.isInteger(levels) ? levels : 1);
    }
    if (textFunctions.has(name)) return given.reduce(concatenated, { text: "" });
    if (name === "expand_path" && second)
      return concatenated(beneath(name, second), first ?? "unknown");
    if (name === "URL" && second) return concatenated(beneath(name, second), first ?? "unknown");
    if (this.#code.languageId === "python" && name === "files") return packaged(first);
    const isSame = sameFunctions.has(name) && given.length < 2;
    if (isSame && first && this.#base(chain) === "namespace") return first;
    if (given.length > 0 && this.#joinsArguments(chain, given.length - 1)) {
      const joined = this.#joinedArguments(chain, given);
      return joined === undefined || joined === "unknown" ? "unknown" : withoutEndSlash(joined);
    }
    return isSame ? (first ?? own()) : "unknown";
  }

  /** What a function is a member of. */
  #owner({ names, receiver }: Chain): PathValue {
    const owners = names.slice(0, -1);
    return receiver === undefined ? this.#pathNamed(owners) : members(receiver, owners);
  }

  /** `path.parents[1]`, `$_SERVER["DOCUMENT_ROOT"]`. */
  #indexed(end: number): Operand {
    const { open } = this.#opening(end);
    if (this.at(open - 1)?.kind !== "name") return { value: "unknown", start: open };
    const { names, receiver, start } = this.#chain(open - 1);
    const index = this.#between(open + 1, end);
    if (index === "unknown") return { value: "unknown", start };
    if (index.text === "DOCUMENT_ROOT") return { value: site, start };
    if (names.at(-1) !== "parents") return { value: "unknown", start };
    const path = this.#owner({ names, start, ...(receiver !== undefined && { receiver }) });
    return { value: parent(path, Number(index.text) + 1), start };
  }

  #argumentBehind(behind: readonly Token[]): PathValue {
    if (textOf(behind[0]) !== ",") return "unknown";
    let depth = 0;
    const end = behind.findIndex((token, index) => {
      const sign = textOf(token);
      if (index === 0) return false;
      if ("([{".includes(sign)) depth++;
      if (")]}".includes(sign)) depth--;
      return depth < 0 || (depth === 0 && sign === ",");
    });
    const own = behind.slice(1, end < 0 ? behind.length : end);
    return new Reader(this.#code, own, this.#depth + 1).sum(own.length - 1).value;
  }

  #chain(end: number): Chain {
    const names = [this.#text(end)];
    let start = end;
    while (this.#sign(start - 1) === "member") {
      const before = this.at(start - 2);
      if (before?.kind === "name") {
        names.unshift(before.text);
        start -= 2;
      } else if (before?.kind === "sign" && ")]".includes(before.text)) {
        const { value, start: first } = this.operand(start - 2);
        return { names, receiver: value, start: first };
      } else if (before?.kind === "string") {
        const { value, start: first } = this.operand(start - 2);
        return { names, receiver: value, start: first };
      } else break;
    }
    return { names, start };
  }

  /**
   * The bracket that is open at a token, and the bounds of what stands between it and the token: the bracket, the
   * commas, the token.
   */
  #opening(at: number): { readonly open: number; readonly bounds: readonly number[] } {
    const bounds = [at];
    let depth = 0;
    const sign = this.#sign(at);
    if (sign === "(" || sign === "[") return { open: at, bounds };
    for (let index = at - 1; index >= 0; index--) {
      const text = this.#sign(index);
      if (text === "") continue;
      if (")]}".includes(text)) depth++;
      else if ("([{".includes(text) && depth-- === 0)
        return { open: index, bounds: [index, ...bounds] };
      else if (text === "," && depth === 0) bounds.unshift(index);
      else if (text === ";" && depth === 0) break;
    }
    return { open: -1, bounds };
  }

  #between(from: number, end: number): PathValue {
    if (from >= end) return "unknown";
    const { value, start } = this.sum(end - 1);
    const isLabelled = start === from + 2 && this.#sign(from + 1) === ":";
    const isNew = start === from + 1 && this.#text(from) === "new";
    return start === from || isNew || isLabelled ? value : "unknown";
  }

  /** `[folder '/a.png']` of MATLAB: what stands side by side is one text. */
  isInMatrix(end: number): boolean {
    return this.#code.languageId === "matlab" && this.#sign(this.#opening(end + 1).open) === "[";
  }

  #sign(index: number): string {
    const token = this.at(index);
    return token?.kind === "sign" ? token.text : "";
  }

  #text(index: number): string {
    return textOf(this.at(index));
  }
}

function textOf(token: Token | undefined): string {
  return token === undefined || token.kind === "string" ? "" : token.text;
}

function literalValue(text: string, { start, end, rule, interpolations }: StringSpan): PathValue {
  const [first, ...others] = interpolations;
  if (!first) return { text: rule.decode(text.slice(start, end)).text };
  if (first.start !== start || others.length > 0) return "unknown";
  const named = interpolatedPath(text.slice(first.start, first.end));
  return concatenated(named, { text: rule.decode(text.slice(first.end, end)).text });
}

/** `resources.path`, `pkg_resources.resource_filename`. */
function isOfPackage(names: readonly string[]): boolean {
  return (
    packageFunctions.has(names.at(-1) ?? "") || packageFunctions.has(names.slice(-2).join("."))
  );
}

/** The folder of a package of Python: `my.package` is `my/package`. */
function packaged(name: PathValue | undefined): PathValue {
  if (name === undefined || name === "unknown" || name.from !== undefined)
    return joinedTo(name ?? "unknown");
  return joinedTo({ text: name.text.replaceAll(".", "/") });
}

function environment(name: PathValue | undefined): PathValue {
  if (name === undefined || name === "unknown") return "unknown";
  if (name.text === "user.dir") return workspace;
  return namedPaths.get(name.text) ?? "unknown";
}

/** What a name is put below by `File.expand_path(name, base)` and `new URL(name, base)`. */
function beneath(name: string, base: PathValue): PathValue {
  return joinedTo(name === "URL" && base !== "unknown" && base.isDocument ? document : base);
}

const tokenPattern =
  /(?<name>[@$#]?[\p{L}_][\p{L}\p{N}_$]*!?|\$\d)|(?<number>\d+)|(?<member>::|->|\?\.|\.(?=[\p{L}_]))|(?<sign>\.\.|<\/>|<>|\+\+|\|\||(?!\\\r?\n)[^\s])/gu;

function tokensBetween({ text, spans, languageId }: Code, from: number, to: number): Token[] {
  const tokens: Token[] = [];
  let next = from;
  for (const span of spans) {
    if (span.after <= from) continue;
    if (span.open >= to) break;
    tokens.push(...plainTokens(text.slice(next, Math.max(next, span.open)), languageId));
    if (span.kind === "string" && span.open >= from) tokens.push({ kind: "string", span });
    next = span.after;
  }
  tokens.push(...plainTokens(text.slice(Math.min(next, to), to), languageId));
  return tokens;
}

function plainTokens(code: string, languageId: string): Token[] {
  return [...code.matchAll(tokenPattern)].map(({ 0: all, groups }): Token => {
    if (groups?.["name"]) return { kind: "name", text: all };
    if (groups?.["number"]) return { kind: "number", text: all };
    const isMember = groups?.["member"] && !(all === "." && dotIsOperator.has(languageId));
    return { kind: "sign", text: isMember ? "member" : all };
  });
}

/** What an interpolation, such as `${__dirname}` or `$PSScriptRoot`, stands for. */
export function interpolatedPath(text: string): PathValue {
  const inside = text
    .replace(/^(?:\$\{\{|\{\{|\$\{|#\{|@\{|\\\(|\$\(|\{|<%=?|<\?(?:php|=)?(?:\s+echo)?)\s*/i, "")
    .replace(/\s*(?:\}\}|%>|;?\s*\?>|\}|\))$/, "")
    .trim();
  if (/^%~dp0$/i.test(text)) return document;
  if (/^%(?:~dp)?cd%$/i.test(text)) return workspace;
  const ofShell = shellPath(text);
  if (ofShell !== "unknown" && ofShell.from !== undefined) return ofShell;
  const folder = /^workspaceFolder:/.test(inside) ? workspace : undefined;
  const name = inside.replace(/^\$/, "").replaceAll("::", ".");
  return folder ?? namedPaths.get(name) ?? namedPaths.get(`$${name}`) ?? expression(inside);
}

/** Reads an expression that stands alone in an interpolation; its strings in plain quotes. */
function expression(text: string): PathValue {
  if (text.length === 0 || text.length > 300) return "unknown";
  const spans = plainStrings(text);
  const code: Code = { text, spans, languageId: "javascript", until: 0, variables: new Map() };
  const tokens = tokensBetween(code, 0, text.length);
  const { value, start } = new Reader(code, tokens, 1).sum(tokens.length - 1);
  return start === 0 ? value : "unknown";
}

const plainRule: StringRule = { close: "", decode: asWritten, escaped: "" };

function plainStrings(text: string): StringSpan[] {
  return [...text.matchAll(/(["'`])((?:[^\\]|\\.)*?)\1/g)].map(
    ({ index, 0: all, 2: inside = "" }) => ({
      kind: "string",
      open: index,
      start: index + 1,
      end: index + 1 + inside.length,
      after: index + all.length,
      rule: plainRule,
      interpolations: [],
    }),
  );
}
