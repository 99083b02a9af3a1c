import assert from "node:assert/strict";
import { type ImageReference, referenceAt } from "../../../src/references/imageReference.ts";
import { textSource } from "../../../src/references/textSource.ts";
import { code } from "./recognition/code.ts";
import { data } from "./recognition/data.ts";
import { markup } from "./recognition/markup.ts";
import { prose } from "./recognition/prose.ts";
import type { Row } from "./recognition/row.ts";
import { strings } from "./recognition/strings.ts";
import { styles } from "./recognition/styles.ts";

const mark = "|";

function readAt(languageId: string, marked: string) {
  const text = marked.replace(mark, "");
  const before = marked.slice(0, Math.max(0, marked.indexOf(mark))).split("\n");
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const document = textSource(text, languageId);
  return { document, position, reference: referenceAt(document, position) };
}

function check(languageId: string, [marked, value, more]: Row): void {
  const { document, position, reference } = readAt(languageId, marked);
  assert.equal(reference?.value, value);
  if (!reference) return;
  const { alternatives: _, ...plain } = reference;
  assert.partialDeepStrictEqual(plain, more ?? {});
  assert.equal(
    document.lineText(position.line).slice(reference.start, reference.end),
    reference.raw,
  );
  checkEnds(document, reference);
}

/** Wherever in the reference the cursor is, the same is found. */
function checkEnds(document: ReturnType<typeof textSource>, reference: ImageReference): void {
  for (const character of [reference.start, reference.end]) {
    const again = referenceAt(document, { line: reference.line, character });
    assert.deepEqual(
      again && [again.start, again.end],
      [reference.start, reference.end],
      `at ${character}`,
    );
  }
}

describe("Image references under the cursor", () => {
  for (const table of [markup, prose, styles, data, code, strings]) {
    for (const [languageId, rows] of Object.entries(table)) {
      describe(languageId, () => {
        for (const row of rows) {
          it(`${JSON.stringify(row[0])} → ${row[1] ?? "nothing"}`, () => check(languageId, row));
        }
      });
    }
  }
});

describe("Documents in no language of their own", () => {
  const rows: readonly (readonly [path: string, marked: string, value: string | undefined])[] = [
    ["/ws/a.adoc", "image::my a|.png[]", "my a.png"],
    ["/ws/a.toml", "cover = 'my a|.png'", "my a.png"],
    ["/ws/A.VUE", "<template><img :src=\"'my a|.png'\"></template>", "my a.png"],
    ["/ws/a.svelte", "<img src={'my a|.png'}>", "my a.png"],
    ["/ws/a.astro", "---\nconst a = 'my a|.png'\n---", "my a.png"],
    ["/ws/a.tex", "\\includegraphics{my fi|gure}", "my figure"],
    ["/ws/a.rst", ".. image:: my a|.png", "my a.png"],
    ["/ws/home.blade.php", '<img src="my a|.png">', "my a.png"],
    ["/ws/CMakeLists.txt", 'set(ICON "my a|.png")', "my a.png"],
    ["/ws/.env.local", "LOGO=my a|.png", "my a.png"],
    ["/ws/notes.txt", "see img/a|.png", "img/a.png"],
    ["/ws/constructor", "see img/a|.png", "img/a.png"],
  ];
  for (const [path, marked, value] of rows) {
    it(`${path}: ${JSON.stringify(marked)} → ${value}`, () => {
      const before = marked.slice(0, marked.indexOf("|")).split("\n");
      const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
      const document = textSource(marked.replace("|", ""), "plaintext", path);
      assert.equal(referenceAt(document, position)?.value, value);
    });
  }
});

describe("Image references in strings over many lines", () => {
  const filler = "  some words in between that fill a line of the string\n".repeat(200);
  const rows: readonly (readonly [string, string, string | undefined])[] = [
    ["javascript", `const a = \`\n${filler}\${x|}/my a.png\`;`, undefined],
    ["javascript", `const a = \`\n${filler}<img src="\${x.y}/a|.png">\n${filler}\`;`, undefined],
    ["javascript", `const a = \`\n${filler}logo|.png\n${filler}\`;`, "logo.png"],
    ["javascript", `const a = \`\n${filler}\`;\nfoo(img|.png);`, undefined],
    ["javascript", `const a = \`\n${filler}\`;\nfoo('it\\'s a|.png');`, "it's a.png"],
    ["python", `"""\n${filler}"""\np = 'it\\'s a|.png'`, "it's a.png"],
    ["python", `"""\n${filler}"""\np = img.a|.png`, undefined],
    ["python", `"""\n${filler} see logo|.png"""`, "logo.png"],
    ["go", `var a = \`\n${filler}\`\nvar b = "a\\u002fb|.png"`, "a/b.png"],
  ];
  for (const [languageId, marked, value] of rows) {
    it(`${languageId}: …${marked.slice(-40).trim()} → ${value ?? "nothing"}`, () => {
      assert.equal(readAt(languageId, marked).reference?.value, value);
    });
  }
});
