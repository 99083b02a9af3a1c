/** XML: attributes, and the text of an element as one value. */

import { type Candidates, firstOf, type Recogniser, type TextWindow } from "../recogniser.ts";
import { entities } from "../scan/entities.ts";
import { dollarBraces, dollarParentheses, interpolationsBetween } from "../scan/interpolations.ts";
import { spanCandidates } from "../span.ts";
import { holdsWords } from "../wordsForPeople.ts";
import { cssUrl } from "./cssUrl.ts";
import { htmlAttribute } from "./html.ts";
import { bareWord, quotedText } from "./text.ts";

const interpolationSyntaxes = [dollarBraces, dollarParentheses];
const cdata = "<![CDATA[";

/** All of an element's text, `<image>my photo.png</image>`, when it is an image's name. */
const elementText: Recogniser = (window) => {
  const { text, at } = window;
  const open = text.lastIndexOf(">", at - 1);
  const close = text.indexOf("<", at);
  if (at === 0 || close < 0) return undefined;
  const section = text.lastIndexOf(cdata, at);
  if (section > open)
    return valueCandidates(window, section + cdata.length, text.indexOf("]]>", at));
  const element =
    open < 0
      ? undefined
      : /<([\w:.-]+)[^<>]*$/.exec(text.slice(Math.max(0, open - 500), open))?.[1];
  if (element !== undefined && holdsWords(element)) return [];
  if (open < 0 || text.lastIndexOf("<", at - 1) > open || text.startsWith("<!--", close))
    return undefined;
  return valueCandidates(window, open + 1, close);
};

function valueCandidates(window: TextWindow, start: number, end: number): Candidates | undefined {
  if (end < window.at || window.at < start) return undefined;
  const interpolations = interpolationsBetween(window.text, start, end, interpolationSyntaxes);
  const candidates = spanCandidates(window, {
    start,
    end,
    decode: entities,
    interpolations,
    syntax: "text",
  });
  return candidates;
}

export const xml = firstOf([htmlAttribute, cssUrl, elementText, quotedText, bareWord]);
