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

/** A heredoc, or a nowdoc in single quotes; it closes where its name begins a line. */
function phpHeredoc(opening: string): StringRule {
  const name = /\w+/.exec(opening)?.[0] ?? "";
  const isRaw = opening.includes("'");
  return {
    close: `\n${name}`,
    decode: isRaw ? asWritten : keepingEscapes,
    escaped: isRaw ? "" : pair,
    multiline: true,
    ...(!isRaw && { interpolations: phpInterpolations }),
  };
}

const phpInterpolations = [dollarBraces, { ...braces, open: "\\{(?=\\$)" }, dollarName];

const php = lexicon([
  ...slashComments,
  { open: "<<<[ \\t]?[\"']?\\w{1,60}[\"']?(?=\\r?\\n)", string: phpHeredoc },
  { open: "#(?!\\[)", comment: "line" },
  quoted('"', keepingEscapes, phpInterpolations),
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
  {
    open: "(?<=(?:[(,=~|&!;{]|\\b(?:if|unless|when|and|or|not|while|return))[ \\t]{0,3})\\/(?![ =])(?:[^/\\\\\\n]|\\\\.){1,200}\\/[a-z]{0,5}",
    skip: true,
  },
  { open: "%r\\{(?:[^{}\\\\\\n]|\\\\.){0,200}\\}[a-z]{0,5}", skip: true },
  raw("%[wiqWIQ]?\\((?![\\s=])", ")"),
  raw("%[wiqWIQ]?\\[(?![\\s=])", "]"),
  raw("%[wiqWIQ]\\{", "}"),
  quoted('"', scriptEscapes, [hashBraces]),
  quoted("'", quoteEscapes),
]);

const elixir = lexicon([
  hashComment,
  { open: "~r\\/(?:[^/\\\\\\n]|\\\\.){0,200}\\/[a-z]{0,8}", skip: true },
  raw("~[sSwWcC]\\(", ")"),
  raw("~[sSwWcC]\\[", "]"),
  raw("~[sSwWcC]\\{", "}"),
  raw("~[sSwWcC]\\|", "|"),
  long('"""', scriptEscapes, [hashBraces]),
  quoted('"', scriptEscapes, [hashBraces]),
  quoted("'", scriptEscapes, [hashBraces]),
]);

/** Long brackets close at the level at which they open: `[==[ … ]==]`. */
function luaLong(opening: string): StringRule {
  return {
    close: `]${"=".repeat(opening.length - 2)}]`,
    decode: asWritten,
    escaped: "",
    multiline: true,
  };
}

