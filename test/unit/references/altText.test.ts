import assert from "node:assert/strict";
import {
  type AltState,
  altTextEdit,
  imageElementAt,
  imageElementsIn,
} from "../../../src/references/altText.ts";
import { languagesWithAltTexts } from "../../../src/references/languageIds.ts";
import {
  type TextPosition,
  type TextRange,
  textSource,
} from "../../../src/references/textSource.ts";

function at(languageId: string, marked: string) {
  const before = marked.slice(0, marked.indexOf("|")).split("\n");
  const text = marked.replace("|", "");
  const document = textSource(text, languageId);
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  return { text, document, element: imageElementAt(document, position) };
}

function offsetIn(text: string, { line, character }: TextPosition): number {
  return text.split("\n").slice(0, line).join("\n").length + (line === 0 ? 0 : 1) + character;
}

function edited(
  text: string,
  { start, end, newText }: TextRange & { readonly newText: string },
): string {
  return text.slice(0, offsetIn(text, start)) + newText + text.slice(offsetIn(text, end));
}

type Row = readonly [
  languageId: string,
  marked: string,
  state: AltState | undefined,
  written?: string | undefined,
  reference?: string,
];

const newText = `Cat & "dog" <x> it's {n} [z]`;
const attribute = "Cat &amp; &quot;dog&quot; &lt;x&gt; it&#39;s &#123;n&#125; [z]";
const markdown = `Cat \\& "dog" \\<x> it's {n} \\[z\\]`;

