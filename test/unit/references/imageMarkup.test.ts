// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these strings are source code.
import assert from "node:assert/strict";
import { imageElementAt } from "../../../src/references/altText.ts";
import { betweenImages, imageMarkup } from "../../../src/references/imageMarkup.ts";
import { textSource } from "../../../src/references/textSource.ts";

const url = "https://photos.oss-cn-hangzhou.aliyuncs.com/a%20b/cat%281%29.jpg";

function textFor(languageId: string, alt?: string): string {
  const markup = imageMarkup({ url, ...(alt !== undefined && { alt }) }, languageId);
  return `${markup.before}${markup.alt ?? ""}${markup.after}`;
}

describe("a new image in a document", () => {
  const rows: readonly (readonly [languages: string, text: string])[] = [
    ["markdown rmd quarto", `![a cat & "dog" \\[1\\]](${url})`.replace("&", "\\&")],
    [
      "html vue svelte astro php handlebars",
      `<img src="${url}" alt="a cat &amp; &quot;dog&quot; [1]">`,
    ],
    [
      "typescriptreact javascriptreact",
      `<img src="${url}" alt="a cat &amp; &quot;dog&quot; [1]" />`,
    ],
    ["css scss sass less stylus", `url("${url}")`],
    ["plaintext typescript json yaml python shellscript latex unknown", url],
  ];
  for (const [languages, text] of rows) {
    for (const language of languages.split(" ")) {
      it(`is ${language}'s own`, () => {
        assert.equal(textFor(language, 'a cat & "dog" [1]'), text);
      });
    }
  }

  it("has an empty place for the words where no labels are known", () => {
    assert.equal(textFor("html"), `<img src="${url}" alt="">`);
    assert.equal(textFor("markdown"), `![](${url})`);
    assert.equal(imageMarkup({ url }, "css").alt, undefined);
  });

  const hostile = [
    'x" onerror="alert(1)',
    "</script><script>",
    "](javascript:alert(1))",
    "{{constructor}}",
    "{alert(1)}",
    "@(1+1)",
    "<% x %>",
    "`a`\n# b",
    "\\",
    "*/ } a { b: c",
  ];
  for (const language of ["html", "vue", "typescriptreact", "markdown", "mdx"]) {
    for (const alt of hostile) {
      it(`is one image in ${language}, whatever the labels are: ${JSON.stringify(alt)}`, () => {
        const text = textFor(language, alt);
        const element = imageElementAt(textSource(text, language), { line: 0, character: 3 });
        assert.equal(element?.reference?.value, url.replaceAll("%", "%"));
        assert.equal(element?.alt.text, alt.replace(/\s+/g, " "));
        assert.deepEqual(element?.range.end, { line: 0, character: text.length });
      });
    }
  }

  it("stands beside another in layers of CSS, and below it elsewhere", () => {
    assert.equal(betweenImages("scss"), ", ");
    assert.equal(betweenImages("markdown"), "\n");
  });
});
