/** How strings and comments are written in each language. Data only. */
import {
  cssEscapes,
  doubled,
  keepingEscapes,
  quoteEscapes,
  scriptEscapes,
  strictEscapes,
} from "../scan/backslashes.ts";
import { type Lexicon, lexicon, type StringRule, type Token } from "../scan/codeSpan.ts";
import { asWritten, type Decode } from "../scan/decoded.ts";
import {
  atBraces,
  backslashParentheses,
  braces,
  dollarBraces,
  dollarName,
  dollarParentheses,
  hashBraces,
  type InterpolationSyntax,
  templateTags,
} from "../scan/interpolations.ts";

/** A backslash and what it escapes. */
const pair = "\\\\[^]";

/** A string on one line whose escapes begin with a backslash; it closes as it opens. */
function quoted(
  open: string,
  decode: Decode,
  interpolations: readonly InterpolationSyntax[] = [],
): Token {
  return { open, string: { close: open, decode, escaped: pair, interpolations } };
}

/** A string without escapes. */
function raw(open: string, close = open, multiline = false): Token {
  const rule: StringRule = { close, decode: asWritten, escaped: "" };
  return { open, string: multiline ? { ...rule, multiline: true } : rule };
}

/** A string over several lines whose escapes begin with a backslash. */
function long(
  open: string,
  decode: Decode,
  interpolations: readonly InterpolationSyntax[] = [],
): Token {
  return { open, string: { close: open, decode, escaped: pair, interpolations, multiline: true } };
}

/** A string whose closing quote is escaped by doubling it. */
function doubling(
  open: string,
  close: string,
  interpolations: readonly InterpolationSyntax[] = [],
): Token {
  const escaped = close + close;
  return { open, string: { close, decode: doubled(close), escaped, interpolations } };
}

const blockComment: Token = { open: "\\/\\*", comment: { close: "*/" } };
const slashComments: readonly Token[] = [
  // Not in "https://", which stands without quotes in JSX and in url(…).
  { open: "(?<!:)\\/\\/", comment: "line" },
  blockComment,
];
const hashComment: Token = { open: "(?<![^\\s;(){}[\\]])#", comment: "line" };

/** A character between apostrophes; in Rust an apostrophe alone begins a lifetime. */
const characterLiteral: Token = {
  open: "'(?:\\\\.[^'\\n]{0,10}|[^'\\\\\\n]{1,2})'",
  skip: true,
};

/** A regular expression, told from a division by the character before it. */
const regexLiteral: Token = {
  open: "(?<=(?:[(,=:[!&|?{};]|=>|return)[ \\t]{0,3})\\/(?![*/ ])(?:[^/\\\\\\n[]|\\\\.|\\[(?:[^\\]\\\\\\n]|\\\\.){0,100}\\]){1,200}\\/[a-z]{0,8}",
  skip: true,
};

export const scriptLexicon = lexicon([
  ...slashComments,
  regexLiteral,
  {
    open: "String\\.raw`",
    string: {
      close: "`",
      decode: asWritten,
      escaped: pair,
      interpolations: [dollarBraces],
      multiline: true,
    },
  },
  long("`", scriptEscapes, [dollarBraces]),
  quoted('"', scriptEscapes),
  quoted("'", scriptEscapes),
]);

const cssInterpolations = [hashBraces, atBraces];
const yamlInterpolations = [dollarBraces, ...templateTags];

export const jsonLexicon = lexicon([
  ...slashComments,
  quoted('"', strictEscapes, [dollarBraces]),
  quoted("'", scriptEscapes),
]);

export const cssLexicon = lexicon([
  blockComment,
  quoted('"', cssEscapes, cssInterpolations),
  quoted("'", cssEscapes, cssInterpolations),
]);
export const sassLexicon = lexicon([
  ...slashComments,
  quoted('"', cssEscapes, cssInterpolations),
  quoted("'", cssEscapes, cssInterpolations),
]);

export const tomlLexicon = lexicon([
  { open: "#", comment: "line" },
  long('"""', strictEscapes),
  raw("'''", "'''", true),
  quoted('"', strictEscapes),
  raw("'"),
]);

