// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are source code.
import assert from "node:assert/strict";
import { altTextEdit, imageElementAt } from "../../../src/references/altText.ts";
import { type ImageReference, referenceAt } from "../../../src/references/imageReference.ts";
import type { Lookup } from "../../../src/references/recogniser.ts";
import { parseTolerantJson } from "../../../src/references/resolve/projectConfigs.ts";
import { ProjectConfigs, resolveReference } from "../../../src/references/resolve.ts";
import { type TextSource, textSource } from "../../../src/references/textSource.ts";
import { memoryFiles } from "./memoryFiles.ts";

const languages =
  "html vue svelte astro php markdown mdx css scss less javascript typescriptreact json jsonc yaml toml dotenv properties xml python java kotlin go ruby rust csharp cpp swift dart lua sql powershell shellscript latex asciidoc restructuredtext plaintext unknown".split(
    " ",
  );
const pieces =
  '" \' ` \\ ( ) [ ] { } < > / // /* */ # -- : ; , . ! ? = & % $ @ ~ | * + ${ #{ {{ }} {% %} <% %> <? ?> <!-- --> ![ ]( ]: [[ ]] << """ \'\'\' r# r#" @" $" R"( )" url( data:image/png;base64, oss://b/ https:// //host.example/ file:/// ../ ./ C:\\ a.png b.jpg .svg x.pngx image:: \\includegraphics[ <img src= srcset= style= alt= 猫 。 （ “ ” é \u0000 \ud83d\ude00 \ud83d &amp; &#x41; \\u0041 %20 %2e%2e%2f <base\u00a0href="../x/"> %PUBLIC_URL% {{site.url}} ${base} {static} @{/a.png} pack://application:,,,/ qrc:/ res:// #a/b.png ~@/ !style @2x url_for("static",filename=" class="bg-[url('.split(
    " ",
  );

/** Numbers from 0 to `below`, the same in every run (a linear congruential generator). */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function soup(roll: (below: number) => number, length: number): string {
  let text = "";
  for (let count = 0; count < length; count++) {
    text += pieces[roll(pieces.length)] ?? "";
    const blank = roll(8);
    text += blank === 0 ? " " : blank === 1 ? "\n" : "";
  }
  return text;
}

const moreLanguages =
  "latex tex org typst asciidoc restructuredtext markdown mdx quarto rmd php blade twig liquid django-html jinja erb razor handlebars pug haml slim vue svelte astro html python ruby perl r rust go java kotlin groovy csharp fsharp vb cpp swift dart lua julia matlab haskell ocaml clojure erlang elixir bicep starlark nix terraform shellscript fish makefile cmake bat powershell yaml json snippets css scss less".split(
    " ",
  );
/** Pieces of what is read as more than a string, cut where a person may be typing. */
const constructs = [
  ..."path.join( __dirname __DIR__ __file__ Path( / .parent .resolve( .join( 'a' + 'b.png' \"c.png\" ~ . .. <> ++ </> ^ & , ) ] } ; = : := <- -> :: => \"/\" [ { ( $x ${x} #{x} @{x} {x} \\(x) $(x) %x% !x! {{x}} <%=x%> <?=x?> @(x".split(
    " ",
  ),
  "os.path.join(",
  "File.join(",
  'concat!(env!("CARGO_MANIFEST_DIR"), ',
  "new URL(",
  "import.meta.url",
  "Join-Path $PSScriptRoot ",
  '$(cd "$(dirname "$0")" && pwd)/',
  "DIR=",
  "$DIR/",
  "$(dir $(lastword $(MAKEFILE_LIST)))",
  "%~dp0",
  "{% asset_img ",
  "{% image 'a.png', ",
  "{{< figure src=",
  " alt=",
  "alt: ",
  ":alt: ",
  "content: ",
  "bg-[url(",
  "image-set(",
  "\\includegraphics[",
  "\\graphicspath{{",
  "{a}",
  "image::",
  ":imagesdir: ",
  "[[file:",
  "][",
  "]]",
  "![[",
  "![",
  "](",
  "[a]: ",
  "```js\n",
  "```\n",
  "---\n",
  "<<EOF\n",
  "\nEOF\n",
  'r"(',
  ')"',
  "[==[",
  "]==]",
  '"""',
  "'''",
  "export const a = {",
  "//img:",
  "&#",
  "&eacute;",
  "@php\n",
  "a.png",
  "img/b.jpg",
  "~/c.png",
  "/d.webp",
  "\n",
  " ",
];

