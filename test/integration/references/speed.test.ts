// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are source code.
import assert from "node:assert/strict";
import { referenceAt } from "../../../src/references/imageReference.ts";
import { type TextSource, textSource } from "../../../src/references/textSource.ts";

/** Milliseconds; what people must not notice is 5, the rest is for slow and busy machines. */
const allowed = 25;
const positions = 12;

const lines: Readonly<Record<string, string>> = {
  json: '"icon":"img/my icon.png",',
  javascript: "const a='it\\'s a.png',b=`${c}/d.png`,e=/[\"'`]/;",
  html: '<img alt="x" srcset="a.png 1x,b.png 2x"><p style="background:url(c d.png)">',
  markdown: '![alt [x]](my photo.png "t") [b][c] <https://example.com/a.png> ',
  css: ".a{background:url(a\\ b.png),url('c d.png')}",
  yaml: "a: [b c.png, 'd e.png'] # f.png ",
  shellscript: "cp 'a b.png' \"$DIR/c.png\" d\\ e.png; ",
  plaintext: "see (images/a(1).png), https://example.com/b.png。 ",
};

/** One quote, bracket or opening over and over: what makes careless patterns slow. */
const hostile: Readonly<Record<string, readonly string[]>> = {
  html: [
    "<",
    "<a b=",
    '<img srcset="a.png 1x,',
    "{{",
    "<?",
    "<img alt=",
    "&#",
    "&#x",
    '<p class="bg-[url(',
    '<base href="',
    "<script>",
    "<style>",
    "<!--",
    " a=b",
    "{%",
  ],
  vue: ["<template>", ":alt=", ':class="[', "{{'", '<img :src="a+'],
  svelte: ["{alt}", "{#if ", "{...", "<img {", "src={`"],
  astro: ["---\n", "<Image src={", "{`${"],
  markdown: [
    "![",
    "![a](",
    "[a]",
    "](",
    "`",
    "[[",
    "![[a.png|",
    "[a]:",
    "> - ",
    "{% asset_img ",
    "{{< figure src=",
    "```\n",
    "<!--",
    "![a][",
    "![a](b.png){",
    "| a.png ",
    "---\n",
    "```js\n",
    "![[[[",
    "{% image 'a', '",
  ],
  mdx: ["export const a = {", "import a from '", "export ", "{`", "import(\n"],
  javascript: [
    "'",
    "`${",
    "\\",
    "=/[",
    "'\"`",
    "path.join(",
    "'a' +",
    "path.join(__dirname,'",
    "a.join('b',",
    "new URL(",
    "a+b+'c.png'+",
    "a='b'+a;",
    "[['a.png'",
    "import.meta.",
    "(((((",
    ".a",
    "`a.png`",
    "/*",
    "//",
  ],
  typescriptreact: ["<a b={", "<img alt={'", "<", "<A b='c.png'"],
  python: [
    'r"(',
    '"""',
    "'''a.png\n",
    'f"{',
    "Path('a') /",
    "'a.png' ",
    "os.path.join(a,",
    "a = b\n",
    "a = a / 'b.png'\n",
    "#",
    ".parent",
  ],
  php: ["__DIR__ . '", "<<<A\n", "<?php ", "$a . 'b.png' .", "dirname(", "'a' ."],
  ruby: ["<<~A\n", "%w[", "#{", "'a.png' ", "File.join(", "/a", "=~ /"],
  lua: ["[[", "[==[", "--[[", '.. "a.png"', "]=]"],
  rust: ['r#"', "concat!(", 'env!("', "'a"],
  cpp: ['R"(', 'R"a(', "A_B ", '"a.png" ', "DIR '", 'fs::path("a") /'],
  r: ['r"(', "r'--[", "file.path(", "here("],
  perl: ["q{", "s/a/", "m/", "=~ /", "<<A;\n", "'a' ."],
  java: ["Paths.get(", '"""', '"a.png" +', ".resolve("],
  csharp: ['@"', '$"{', '"""', "Path.Combine("],
  powershell: ["Join-Path ", "@'\n", '"$(', "${", "`"],
  sql: ["$$", "$a$", "'", "'a' ||"],
  shellscript: ["${", "'", "$(", "<<A\n", "$'", "a=", '"$(dirname ', "\\\n", "<<'A'\na.png\n"],
  bat: ["%~dp0", "%a%", '"', "%%~"],
  makefile: ["$(", "$(dir ", "\\\n"],
  cmake: ["${", "set(a ", '"', "[[", "[=["],
  yaml: [
    "[",
    "{{",
    ": ",
    "{a: [",
    "a: |\n",
    "- ",
    '"',
    "'",
    "&a *a ",
    "a: {b.png, [",
    "? ",
    "${{",
    "a: 'b\n",
  ],
  toml: ["[[", '"""', "a=[", "'''"],
  json: ['"', '{"a":', "[", '"${', '\\"'],
  latex: [
    "\\includegraphics[",
    "\\includegraphics<",
    "\\includegraphics{",
    "\\graphicspath{{",
    "{",
    "[",
    "%",
    "\\input{",
    "\\begin{verbatim}\n",
    "\\verb|",
    "\\includegraphics[a={",
  ],
  asciidoc: [
    "image::",
    "image:a",
    "{a",
    ":imagesdir: {",
    "image::a[",
    "ifdef::a[]\n",
    "----\n",
    "////\n",
  ],
  restructuredtext: [
    ".. image:: ",
    ".. |a| image:: ",
    ":download:`",
    "``",
    "`a.png`",
    ".. figure:: a.*\n",
  ],
  css: ["url(", '"', "\\", "image-set(", 'content: "', "/*", "@import '", "url('", "--a:url("],
  scss: ["#{", "$a: 'b' +", "image-url(", "//", "@use '"],
  less: ["@{", "~'", "url(@{", ".a("],
  xml: ["<a b='", "<![CDATA[", "<!--", "<image>", "&#x", "${", "$("],
  plaintext: [
    ".png",
    "a.png,",
    "http://",
    "(",
    "图",
    "oss://",
    "file:",
    "a/",
    "“",
    "%41",
    "&amp;",
    "\\ ",
  ],
};

