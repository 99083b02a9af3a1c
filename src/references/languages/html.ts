/** Attributes of HTML and its relatives: any that takes a URL, `srcset`, inline style, bound expressions. */

import type { Candidates, Recogniser, TextWindow } from "../recogniser.ts";
import { balancedEnd } from "../scan/balancedEnd.ts";
import { entities } from "../scan/entities.ts";
import {
  braces,
  dollarBraces,
  dollarParentheses,
  hashBraces,
  type InterpolationSyntax,
  interpolationsBetween,
  templateTags,
} from "../scan/interpolations.ts";
import { addressesIn, expressionCandidates, type Span, spanCandidates, within } from "../span.ts";
import { holdsWords } from "../wordsForPeople.ts";
import { cssUrl } from "./cssUrl.ts";
import { srcsetCandidate } from "./srcset.ts";
import { type Attribute, type Tag, tagAround } from "./tag.ts";

/** Attributes that hold names of other things, or words that `holdsWords` does not know in code. */
const textual = /^(?:id|lang|rel|type|width|height|label|target)$/i;
/** What a framework writes around the name of an attribute that is bound. */
const bindings = /^(?:v-bind:|x-bind:|bind:|:|\[(?:attr\.)?|\()|[\])]$/g;
/** Attributes that hold an expression: of Vue, Alpine, Angular, and handlers. */
const bound = /^(?::|v-(?!pre)|@|x-(?:bind|on|data)|\[|\(|\*|#|on[a-z]+$)/;
const className = /^(?:class|classname)$/i;
const sourceSet = /srcset$/i;
/** Attributes that hold one URL and nothing else. */
const oneUrl =
  /^(?:src|href|xlink:href|poster|background|data|action|cite|icon|manifest|longdesc|data-(?:src|original|lazy|href|url|thumb))$/i;
const braceLanguages = new Set(["svelte", "astro"]);
const interpolationSyntaxes: readonly InterpolationSyntax[] = [
  ...templateTags,
  dollarBraces,
  dollarParentheses,
  hashBraces,
];
/** `@(…)`, `@Url.Content(…)`. */
const razorExpression: InterpolationSyntax = {
  open: "@[\\w.]{0,80}\\(",
  end: (text, from, limit) =>
    balancedEnd(text, "(", from, Math.min(limit, from + 500), '"') + 1 || -1,
};
const withRazor = [...interpolationSyntaxes, razorExpression];
const razorLanguages = new Set(["razor", "aspnetcorerazor"]);
const withBraces = [...interpolationSyntaxes, braces];

/** The attribute's value under the cursor. */
export const htmlAttribute: Recogniser = (window) => {
  const tag = tagAround(window.text, window.at);
  const attribute = tag?.attributes.find(
    ({ nameStart, end }) => window.at >= nameStart && window.at <= end,
  );
  const value = attribute?.value;
  if (!tag || !attribute || !value || window.at < value.start || window.at > value.end)
    return undefined;
  return isWords(window.text, tag, attribute)
    ? addressesIn(window, { ...value, decode: entities, syntax: "html-attribute" })
    : attributeCandidates(window, attribute, value);
};

/** `alt`, `:title`, `[attr.aria-label]`; and the content of `<meta property="og:image:alt">`. */
function isWords(text: string, { name, attributes }: Tag, attribute: Attribute): boolean {
  if (holdsWords(attribute.name.replace(bindings, ""))) return true;
  if (!/^meta$/i.test(name) || !/^content$/i.test(attribute.name)) return false;
  const about = attributes.find((each) => /^(?:name|property|itemprop)$/i.test(each.name))?.value;
  return about !== undefined && isWordsName(text.slice(about.start, about.end));
}

function isWordsName(name: string): boolean {
  return holdsWords(name) || /^(?:author|keywords|application-name|og:site_name)$/i.test(name);
}

function attributeCandidates(
  window: TextWindow,
  { name, quote }: Attribute,
  { start, end }: { start: number; end: number },
): Candidates {
  if (quote === "{") return expressionCandidates(window, start, end);
  const { languageId } = window.context;
  const kinds = braceLanguages.has(languageId)
    ? withBraces
    : razorLanguages.has(languageId)
      ? withRazor
      : interpolationSyntaxes;
  const interpolations = interpolationsBetween(window.text, start, end, kinds);
  const span: Span = { start, end, decode: entities, interpolations, syntax: "html-attribute" };
  // Tailwind and UnoCSS write styles there: `bg-[url(/img/a.png)]`.
  if (className.test(name)) return within(window, span, (content) => cssUrl(content) ?? []);
  if (textual.test(name)) return addressesIn(window, span);
  if (bound.test(name)) return boundCandidates(window, span);
  if (sourceSet.test(name)) return sourceSetCandidates(window, span);
  return spanCandidates(window, { ...span, oneName: oneUrl.test(name) });
}

function boundCandidates(window: TextWindow, span: Span): Candidates {
  return within(window, span, (content) => content.context.insideScript(content) ?? []);
}

function sourceSetCandidates(window: TextWindow, span: Span): Candidates {
  return within(window, span, (content) => {
    const candidate = srcsetCandidate(content.text, content.at);
    return candidate
      ? spanCandidates(content, { ...candidate, syntax: "html-attribute", oneName: true })
      : [];
  });
}