describe("Whatever the text", () => {
  it("a construct that is cut anywhere leads to a reference under the cursor, whenever it is asked for", () => {
    const roll = dice(35);
    for (let run = 0; run < 1500; run++) {
      const languageId = moreLanguages[run % moreLanguages.length] as string;
      let text = "";
      for (let count = 2 + roll(14); count > 0; count--) {
        text += `${constructs[roll(constructs.length)]}${roll(3) === 0 ? " " : ""}`;
      }
      const document = textSource(text, languageId, "/w/x");
      const line = roll(document.lineCount);
      const { length } = document.lineText(line);
      const first = roll(length + 1);
      const reference = referenceAt(document, { line, character: first });
      if (!reference) continue;
      check(document, reference, line, first);
      const again = referenceAt(document, { line, character: first });
      assert.deepEqual(again, reference, text);
    }
  });
  it("a reference lies under the cursor, on its line, and says what is written there", () => {
    const roll = dice(20260);
    for (let run = 0; run < 1200; run++) {
      const languageId = languages[run % languages.length] as string;
      const document = textSource(soup(roll, 1 + roll(60)), languageId);
      const line = roll(document.lineCount);
      const character = roll(document.lineText(line).length + 1);
      const reference = referenceAt(document, { line, character });
      for (const reading of reference ? [reference, ...(reference.alternatives ?? [])] : []) {
        check(document, reading, line, character);
      }
    }
  });

  it("an alternative text can be written without throwing", () => {
    const roll = dice(7);
    for (let run = 0; run < 300; run++) {
      const text = `${soup(roll, roll(20))}<img src="a.png" ${soup(roll, roll(12))}>${soup(roll, roll(8))}`;
      const document = textSource(text, languages[run % 8] as string);
      const line = roll(document.lineCount);
      const element = imageElementAt(document, {
        line,
        character: roll(document.lineText(line).length + 1),
      });
      if (!element) continue;
      const { start, end } = altTextEdit(element, "a cat");
      for (const { line: at, character } of [start, end]) {
        assert.ok(character >= 0 && character <= document.lineText(at).length);
      }
    }
  });

  it("resolving asks for nothing outside the workspace", async () => {
    const roll = dice(99);
    const parts = [
      "..",
      ".",
      "",
      "a",
      "b.png",
      "%2e%2e",
      "..%2f",
      "\\",
      "~",
      "@",
      "$x",
      "node_modules",
      "C:",
      "\u0000",
      "//",
      "file://",
      "?",
      "#",
      "猫",
    ];
    const files = memoryFiles({
      "/w/s/app/page.md": "",
      "/w/s/app/package.json": "{}",
      "/w/s/app/tsconfig.json":
        '{"extends":"../../../x/tsconfig.json","compilerOptions":{"paths":{"@/*":["../../../*","/*","src/*"]},"baseUrl":"../../.."}}',
      "/w/s/app/b.png": "",
      "/w/other/b.png": "",
      "/x/b.png": "",
      "/x/main.tex": "\\documentclass{a}\\graphicspath{{/x/}{../w/other/}}\\input{page}",
      "/w/s/app/mkdocs.yml": "docs_dir: ../../../x\nsite_url: /../x/",
      "/w/s/app/a.qrc":
        "<qresource prefix='/'><file alias='b.png'>../../../x/b.png</file></qresource>",
      "/w/s/main.tex": "\\documentclass{a}\\graphicspath{{../../x/}}\\input{page}",
    });
    const context = {
      documentPath: "/w/s/app/page.md",
      workspaceFolders: ["/w/s"],
      files,
      configs: new ProjectConfigs(files),
      sourceRoots: ["..", "/", "../../other"],
      pathAliases: { $x: "../..", "~": "/" },
      pathMappings: { "..": "oss://bucket" },
    };
    for (let run = 0; run < 600; run++) {
      let value = "";
      for (let count = 1 + roll(7); count > 0; count--)
        value += `${parts[roll(parts.length)]}${roll(3) ? "/" : ""}`;
      const reference: ImageReference = {
        line: 0,
        start: 0,
        end: 1,
        raw: "",
        value: `${value}b.png`,
        kind: "path",
        syntax: "string",
        detectable: true,
      };
      const lookups: readonly Lookup[] = [
        {},
        { bases: ["../..", "/", "../../x"] },
        { root: "../../.." },
        { root: "/x" },
        { from: "document" },
        { from: { nearest: ["*.json"] } },
        { partOf: "../../../x/main.tex", extensions: [".png", ".pdf"] },
        { anywhere: true },
      ];
      const languageId = ["latex", "html", "python", "javascript", "java"][roll(5)] ?? "";
      const lookup = lookups[roll(lookups.length)] ?? {};
      const found = await resolveReference(
        { ...reference, ...lookup, languageId },
        {
          ...context,
          caseInsensitive: run % 5 === 0,
        },
      );
      if (found?.kind === "file") assert.equal(found.path, "/w/s/app/b.png");
    }
    const outside = [...files.asked].filter((path) => path !== "/w/s" && !path.startsWith("/w/s/"));
    assert.deepEqual(outside, []);
  });

  it("configuration files of any shape lead nowhere outside the workspace", async () => {
    const roll = dice(4711);
    const keys = [
      ..."imports compilerOptions paths baseUrl extends references path #a/* * @/* / default".split(
        " ",
      ),
      ..."constructor __proto__ alias resolve base homepage".split(" "),
    ];
    const texts = [
      "../../x",
      "/x",
      "./*",
      "*",
      "#a/*",
      "@/*",
      "..",
      "./tsconfig.json",
      "/../x/*",
      "",
    ];
    const value = (depth: number): unknown => {
      const kind = roll(depth > 3 ? 3 : 6);
      if (kind === 0) return null;
      if (kind < 3) return texts[roll(texts.length)];
      if (kind === 3) return [value(depth + 1), value(depth + 1)];
      const names = Array.from({ length: 1 + roll(4) }, () => keys[roll(keys.length)] ?? "");
      return Object.fromEntries(names.map((name) => [name, value(depth + 1)]));
    };
    for (let run = 0; run < 150; run++) {
      const files = memoryFiles({
        "/w/s/a.png": "",
        "/w/s/tsconfig.json": JSON.stringify(value(0)),
        "/w/s/package.json": JSON.stringify(value(0)),
        "/w/s/vite.config.ts": `export default ${JSON.stringify(value(0))}`,
        "/x/a.png": "",
      });
      for (const name of ["#a/a.png", "@/a.png", "/a.png", "constructor/a.png"]) {
        const found = await resolveReference(
          {
            ...{ line: 0, start: 0, end: 1, raw: "", value: name, languageId: "typescript" },
            ...{ kind: "path", syntax: "string", detectable: true },
          },
          { documentPath: "/w/s/src/a.ts", workspaceFolders: ["/w/s"], files },
        );
        if (found?.kind === "file") assert.equal(found.path, "/w/s/a.png");
      }
      const outside = [...files.asked].filter((path) => !path.startsWith("/w/s"));
      assert.deepEqual(outside, []);
    }
  });

  it("configuration files are read or not, and never hang", () => {
    for (const unit of ['"\\', '"', "/*", "//", ",", ", ", "{", "[", '\\"']) {
      parseTolerantJson(unit.repeat(50_000));
    }
  });
});

function check(
  document: TextSource,
  reading: ImageReference,
  line: number,
  character: number,
): void {
  assert.equal(reading.line, line);
  assert.ok(reading.start <= character && character <= reading.end && reading.start < reading.end);
  assert.equal(document.lineText(line).slice(reading.start, reading.end), reading.raw);
  assert.ok(reading.value.length > 0 && !/[\n\r\ufffc]/.test(reading.value));
}