/** The slowest of some positions; of some tries the best, since compiling and collecting run beside. */
function slowest(document: TextSource, line: number): number {
  const { length } = document.lineText(line);
  const times = Array.from({ length: positions }, (_, index) => {
    const position = { line, character: Math.floor((length * index) / positions) };
    return Math.min(...[1, 2, 3, 4].map(() => elapsed(() => referenceAt(document, position))));
  });
  return Math.max(...times);
}

/** Milliseconds of processor time: waiting for a busy machine does not count. */
function elapsed(action: () => unknown): number {
  const start = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

describe("Deciding what is under the cursor takes a few milliseconds", () => {
  for (const [languageId, unit] of Object.entries(lines)) {
    it(`in a document of 1 MB and in a line of 400 kB: ${languageId}`, () => {
      const line = textSource(unit.repeat(400_000 / unit.length), languageId);
      assert.ok(slowest(line, 0) < allowed);
      const document = textSource(`${unit}\n`.repeat(1_000_000 / unit.length), languageId);
      assert.ok(slowest(document, document.lineCount >> 1) < allowed);
    });
  }

  for (const [languageId, units] of Object.entries(hostile)) {
    it(`in hostile text: ${languageId}`, () => {
      for (const unit of units) {
        const line = textSource(unit.repeat(100_000 / unit.length), languageId);
        assert.ok(slowest(line, line.lineCount >> 1) < allowed, unit);
      }
    });
  }
});

describe("In the middle of a very long line", () => {
  /** A piece with a number in it, and the name in it. */
  const pieces: Readonly<Record<string, readonly [(n: number) => string, (n: number) => string]>> =
    {
      json: [(n) => `"it's":"img/my icon ${n}.png",`, (n) => `img/my icon ${n}.png`],
      javascript: [(n) => `a("it's",'it\\'s ${n}.png');`, (n) => `it's ${n}.png`],
      html: [(n) => `<p title="it's"><img src="it's ${n}.png">`, (n) => `it's ${n}.png`],
      markdown: [(n) => `![it's](my photo ${n}.png "t") `, (n) => `my photo ${n}.png`],
      css: [(n) => `.a{b:url("it's ${n}.png")}`, (n) => `it's ${n}.png`],
      yaml: [(n) => `{a: "it's", b: [my photo ${n}.png]}, `, (n) => `my photo ${n}.png`],
      shellscript: [(n) => `cp "it's ${n}.png" x; `, (n) => `it's ${n}.png`],
      plaintext: [(n) => `see 'my photo ${n}.png', `, (n) => `my photo ${n}.png`],
    };
  for (const [languageId, [piece, name]] of Object.entries(pieces)) {
    it(`finds the name under the cursor: ${languageId}`, () => {
      const numbers = Array.from({ length: 12_000 }, (_, index) => index);
      const line = numbers.map(piece).join("");
      const document = textSource(line, languageId);
      for (let number = 7; number < numbers.length; number += 997) {
        const character = line.indexOf(piece(number)) + piece(number).indexOf(`${number}.png`);
        assert.equal(referenceAt(document, { line: 0, character })?.value, name(number));
      }
    });
  }
});