/** A shell's quotes alone, to find out where in a long line they open. */
export const shellQuotes = lexicon([quoted('"', asWritten), raw("'")]);

export const yamlLexicon = lexicon([
  { open: "(?<!\\S)#", comment: "line" },
  {
    open: '(?<![^\\s[{,:(])"',
    string: {
      close: '"',
      decode: strictEscapes,
      escaped: pair,
      interpolations: yamlInterpolations,
    },
  },
  {
    open: "(?<![^\\s[{,:(])'",
    string: {
      close: "'",
      decode: doubled("'"),
      escaped: "''",
      interpolations: yamlInterpolations,
    },
  },
]);

const inBraces = [braces];

function pythonString(opening: string): StringRule {
  const prefix = opening.replace(/["']+$/, "").toLowerCase();
  const close = opening.slice(prefix.length);
  const rule: StringRule = {
    close,
    decode: prefix.includes("r") ? asWritten : keepingEscapes,
    escaped: pair,
    ...(/[ft]/.test(prefix) && { interpolations: inBraces }),
  };
  return close.length === 3 ? { ...rule, multiline: true } : rule;
}

const python = lexicon(
  [
    { open: "#", comment: "line" },
    {
      open: "(?:(?<!\\w)(?:[rRbBuUfFtT]|[rR][bBfFtT]|[bBfFtT][rR]))?(?:\"\"\"|'''|[\"'])",
      string: pythonString,
    },
  ],
  [pythonString('"""'), pythonString("'''")],
);

const php = lexicon([
  ...slashComments,
  { open: "#(?!\\[)", comment: "line" },
  quoted('"', keepingEscapes, [dollarBraces, { ...braces, open: "\\{(?=\\$)" }, dollarName]),
  quoted("'", quoteEscapes),
]);

const textBlock = long('"""', strictEscapes);
const java = lexicon([...slashComments, characterLiteral, textBlock, quoted('"', strictEscapes)]);

const kotlin = lexicon([
  ...slashComments,
  characterLiteral,
  {
    open: '"""',
    string: {
      close: '"""',
      decode: asWritten,
      escaped: "",
      interpolations: [dollarBraces, dollarName],
      multiline: true,
    },
  },
  quoted('"', strictEscapes, [dollarBraces, dollarName]),
]);

const scala = lexicon([
  ...slashComments,
  characterLiteral,
  {
    open: '(?<!\\w)[sf]"',
    string: {
      close: '"',
      decode: strictEscapes,
      escaped: pair,
      interpolations: [dollarBraces, dollarName],
    },
  },
  raw('"""', '"""', true),
  quoted('"', strictEscapes),
]);

const go = lexicon([
  ...slashComments,
  characterLiteral,
  raw("`", "`", true),
  quoted('"', strictEscapes),
]);

function rustRaw(opening: string): StringRule {
  return {
    close: `"${"#".repeat(opening.split("#").length - 1)}`,
    decode: asWritten,
    escaped: "",
    multiline: true,
  };
}

const rust = lexicon([
  ...slashComments,
  characterLiteral,
  { open: '(?<!\\w)(?:b|c)?r#{0,8}"', string: rustRaw },
  long('"', strictEscapes),
]);

function csharpRaw(opening: string): StringRule {
  const close = opening.replace(/^\$+/, "");
  const rule: StringRule = { close, decode: asWritten, escaped: "", multiline: true };
  return opening.startsWith("$") ? { ...rule, interpolations: inBraces } : rule;
}

const csharp = lexicon([
  ...slashComments,
  characterLiteral,
  { open: '(?:\\$){0,3}"{3,6}', string: csharpRaw },
  doubling('(?:\\$@|@\\$)"', '"', [braces]),
  doubling('@"', '"'),
  {
    open: '\\$"',
    string: { close: '"', decode: strictEscapes, escaped: pair, interpolations: [braces] },
  },
  quoted('"', strictEscapes),
]);

function cppRaw(opening: string): StringRule {
  const delimiter = opening.slice(opening.indexOf('"') + 1, -1);
  return { close: `)${delimiter}"`, decode: asWritten, escaped: "", multiline: true };
}

const c = lexicon([
  ...slashComments,
  characterLiteral,
  { open: '(?<!\\w)(?:u8|[uUL])?R"[^\\s()\\\\]{0,16}\\(', string: cppRaw },
  quoted('"', scriptEscapes),
]);

function swiftRaw(opening: string): StringRule {
  return { close: `"${"#".repeat(opening.length - 1)}`, decode: asWritten, escaped: "" };
}

const swift = lexicon([
  ...slashComments,
  { open: '#{1,4}"', string: swiftRaw },
  long('"""', strictEscapes, [backslashParentheses]),
  {
    open: '"',
    string: {
      close: '"',
      decode: strictEscapes,
      escaped: "\\\\[^(]",
      interpolations: [backslashParentheses],
    },
  },
]);

const dart = lexicon([
  ...slashComments,
  { open: '(?<!\\w)r"', string: { close: '"', decode: asWritten, escaped: "" } },
  { open: "(?<!\\w)r'", string: { close: "'", decode: asWritten, escaped: "" } },
  long('"""', scriptEscapes, [dollarBraces, dollarName]),
  long("'''", scriptEscapes, [dollarBraces, dollarName]),
  quoted('"', scriptEscapes, [dollarBraces, dollarName]),
  quoted("'", scriptEscapes, [dollarBraces, dollarName]),
]);

const ruby = lexicon([
  hashComment,
  raw("%[wiqWIQ]?\\((?![\\s=])", ")"),
  raw("%[wiqWIQ]?\\[(?![\\s=])", "]"),
  raw("%[wiqWIQ]\\{", "}"),
  quoted('"', scriptEscapes, [hashBraces]),
  quoted("'", quoteEscapes),
]);

const elixir = lexicon([
  hashComment,
  long('"""', scriptEscapes, [hashBraces]),
  quoted('"', scriptEscapes, [hashBraces]),
  quoted("'", scriptEscapes, [hashBraces]),
]);

const lua = lexicon([
  { open: "--\\[\\[", comment: { close: "]]" } },
  { open: "--", comment: "line" },
  raw("\\[\\[", "]]", true),
  quoted('"', scriptEscapes),
  quoted("'", scriptEscapes),
]);

const sql = lexicon([
  { open: "--", comment: "line" },
  blockComment,
  doubling("'", "'"),
  doubling('"', '"'),
]);

const powershell = lexicon([
  { open: "<#", comment: { close: "#>" } },
  hashComment,
  {
    open: '"',
    string: {
      close: '"',
      decode: asWritten,
      escaped: '`[^]|""',
      interpolations: [dollarBraces, dollarParentheses, dollarName],
    },
  },
  doubling("'", "'"),
]);

const perl = lexicon([
  hashComment,
  quoted('"', scriptEscapes, [dollarBraces, dollarName]),
  quoted("'", quoteEscapes),
]);

const hashComments = lexicon([
  hashComment,
  quoted('"', scriptEscapes, [dollarBraces]),
  quoted("'", scriptEscapes, [dollarBraces]),
]);

/** By language id. */
export const codeLexicons: Readonly<Record<string, Lexicon>> = {
  javascript: scriptLexicon,
  javascriptreact: scriptLexicon,
  typescript: scriptLexicon,
  typescriptreact: scriptLexicon,
  coffeescript: hashComments,
  python,
  starlark: python,
  php,
  java,
  groovy: dart,
  kotlin,
  scala,
  go,
  rust,
  csharp,
  c,
  cpp: c,
  "objective-c": c,
  "objective-cpp": c,
  "cuda-cpp": c,
  glsl: c,
  hlsl: c,
  zig: c,
  solidity: scriptLexicon,
  swift,
  dart,
  ruby,
  elixir,
  crystal: ruby,
  lua,
  sql,
  powershell,
  perl,
  r: hashComments,
  julia: hashComments,
  nix: hashComments,
  terraform: hashComments,
  hcl: hashComments,
  graphql: hashComments,
  proto3: c,
};
