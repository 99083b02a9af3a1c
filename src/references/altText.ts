/** Images in source code and their alternative texts: which lack a useful one, and how to write it. */
import type { AltForm } from "./altText/altTextEdit.ts";
import { importedImage } from "./altText/importedImage.ts";
import { markdownImageAt } from "./altText/markdownImage.ts";
import { isInProse } from "./altText/placeOfTag.ts";
import { imageTags, type TagImage, tagImageAt } from "./altText/tagAlt.ts";
import type { AltState } from "./altText/usefulAlt.ts";
import {
  type ImageReference,
  type RecogniseOptions,
  recogniserContext,
  referenceAt,
} from "./imageReference.ts";
import { languagesWithAltTexts, markdownLanguages } from "./languageIds.ts";
import { Pace, type PaceOptions } from "./pace.ts";
import { positionOf, type TextWindow, windowAt } from "./recogniser.ts";
import type { TextPosition, TextRange, TextSource } from "./textSource.ts";

export { altTextEdit } from "./altText/altTextEdit.ts";
export type { AltState } from "./altText/usefulAlt.ts";

export interface ImageElement {
  /** The whole tag, or the whole of `![…](…)`. */
  readonly range: TextRange;
  /** The picture's address; absent when a program computes it. */
  readonly reference?: ImageReference;
  readonly alt: {
    readonly state: AltState;
    /** Its escapes decoded; absent when there is none or a program computes it. */
    readonly text?: string;
    /** What a new text replaces; empty where the text is inserted. */
    readonly range: TextRange;
    readonly form: AltForm;
  };
  /** The author marked the picture as mere decoration: `alt=""`, `role="presentation"`, `aria-hidden`. */
  readonly decorative: boolean;
}

const componentLanguages = new Set([
  "javascriptreact",
  "typescriptreact",
  "mdx",
  "vue",
  "svelte",
  "astro",
]);
const withAltTexts = new Set(languagesWithAltTexts);
const markdown = new Set(markdownLanguages);
const maxElements = 500;
/** Places that look like an image and are not: after so many, the rest of a document is skipped. */
const maxMisses = 400;
const linesWithoutPause = 512;
const imageStart = new RegExp(String.raw`<(?:${imageTags}|input)(?![\w:-])|!\[`, "gi");

/** The image around a position, in a language that has images; `undefined` elsewhere. Looks at no file. */
export function imageElementAt(
  document: TextSource,
  position: TextPosition,
  options: RecogniseOptions = {},
): ImageElement | undefined {
  if (position.line < 0 || position.line >= document.lineCount) return undefined;
  const context = recogniserContext(document, position.line, options);
  const { window, column } = windowAt(context, position);
  const image = imageAt(window, context.languageId);
  const element = image && elementOf(image, window, column, options);
  return image?.ifReferenced && !element?.reference ? undefined : element;
}

/**
 * Every image that touches a range, in the order of the text; at most 500, and fewer where a great many places only
 * look like images.
 */
export async function imageElementsIn(
  document: TextSource,
  { start, end }: TextRange,
  options: RecogniseOptions & PaceOptions = {},
): Promise<ImageElement[]> {
  const pace = new Pace(options);
  const found = new Map<string, ImageElement>();
  let misses = 0;
  const add = (position: TextPosition): void => {
    const element = imageElementAt(document, position, options);
    if (element) found.set(`${element.range.start.line}:${element.range.start.character}`, element);
    else misses++;
  };
  add(start);
  const last = Math.min(end.line, document.lineCount - 1);
  for (let line = Math.max(0, start.line); line <= last; line++) {
    if (line % linesWithoutPause === 0 && !(await pace.goesOn())) break;
    for (const { index } of document.lineText(line).matchAll(imageStart)) {
      if (found.size >= maxElements || misses >= maxMisses) return [...found.values()];
      if (!(await pace.goesOn())) break;
      const isBefore = line === start.line && index < start.character;
      const isBehind = line === end.line && index > end.character;
      if (!isBefore && !isBehind) add({ line, character: index });
    }
  }
  return [...found.values()];
}

function imageAt(window: TextWindow, languageId: string): TagImage | undefined {
  if (!withAltTexts.has(languageId)) return undefined;
  const isMarkdown = markdown.has(languageId);
  const image =
    tagImageAt(window, componentLanguages.has(languageId)) ??
    (isMarkdown ? markdownImageAt(window, languageId === "mdx") : undefined);
  return image && isInProse(window, image.start, languageId) ? image : undefined;
}

function elementOf(
  image: TagImage,
  window: TextWindow,
  column: number,
  options: RecogniseOptions,
): ImageElement {
  const { document } = window.context;
  const at = (offset: number): TextPosition => positionOf(window, column, offset);
  const { state, text, start, end, form } = image.alt;
  const reference =
    (image.source !== undefined && referenceAt(document, at(image.source), options)) ||
    (image.variable !== undefined && importedImage(document, image.variable, options));
  return {
    range: { start: at(image.start), end: at(image.end) },
    ...(reference && { reference }),
    alt: {
      state,
      ...(text !== undefined && { text }),
      range: { start: at(start), end: at(end) },
      form,
    },
    decorative: image.decorative,
  };
}
