/** Attributes of HTML and its relatives: any that takes a URL, `srcset`, inline style, bound expressions. */
import type { Passage } from "../passage.ts";
import type { Finding, Recogniser } from "../reading.ts";
import { entities } from "../scan/entities.ts";
import {
  braces,
  dollarBraces,
  type HoleKind,
  hashBraces,
  holesBetween,
  templateTags,
} from "../scan/holes.ts";
import { expressionFinding, type Span, spanFinding, within } from "../span.ts";
import { srcsetCandidate } from "./srcset.ts";
import { type Attribute, tagAround } from "./tag.ts";

/** Attributes that hold words for people or names of other things. */
const textual =
  /^(?:alt|title|class|classname|id|lang|rel|type|width|height|label|placeholder|summary|target|aria-[\w-]+)$/i;
/** Attributes that hold an expression: of Vue, Alpine, Angular, and handlers. */
const bound = /^(?::|v-(?!pre)|@|x-(?:bind|on|data)|\[|\(|\*|#|on[a-z]+$)/;
const sourceSet = /srcset$/i;
/** Attributes that hold one URL and nothing else. */
const oneUrl =
  /^(?:src|href|xlink:href|poster|background|data|action|cite|icon|manifest|longdesc|data-(?:src|original|lazy|href|url|thumb))$/i;
const braceLanguages = new Set(["svelte", "astro"]);
const holeKinds: readonly HoleKind[] = [...templateTags, dollarBraces, hashBraces];
const withBraces = [...holeKinds, braces];

/** The attribute's value under the cursor. */
export const htmlAttribute: Recogniser = (passage) => {
  const tag = tagAround(passage.text, passage.at);
  const attribute = tag?.attributes.find(
    ({ nameStart, end }) => passage.at >= nameStart && passage.at <= end,
  );
  const value = attribute?.value;
  if (!attribute || !value || passage.at < value.start || passage.at > value.end) return undefined;
  return attributeFinding(passage, attribute, value);
};

function attributeFinding(
  passage: Passage,
  { name, quote }: Attribute,
  { start, end }: { start: number; end: number },
): Finding {
  if (quote === "{") return expressionFinding(passage, start, end);
  const { languageId } = passage.around;
  const kinds = braceLanguages.has(languageId) ? withBraces : holeKinds;
  const holes = holesBetween(passage.text, start, end, kinds);
  const span: Span = { start, end, decode: entities, holes, syntax: "html-attribute" };
  if (textual.test(name))
    return spanFinding(passage, span).filter(({ value }) => value.includes("://"));
  if (bound.test(name)) return boundFinding(passage, span);
  if (sourceSet.test(name)) return sourceSetFinding(passage, span);
  return spanFinding(passage, { ...span, oneName: oneUrl.test(name) });
}

function boundFinding(passage: Passage, span: Span): Finding {
  return within(passage, span, (content) => content.around.insideScript(content) ?? []);
}

function sourceSetFinding(passage: Passage, span: Span): Finding {
  return within(passage, span, (content) => {
    const candidate = srcsetCandidate(content.text, content.at);
    return candidate
      ? spanFinding(content, { ...candidate, syntax: "html-attribute", oneName: true })
      : [];
  });
}
