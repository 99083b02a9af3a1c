/** Markdown's images and their alternative text. */
import { destinationBetween, destinationClose, markdownText } from "../languages/markdownLink.ts";
import type { TextWindow } from "../recogniser.ts";
import { entities } from "../scan/entities.ts";
import type { AltForm } from "./altTextEdit.ts";
import type { TagImage } from "./tagAlt.ts";
import { altState } from "./usefulAlt.ts";

const maxLength = 2048;
const maxTries = 8;

/** The Markdown image around the cursor; offsets are in the window's text. */
export function markdownImageAt(window: TextWindow, isMdx: boolean): TagImage | undefined {
  const { text, at } = window;
  let open = text.lastIndexOf("![", at);
  for (let tried = 0; open >= 0 && tried < maxTries; tried++) {
    const image = imageFrom(text, open, isMdx);
    if (image && at <= image.end) return image;
    open = open === 0 ? -1 : text.lastIndexOf("![", open - 1);
  }
  return undefined;
}

function imageFrom(text: string, open: number, isMdx: boolean): TagImage | undefined {
  const start = open + 2;
  const end = bracketEnd(text, start);
  if (text[open - 1] === "\\" || end < 0 || text.startsWith("[", start)) return undefined;
  const raw = text.slice(start, end);
  if (text[end + 1] === "(") return inlineImage(text, open, raw, isMdx);
  return referenceImage(text, open, raw, isMdx);
}

function inlineImage(
  text: string,
  open: number,
  raw: string,
  isMdx: boolean,
): TagImage | undefined {
  const bracket = open + 2 + raw.length;
  const close = destinationClose(text, bracket + 2);
  if (close < 0) return undefined;
  const destination = destinationBetween(text, bracket + 2, close);
  const address = text.slice(destination.start, destination.end);
  const image = {
    start: open,
    end: close + 1,
    source: (destination.start + destination.end) >> 1,
    decorative: false,
  };
  const own = attributeAlt(text, close + 1, address);
  if (own) return { ...image, alt: own };
  return {
    ...image,
    alt: alt(raw, open + 2, bracket, { kind: "markdown", isMdx }, address),
  };
}

const attributes = /^\{:?[^{}\n]{0,600}\}/;
const altAttribute = /(?:^|[\s{:])(?:fig-)?alt\s*=\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^\s"'{}]+))/d;

/** `{fig-alt="…"}` of Quarto, `{alt="…"}` of Pandoc, `{: alt="…"}` of kramdown: it counts in the place of the text. */
function attributeAlt(text: string, from: number, address: string): TagImage["alt"] | undefined {
  const list = attributes.exec(text.slice(from, from + 700))?.[0];
  const match = list === undefined ? null : altAttribute.exec(list);
  const at = match?.indices?.[1] ?? match?.indices?.[2] ?? match?.indices?.[3];
  if (!list || !at) return undefined;
  const value = entities(list.slice(...at)).text;
  return {
    state: altState(value, address),
    text: value,
    start: from + at[0],
    end: from + at[1],
    form: { kind: "attribute-value" },
  };
}

/** `![alt][label]`, `![label][]`, `![label]`; without a definition of the label it is no image. */
function referenceImage(
  text: string,
  open: number,
  raw: string,
  isMdx: boolean,
): TagImage | undefined {
  const start = open + 2;
  const bracket = start + raw.length;
  const second = text[bracket + 1] === "[" ? bracketEnd(text, bracket + 2) : -1;
  const end = (second < 0 ? bracket : second) + 1;
  const image = { start: open, end, source: start, decorative: false, ifReferenced: true };
  const isLabel = second < 0 || second === bracket + 2;
  if (!isLabel) return { ...image, alt: alt(raw, start, bracket, { kind: "markdown", isMdx }) };
  return { ...image, alt: alt(raw, start, end - 1, { kind: "markdown-label", isMdx, label: raw }) };
}

/** Markdown cannot say that a picture only decorates, so that no text counts as missing. */
function alt(
  raw: string,
  start: number,
  end: number,
  form: AltForm,
  address?: string,
): TagImage["alt"] {
  const text = markdownText(raw).text;
  const state = altState(text, address);
  return { state: state === "empty" ? "missing" : state, text, start, end, form };
}

function bracketEnd(text: string, from: number): number {
  let depth = 1;
  const limit = Math.min(text.length, from + maxLength);
  for (let at = from; at < limit; at++) {
    const char = text[at];
    if (char === "\\") at++;
    else if (char === "[") depth++;
    else if (char === "]" && --depth === 0) return at;
    else if (char === "\n" && text[at + 1] === "\n") return -1;
  }
  return -1;
}
