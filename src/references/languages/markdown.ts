/** Markdown: its own links, raw HTML, front matter, wiki links, and running text. */
import { firstOf, type Recogniser } from "../recogniser.ts";
import { spanCandidates } from "../span.ts";
import { cssUrl } from "./cssUrl.ts";
import { frontMatterOf, tomlLine, yamlLine } from "./data.ts";
import { htmlAttribute } from "./html.ts";
import { markdownLink } from "./markdownLink.ts";
import { markdownAlt, markdownDefinition, markdownReference } from "./markdownReference.ts";
import { bareWord, quotedText } from "./text.ts";

/** `![[photo.png]]` and `![[photo.png|100]]` of Obsidian and Foam. */
const wikiEmbed: Recogniser = (window) => {
  const { text, at, lineStart, lineEnd } = window;
  const open = at < 3 ? -1 : text.lastIndexOf("![[", at - 3);
  const close = text.indexOf("]]", at);
  if (open < lineStart || close < 0 || close > lineEnd) return undefined;
  const inside = text.slice(open + 3, close);
  const end = open + 3 + (/[|\]]/.exec(inside)?.index ?? inside.length);
  return at <= end
    ? spanCandidates(window, { start: open + 3, end, syntax: "markdown-image", oneName: true })
    : [];
};

/** `<https://…>`; other angle brackets are tags. */
const autolink: Recogniser = (window) => {
  const { text, at, lineStart, lineEnd } = window;
  const start = text.lastIndexOf("<", at - 1) + 1;
  const end = text.indexOf(">", at);
  if (at === 0 || start <= lineStart || end < 0 || end > lineEnd) return undefined;
  if (!/^[a-z][a-z\d+.-]{1,31}:[^\s<]*$/i.test(text.slice(start, end))) return undefined;
  return spanCandidates(window, { start, end, syntax: "markdown-link", oneName: true });
};

const frontMatter: Recogniser = (window) => {
  if (window.depth > 0) return undefined;
  const kind = frontMatterOf(window.context.document, window.context.line);
  if (kind === undefined) return undefined;
  return kind === "yaml" ? yamlLine(window) : tomlLine(window);
};

export const markdown = firstOf([
  frontMatter,
  wikiEmbed,
  markdownLink,
  markdownDefinition,
  markdownReference,
  markdownAlt,
  autolink,
  htmlAttribute,
  cssUrl,
  quotedText,
  bareWord,
]);