const rows: readonly Row[] = [
  ["html", '<img src="a|.png">', "missing", `<img src="a.png" alt="${attribute}">`, "a.png"],
  ["html", '<im|g src="a.png">', "missing", `<img src="a.png" alt="${attribute}">`, "a.png"],
  ["html", '|<img src="a.png">', "missing", `<img src="a.png" alt="${attribute}">`, "a.png"],
  ["html", "<img src=a|.png>", "missing", `<img src=a.png alt="${attribute}">`, "a.png"],
  ["html", '<img src="a|.png"/>', "missing", `<img src="a.png" alt="${attribute}"/>`],
  [
    "html",
    '<img class="x" width=10 |src="a.png" height=10>',
    "missing",
    `<img class="x" width=10 src="a.png" alt="${attribute}" height=10>`,
  ],
  ["html", '<img src="a.png" alt="|">', "empty", `<img src="a.png" alt="${attribute}">`],
  ["html", "<img src=\"a.png\" alt='|'>", "empty", `<img src="a.png" alt='${attribute}'>`],
  ["html", '<img alt| src="a.png">', "empty", `<img alt="${attribute}" src="a.png">`],
  ["html", '<img alt=x|y src="a.png">', "present", `<img alt="${attribute}" src="a.png">`],
  [
    "html",
    '<img src="a.png" alt="IMG_1234|.jpg">',
    "useless",
    `<img src="a.png" alt="${attribute}">`,
  ],
  ["html", '<img src="red-bike.png" alt="red-|bike">', "useless"],
  ["html", '<img src="cat.png" alt="ca|t">', "present"],
  [
    "html",
    '<img src="a.png" alt="A red bi|ke &amp; a dog">',
    "present",
    `<img src="a.png" alt="${attribute}">`,
  ],
  [
    "html",
    '<img\n  src="a|.png"\n  width=10\n>',
    "missing",
    `<img\n  src="a.png" alt="${attribute}"\n  width=10\n>`,
  ],
  [
    "html",
    '<img\n  src="a.png"\n  al|t="image"\n>',
    "useless",
    `<img\n  src="a.png"\n  alt="${attribute}"\n>`,
  ],
  [
    "html",
    '<input type="image" src="go|.png">',
    "missing",
    `<input type="image" src="go.png" alt="${attribute}">`,
  ],
  ["html", '<input type="text" src="go|.png">', undefined],
  ["html", "<p>|text</p>", undefined],
  ["html", '<picture><source srcset="a|.png"></picture>', undefined],
  ["html", '<!-- <img src="a|.png"> -->', undefined],
  ["html", "<script>\nconst a = '<img src=\"a|.png\">';\n</script>", undefined],
  ["html", '<img src="{{ base }}/a|.png" alt="{{ title }}">', "present"],
  ["html", '<img src="a|.png" alt="a {{ x', undefined],
  ["php", '<img src="<?= $a ?>|" alt="<?= $b ?>">', "present"],
  ["vue", '<img :src="logo|" :alt="name">', "present"],
  ["vue", '<img src="@/a|.png">', "missing", `<img src="@/a.png" alt="${attribute}">`, "@/a.png"],
  [
    "vue",
    "<script setup>\nimport logo from './lo.png'\n</script>\n<template><img :src=\"lo|go\"></template>",
    "missing",
    undefined,
    "./lo.png",
  ],
  ["vue", '<img v-bind="props|" src="a.png">', "present"],
  ["svelte", '<img {src}| alt="picture">', "useless", `<img {src} alt="${attribute}">`],
  ["svelte", "<img src={a}| {alt}>", "present"],
  ["astro", "<img src={a}| { alt } />", "present"],
  ["svelte", "<img src={a}| {title}>", "missing"],
  ["vue", '<template><img src="a|.png" :alt></template>', "present"],
  ["quarto", '![](a|.png){fig-alt="A river"}', "present", `![](a.png){fig-alt="${attribute}"}`],
  ["quarto", '![A caption](a|.png){width=50% fig-alt=""}', "empty"],
  ["markdown", '![](a|.png){alt="A river" .wide}', "present"],
  ["markdown", "![](a|.png){: alt='A river'}", "present"],
  ["markdown", "![](a|.png){width=50%}", "missing"],
  ["markdown", '![](a|.png) {alt="A river"}', "missing"],
  ["markdown", "    ![](a|.png)", undefined],
  ["markdown", "Text.\n\n    ![](a|.png)", undefined],
  ["markdown", "\t![](a|.png)", undefined],
  ["markdown", "Text that goes on\n    ![](a|.png)", "missing"],
  ["markdown", "- item\n\n    ![](a|.png)", "missing"],
  ["markdown", "1.  item\n\n    ![](a|.png)", "missing"],
  ["markdown", "- item\n\n        ![](a|.png)", undefined],
  [
    "astro",
    "---\nimport hero from '../h.jpg';\n---\n<Image src={he|ro} alt=\"\" />",
    "empty",
    `---\nimport hero from '../h.jpg';\n---\n<Image src={hero} alt="${attribute}" />`,
    "../h.jpg",
  ],
  [
    "javascriptreact",
    'const a = <img src="a|.png" />;',
    "missing",
    `const a = <img src="a.png" alt="${attribute}" />;`,
    "a.png",
  ],
  [
    "javascriptreact",
    "<img src={'a|.png'} alt={'photo'} />",
    "useless",
    `<img src={'a.png'} alt={'Cat & "dog" <x> it\\'s {n} [z]'} />`,
  ],
  [
    "javascriptreact",
    '<img src={"a|.png"} alt={"photo"} />',
    "useless",
    `<img src={"a.png"} alt={"Cat & \\"dog\\" <x> it's {n} [z]"} />`,
  ],
  [
    "javascriptreact",
    "<img src={'a|.png'} alt={`photo`} />",
    "useless",
    `<img src={'a.png'} alt={\`${newText}\`} />`,
  ],
  ["javascriptreact", "<img src={'a|.png'} alt={name} />", "present"],
  ["javascriptreact", "<img {...props} src={'a|.png'} />", "present"],
  ["javascriptreact", "const a = '<img src=\"a|.png\">';", undefined],
  ["javascriptreact", '// <img src="a|.png">', undefined],
  [
    "typescriptreact",
    "import logo from './logo.png';\n<img src={lo|go} />",
    "missing",
    `import logo from './logo.png';\n<img src={logo} alt="${attribute}" />`,
    "./logo.png",
  ],
  ["typescriptreact", '<Image src="/a|.png" width={10} alt="" aria-hidden="true" />', "empty"],
  ["markdown", "![|](a.png)", "missing", `![${markdown}](a.png)`, "a.png"],
  ["markdown", "![](a|.png)", "missing", `![${markdown}](a.png)`, "a.png"],
  ["markdown", '|![](<my a.png> "t")', "missing", `![${markdown}](<my a.png> "t")`, "my a.png"],
  ["markdown", "![DSC_0|001](a.png)", "useless", `![${markdown}](a.png)`],
  ["markdown", "![A \\[red\\] bi|ke](a.png)", "present", `![${markdown}](a.png)`],
  ["markdown", "[![ima|ge](a.png)](b.png)", "useless", `[![${markdown}](a.png)](b.png)`],
  [
    "markdown",
    "![im|age][logo]\n\n[logo]: a.png",
    "useless",
    `![${markdown}][logo]\n\n[logo]: a.png`,
    "a.png",
  ],
  [
    "markdown",
    "![lo|go.png]\n\n[logo.png]: a.png",
    "useless",
    `![${markdown}][logo.png]\n\n[logo.png]: a.png`,
    "a.png",
  ],
  [
    "markdown",
    "![im|g][]\n\n[img]: a.png",
    "useless",
    `![${markdown}][img]\n\n[img]: a.png`,
    "a.png",
  ],
  ["markdown", "a![wo|w] b", undefined],
  ["markdown", '<img src="a|.png">', "missing", `<img src="a.png" alt="${attribute}">`],
  ["markdown", "```\n![](a|.png)\n```", undefined],
  ["markdown", "`![](a|.png)`", undefined],
  ["markdown", "text| only", undefined],
  ["mdx", "![](a|.png)", "missing", `![Cat \\& "dog" \\<x> it's \\{n\\} \\[z\\]](a.png)`],
  ["css", ".a { background: url(a|.png) }", undefined],
];

