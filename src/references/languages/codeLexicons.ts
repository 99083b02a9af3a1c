/** How strings and comments are written in programming languages. Data only. */
import { keepingEscapes, quoteEscapes, scriptEscapes, strictEscapes } from "../scan/backslashes.ts";
import { type Lexicon, lexicon, type StringRule } from "../scan/codeSpan.ts";
import { asWritten } from "../scan/decoded.ts";
import {
  backslashParentheses,
  braces,
  dollarBraces,
  dollarName,
  dollarParentheses,
  hashBraces,
} from "../scan/interpolations.ts";
import {
  blockComment,
  characterLiteral,
  doubling,
  hashComment,
  long,
  pair,
  quoted,
  raw,
  slashComments,
} from "./lexiconParts.ts";
import { scriptLexicon } from "./scriptLexicon.ts";

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
