/** How an image is written into a document that does not have it yet, as the document's language wants it. */

import type { AltForm } from "./altText/altTextEdit.ts";
import { altTextEdit } from "./altText.ts";
import { markdownLanguages, markupLanguages } from "./languageIds.ts";

export interface NewImage {
  /** Percent-encoded, without a query: nothing in it means anything to the languages below. */
  readonly url: string;
  /** Plain text; absent where nothing is known that could stand there. */
  readonly alt?: string;
}

/** A text with one place that a person may have to fill in: the alternative text. */
export interface Markup {
  readonly before: string;
  /** Escaped; `undefined` where there is no place for it, empty where nothing is known. */
  readonly alt: string | undefined;
  readonly after: string;
}

const styleLanguages: ReadonlySet<string> = new Set(
  "css scss sass less stylus postcss tailwindcss".split(" "),
);
const markdown: ReadonlySet<string> = new Set(markdownLanguages);
const markup: ReadonlySet<string> = new Set(markupLanguages);
/** Elements without content must be closed. */
const closedTags: ReadonlySet<string> = new Set(["javascriptreact", "typescriptreact", "xhtml"]);

/** Markdown's image, an `<img>`, CSS's `url()`; the bare URL in every other language. */
export function imageMarkup({ url, alt = "" }: NewImage, languageId: string): Markup {
  if (markdown.has(languageId)) {
    const form = { kind: "markdown", isMdx: languageId === "mdx" } as const;
    return { before: "![", alt: written(alt, form), after: `](${url})` };
  }
  if (styleLanguages.has(languageId)) return { before: `url("${url}")`, alt: undefined, after: "" };
  if (markup.has(languageId) || closedTags.has(languageId)) {
    const end = closedTags.has(languageId) ? '" />' : '">';
    const text = written(alt, { kind: "attribute-value" });
    return { before: `<img src="${url}" alt="`, alt: text, after: end };
  }
  return { before: url, alt: undefined, after: "" };
}

/** What stands between several: layers of a background in CSS, else lines. */
export function betweenImages(languageId: string): string {
  return styleLanguages.has(languageId) ? ", " : "\n";
}

function written(text: string, form: AltForm): string {
  const nowhere = { line: 0, character: 0 };
  return altTextEdit({ alt: { range: { start: nowhere, end: nowhere }, form } }, text).newText;
}
