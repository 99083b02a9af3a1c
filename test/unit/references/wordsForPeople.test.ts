import assert from "node:assert/strict";
import { referenceAt } from "../../../src/references/imageReference.ts";
import { textSource } from "../../../src/references/textSource.ts";
import { holdsWords } from "../../../src/references/wordsForPeople.ts";

/** Source with `|` at the cursor. */
const wordsOnly: Readonly<Record<string, readonly string[]>> = {
  html: [
    '<img src="a.png" alt="lo|go.png">',
    '<a href="a.png" download="lo|go.png">',
    '<img src="a.png" title="see lo|go.png">',
    '<img src="a.png" aria-label="lo|go.png">',
    '<meta property="og:image:alt" content="lo|go.png">',
    '<meta name="description" content="lo|go.png">',
    '<style>\n.a::after { content: "lo|go.png"; }\n</style>',
    "<script>\nimg.alt = 'lo|go.png';\n</script>",
    "<script>\nimg.setAttribute('alt', 'lo|go.png');\n</script>",
  ],
  vue: [
    "<template><img :alt=\"'lo|go.png'\"></template>",
    "<template><img v-bind:title=\"'lo|go.png'\"></template>",
    "<template><img :alt=\"ok ? 'lo|go.png' : ''\"></template>",
  ],
  typescriptreact: [
    'const a = <img alt="lo|go.png" />;',
    "const a = <img alt={'lo|go.png'} />;",
    "const a = <img title={`lo|go.png`} />;",
    "const a = h('img', { alt: 'lo|go.png' });",
    "const a = { imageAlt: 'lo|go.png' };",
    'const a = { "alt": "lo|go.png" };',
    "const alt = 'lo|go.png';",
  ],
  svelte: ["<img alt={'lo|go.png'}>"],
  astro: ['<Image src={a} alt={"lo|go.png"} />'],
  css: ['.a::before { content: "lo|go.png" }', ".a { content: 'lo|go.png' / 'a' }"],
  scss: ['.a { &::before { content: "lo|go.png"; } }'],
  json: ['{ "alt": "lo|go.png" }', '{ "title": "lo|go.png" }'],
  yaml: ["alt: lo|go.png", 'title: "lo|go.png"', "- caption: my lo|go.png", "image_alt: lo|go.png"],
  toml: ['alt = "lo|go.png"'],
  markdown: ["![lo|go.png](a.png)", '![x](a.png "lo|go.png")', "---\ntitle: lo|go.png\n---"],
  latex: ["\\caption{lo|go.png}", "\\includegraphics[alt={lo|go.png}]{a}"],
  restructuredtext: [".. image:: a.png\n   :alt: lo|go.png"],
  asciidoc: ["image::a.png[lo|go.png]", "image::a.png[alt=lo|go.png]"],
  xml: ['<ImageView android:contentDescription="lo|go.png" />', "<title>lo|go.png</title>"],
  dart: ["Image.asset('a.png', semanticLabel: 'lo|go.png')"],
  python: ['render(alt="lo|go.png")', 'img = {"alt": "lo|go.png"}'],
  ruby: ["image_tag 'a.png', alt: 'lo|go.png'", "image_tag 'a.png', :alt => 'lo|go.png'"],
};

const references: Readonly<Record<string, readonly string[]>> = {
  html: [
    '<meta property="og:image" content="lo|go.png">',
    '<img alt="logo" src="lo|go.png">',
    "<style>\n.a::after { content: url(lo|go.png); }\n</style>",
    '<img alt="https://example.com/lo|go.png">',
  ],
  css: [
    ".a { content: url('lo|go.png') }",
    '.a { content: image-set("lo|go.png" 1x) }',
    '.a { --content: 1; background: "lo|go.png" }',
  ],
  json: ['{ "image": "lo|go.png" }', '{ "salt": "lo|go.png" }', '{ "default": "lo|go.png" }'],
  yaml: ["image: lo|go.png", "default: lo|go.png"],
  typescriptreact: ["const a = { alt: 'x', src: 'lo|go.png' };"],
};

function found(languageId: string, marked: string): string | undefined {
  const before = marked.slice(0, marked.indexOf("|")).split("\n");
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return referenceAt(textSource(marked.replace("|", ""), languageId), position)?.value;
}

describe("Words for people", () => {
  for (const [languageId, rows] of Object.entries(wordsOnly)) {
    for (const marked of rows) {
      it(`${languageId}: ${JSON.stringify(marked)} names no image`, () => {
        assert.equal(found(languageId, marked), undefined);
      });
    }
  }
  for (const [languageId, rows] of Object.entries(references)) {
    for (const marked of rows) {
      it(`${languageId}: ${JSON.stringify(marked)} names one`, () => {
        assert.match(found(languageId, marked) ?? "nothing", /logo\.png$/);
      });
    }
  }

  const names: readonly (readonly [string, boolean])[] = [
    ["alt", true],
    ["imageAlt", true],
    ["heroImageAltText", true],
    ["og:image:alt", true],
    ["fig-cap", true],
    ["aria-label", true],
    ["image", false],
    ["salt", false],
    ["default", false],
    ["cobalt", false],
    ["titleImage", false],
    ["constructor", false],
  ];
  for (const [name, is] of names) {
    it(`${name} ${is ? "holds" : "does not hold"} them`, () => assert.equal(holdsWords(name), is));
  }
});
