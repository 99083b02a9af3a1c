/** The alternative text of an image's tag: in HTML, JSX, Vue, Svelte, Astro and templates. */
import { type Attribute, type Tag, tagAround } from "../languages/tag.ts";
import type { TextWindow } from "../recogniser.ts";
import { scriptEscapes } from "../scan/backslashes.ts";
import { entities } from "../scan/entities.ts";
import type { AltForm } from "./altTextEdit.ts";
import { type AltState, altState } from "./usefulAlt.ts";

/** An image's tag in a window; offsets are in the window's text. */
export interface TagImage {
  readonly start: number;
  readonly end: number;
  /** Inside the value of `src`; absent when the tag has none. */
  readonly source?: number;
  /** The variable that `src={…}` names. */
  readonly variable?: string;
  readonly alt: {
    readonly state: AltState;
    readonly text?: string;
    readonly start: number;
    readonly end: number;
    readonly form: AltForm;
  };
  /** The author says that the picture only decorates. */
  readonly decorative: boolean;
  /** It is an image only when its reference is found. */
  readonly ifReferenced?: boolean;
}

/** Names of tags that show one image, as alternatives of a pattern. */
export const imageTags =
  "img|image|nuxt-?img|nuxt-?picture|v-img|q-img|amp-img|enhanced:img|picture|gatsbyimage|staticimage";
const imageTag = new RegExp(`^(?:${imageTags})$`, "i");
const plainElements = new Set(["picture", "image"]);
const source = /^(?:src|:src|v-bind:src|\[src\]|data-src|ngsrc)$/i;
const altName = /^alt$/i;
const boundAlt = /^(?::alt|v-bind:alt|\[alt\]|\[attr\.alt\]|x-bind:alt|bind:alt)$/i;
/** Svelte's and Astro's `{alt}` stands for `alt={alt}`. */
const shorthand = /\{\s*alt\s*\}/;
const spread = /\{\s*\.\.\.|\bv-bind\s*=/;

/** The image's tag around the cursor. `isComponentLanguage`: whether `<Image>` and `<Picture>` are components. */
export function tagImageAt(window: TextWindow, isComponentLanguage: boolean): TagImage | undefined {
  const tag = tagAround(window.text, window.at);
  if (!tag?.closed || !isImage(tag, window.text, isComponentLanguage)) return undefined;
  const from = tag.attributes.find(({ name }) => source.test(name));
  const value = from?.value && window.text.slice(from.value.start, from.value.end);
  const variable =
    from?.quote === "{" || from?.name.startsWith(":")
      ? /^\s*([A-Za-z_$][\w$]*)\s*$/.exec(value ?? "")?.[1]
      : undefined;
  return {
    start: tag.start,
    end: tag.end,
    ...(from?.value && { source: middle(from.value) }),
    ...(variable && { variable }),
    alt: altOf(window.text, tag, from, value),
    decorative: isDecorative(window.text, tag),
  };
}

function isImage({ name, attributes }: Tag, text: string, isComponentLanguage: boolean): boolean {
  if (/^input$/i.test(name)) {
    return attributes.some(
      (attribute) =>
        /^type$/i.test(attribute.name) && /^image$/i.test(writtenValue(text, attribute) ?? ""),
    );
  }
  if (!imageTag.test(name)) return false;
  // <picture> holds an image and SVG's <image> has no alt; <Picture> and <Image> are components.
  return !plainElements.has(name.toLowerCase()) || (isComponentLanguage && /^[A-Z]/.test(name));
}

function altOf(
  text: string,
  tag: Tag,
  from: Attribute | undefined,
  address: string | undefined,
): TagImage["alt"] {
  const attribute = tag.attributes.find(({ name }) => altName.test(name));
  if (attribute) return ownAlt(text, attribute, address);
  const bound = tag.attributes.find(({ name }) => boundAlt.test(name));
  if (bound)
    return {
      state: "present",
      start: bound.nameStart,
      end: bound.end,
      form: { kind: "attribute" },
    };
  const at = from?.end ?? tag.nameEnd;
  const attributes = text.slice(tag.nameEnd, tag.end);
  const mayHave = spread.test(attributes) || shorthand.test(attributes);
  return {
    state: mayHave ? "present" : "missing",
    start: at,
    end: at,
    form: { kind: "new-attribute" },
  };
}

function ownAlt(text: string, attribute: Attribute, address: string | undefined): TagImage["alt"] {
  const { nameStart, end, value, quote } = attribute;
  const whole = { start: nameStart, end, form: { kind: "attribute" } } as const;
  if (!value) return { state: "empty", text: "", ...whole };
  const raw = text.slice(value.start, value.end);
  if (quote === "{") return scriptAlt(raw, value.start, whole, address);
  if (/\{\{|<[?%]|\{%|\$\{/.test(raw)) return { state: "present", ...whole };
  const decoded = entities(raw).text;
  const state = altState(decoded, address);
  if (quote === "") return { state, text: decoded, ...whole };
  return {
    state,
    text: decoded,
    start: value.start,
    end: value.end,
    form: { kind: "attribute-value" },
  };
}

/** `alt={"…"}` can be changed; any other expression says what it says. */
function scriptAlt(
  raw: string,
  offset: number,
  whole: { readonly start: number; readonly end: number; readonly form: AltForm },
  address: string | undefined,
): TagImage["alt"] {
  const literal = /^(\s*)(["'`])((?:[^\\"'`$]|\\.)*)\2\s*$/s.exec(raw);
  if (!literal) return { state: "present", ...whole };
  const [, spaces = "", quote = "", content = ""] = literal;
  const start = offset + spaces.length + 1;
  const text = scriptEscapes(content).text;
  return {
    state: altState(text, address),
    text,
    start,
    end: start + content.length,
    form: { kind: "script-string", quote },
  };
}

function isDecorative(text: string, { attributes }: Tag): boolean {
  return attributes.some((attribute) => {
    const value = writtenValue(text, attribute)?.toLowerCase();
    const name = attribute.name.toLowerCase();
    return (
      (name === "alt" && (value ?? "") === "") ||
      (name === "role" && (value === "presentation" || value === "none")) ||
      (name === "aria-hidden" && value === "true")
    );
  });
}

function writtenValue(text: string, { value }: Attribute): string | undefined {
  return value && text.slice(value.start, value.end);
}

function middle({ start, end }: { readonly start: number; readonly end: number }): number {
  return (start + end) >> 1;
}