const lua = lexicon([
  ...["", "=", "==", "==="].map(
    (level): Token => ({
      open: `--\\[${level}\\[`,
      comment: { close: `]${level}]` },
    }),
  ),
  { open: "--", comment: "line" },
  { open: "\\[={0,8}\\[", string: luaLong },
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
  raw('@"(?=\\r?\\n)', '\n"@', true),
  raw("@'(?=\\r?\\n)", "\n'@", true),
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

/** Between two delimiters of a regular expression; a quote in it is no string's. */
const perlPattern = "\\/(?:[^/\\\\\\n]|\\\\.){0,200}";

/** `$name`, `$Package::name`. */
const perlName: InterpolationSyntax = {
  open: "\\$[A-Za-z_]\\w{0,60}(?:::\\w{1,60}){0,5}",
  end: (_text, from) => from,
};

const perl = lexicon([
  hashComment,
  { open: `(?<![\\w$@%&>-])(?:s|tr|y)${perlPattern}${perlPattern}\\/[a-z]{0,10}`, skip: true },
  { open: `(?<![\\w$@%&>-])(?:m|qr)${perlPattern}\\/[a-z]{0,10}`, skip: true },
  { open: `(?<=[=!]~\\s{0,3})${perlPattern}\\/[a-z]{0,10}`, skip: true },
  raw("(?<![\\w$@%&])q[qw]?\\{", "}"),
  raw("(?<![\\w$@%&])q[qw]?\\(", ")"),
  raw("(?<![\\w$@%&])q[qw]?\\[", "]"),
  quoted('"', scriptEscapes, [dollarBraces, perlName]),
  quoted("'", quoteEscapes),
]);

const hashComments = lexicon([
  hashComment,
  quoted('"', scriptEscapes, [dollarBraces]),
  quoted("'", scriptEscapes, [dollarBraces]),
]);

/** `r"(…)"`, `R"---[…]---"`: dashes and brackets as they open. */
function rRaw(opening: string): StringRule {
  const bracket = { "(": ")", "[": "]", "{": "}" }[opening.slice(-1)] ?? "";
  const dashes = "-".repeat(opening.length - 3);
  return {
    close: `${bracket}${dashes}${opening[1]}`,
    decode: asWritten,
    escaped: "",
    multiline: true,
  };
}

const r = lexicon([
  hashComment,
  { open: "(?<![\\w.])[rR][\"']-{0,8}[([{]", string: rRaw },
  quoted('"', scriptEscapes),
  quoted("'", scriptEscapes),
]);

const julia = lexicon([
  { open: "#=", comment: { close: "=#" } },
  hashComment,
  { open: '(?<!\\w)(?:raw|r|b)"', string: { close: '"', decode: asWritten, escaped: pair } },
  long('"""', scriptEscapes),
  quoted('"', scriptEscapes),
]);

/** A quote behind a name or a bracket transposes a matrix. */
const matlab = lexicon([
  { open: "%\\{(?=[ \\t]*\\n)", comment: { close: "%}" } },
  { open: "%", comment: "line" },
  doubling('"', '"'),
  doubling("(?<![\\w)\\]}.'])'", "'"),
]);

const parenthesisComment: Token = { open: "\\(\\*(?!\\))", comment: { close: "*)" } };

const fsharp = lexicon([
  { open: "(?<!:)\\/\\/", comment: "line" },
  parenthesisComment,
  characterLiteral,
  { open: '(?:\\$){0,3}"""', string: csharpRaw },
  doubling('(?:\\$@|@\\$)"', '"', [braces]),
  doubling('@"', '"'),
  {
    open: '\\$"',
    string: { close: '"', decode: strictEscapes, escaped: pair, interpolations: [braces] },
  },
  quoted('"', strictEscapes),
]);

const vb = lexicon([
  { open: "'", comment: "line" },
  doubling('\\$"', '"', [braces]),
  doubling('"', '"'),
]);

const haskell = lexicon([
  { open: "\\{-", comment: { close: "-}" } },
  { open: "--(?![!#$%&*+./<=>?@^|~:])", comment: "line" },
  characterLiteral,
  quoted('"', scriptEscapes),
]);

const ocaml = lexicon([parenthesisComment, characterLiteral, quoted('"', scriptEscapes)]);

const clojure = lexicon([
  { open: "\\\\.", skip: true },
  { open: ";", comment: "line" },
  quoted('"', scriptEscapes),
]);

const erlang = lexicon([{ open: "%", comment: "line" }, quoted('"', scriptEscapes)]);

const bicep = lexicon([
  ...slashComments,
  raw("'''", "'''", true),
  quoted("'", scriptEscapes, [dollarBraces]),
]);

/** Indented templates, whose attributes and code hold strings. */
const indentedTemplate = lexicon([
  { open: "(?<=(?:^|\\n)[ \\t]*)(?:\\/\\/-?|-#|\\/!?)", comment: "line" },
  quoted('"', scriptEscapes, [hashBraces]),
  quoted("'", scriptEscapes, [hashBraces]),
  long("`", scriptEscapes, [dollarBraces]),
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
  r,
  julia,
  fsharp,
  vb,
  haskell,
  ocaml,
  clojure,
  lisp: clojure,
  scheme: clojure,
  erlang,
  bicep,
  pug: indentedTemplate,
  jade: indentedTemplate,
  haml: indentedTemplate,
  slim: indentedTemplate,
  typst: lexicon([...slashComments, quoted('"', strictEscapes)]),
  matlab,
  octave: matlab,
  nix: hashComments,
  terraform: hashComments,
  hcl: hashComments,
  graphql: hashComments,
  proto3: c,
};