describe("Alternative texts in code", () => {
  for (const [languageId, marked, state, written, reference] of rows) {
    it(`${languageId}: ${JSON.stringify(marked)} → ${state ?? "no image"}`, () => {
      const { text, element } = at(languageId, marked);
      assert.equal(element?.alt.state, state);
      if (written && element) assert.equal(edited(text, altTextEdit(element, newText)), written);
      if (reference) assert.equal(element?.reference?.value, reference);
    });
  }

  it("tells decoration from forgetting", () => {
    const decorative = (marked: string) => at("html", marked).element?.decorative;
    assert.equal(decorative('<img src="a|.png" alt="">'), true);
    assert.equal(decorative('<img src="a|.png" role="presentation">'), true);
    assert.equal(decorative('<img src="a|.png" aria-hidden="true">'), true);
    assert.equal(decorative('<img src="a|.png">'), false);
    assert.equal(decorative('<img src="a|.png" alt="image">'), false);
  });

  it("leaves nothing that Razor or Blade would run", () => {
    for (const languageId of ["razor", "aspnetcorerazor", "blade"]) {
      const { element } = at(languageId, '<img src="a|.png">');
      assert.ok(element);
      assert.doesNotMatch(altTextEdit(element, "@(7*7) @php(x) a@b.c").newText, /@/);
    }
  });

  it("joins lines and blanks of a new text", () => {
    const { element, text } = at("html", '<img src="a|.png">');
    assert.ok(element);
    assert.equal(edited(text, altTextEdit(element, "  a\n\tb  ")), '<img src="a.png" alt="a b">');
  });

  it("finds every image of a range", async () => {
    const text =
      '<img src="a.png"><p>x</p>\n<img src="b.png" alt="">\n![](c.png) ![d](d.png)\n<img src="e.png">';
    const range = { start: { line: 1, character: 0 }, end: { line: 2, character: 30 } };
    const found = await imageElementsIn(textSource(text, "markdown"), range);
    assert.deepEqual(
      found.map(({ reference }) => reference?.value),
      ["b.png", "c.png", "d.png"],
    );
  });

  it("is offered in every language that is said to have alternative texts", () => {
    const missing = languagesWithAltTexts.filter((language) => {
      const { element } = at(language, 'return <img src="x|.png"/>');
      return element?.alt.state !== "missing" || element.reference?.value !== "x.png";
    });
    assert.deepEqual(missing, []);
  });

  const useless = [
    "IMG_1234",
    "DSC00012.JPG",
    "image",
    "Image 3",
    "photo",
    "图片",
    "untitled",
    "…",
    "12",
    "alt text",
    "https://example.com/a.png",
    "Screenshot 2024-01-02 at 10.11.12",
  ];
  const useful = [
    "Cat",
    "A red bike",
    "红色自行车",
    "Photo of a cat",
    "Image processing chart",
    "Apollo 11",
    "Route 66 sign",
  ];
  for (const [texts, state] of [
    [useless, "useless"],
    [useful, "present"],
  ] as const) {
    for (const text of texts) {
      it(`calls "${text}" ${state}`, () => {
        assert.equal(at("html", `<img src="x|.png" alt="${text}">`).element?.alt.state, state);
      });
    }
  }
});
