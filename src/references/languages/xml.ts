/** XML: attributes, and the text of an element as one value. */
import type { Passage } from "../passage.ts";
import { type Finding, firstOf, type Recogniser } from "../reading.ts";
import { entities } from "../scan/entities.ts";
import { dollarBraces, holesBetween } from "../scan/holes.ts";
import { spanFinding } from "../span.ts";
import { cssUrl } from "./cssUrl.ts";
import { htmlAttribute } from "./html.ts";
import { bareWord, quotedText } from "./text.ts";

const holeKinds = [dollarBraces];
const cdata = "<![CDATA[";

/** All of an element's text, `<image>my photo.png</image>`, when it is an image's name. */
const elementText: Recogniser = (passage) => {
  const { text, at } = passage;
  const open = text.lastIndexOf(">", at - 1);
  const close = text.indexOf("<", at);
  if (at === 0 || close < 0) return undefined;
  const section = text.lastIndexOf(cdata, at);
  if (section > open) return valueFinding(passage, section + cdata.length, text.indexOf("]]>", at));
  if (open < 0 || text.lastIndexOf("<", at - 1) > open || text.startsWith("<!--", close))
    return undefined;
  return valueFinding(passage, open + 1, close);
};

function valueFinding(passage: Passage, start: number, end: number): Finding | undefined {
  if (end < passage.at || passage.at < start) return undefined;
  const holes = holesBetween(passage.text, start, end, holeKinds);
  const finding = spanFinding(passage, { start, end, decode: entities, holes, syntax: "text" });
  return finding;
}

export const xml = firstOf([htmlAttribute, cssUrl, elementText, quotedText, bareWord]);
