/** Markdown: its own links, raw HTML, front matter, wiki links, and running text. */
import { firstOf, type Recogniser } from "../reading.ts";
import { spanFinding } from "../span.ts";
import { cssUrl } from "./cssUrl.ts";
import { frontMatterOf } from "./frontMatter.ts";
import { htmlAttribute } from "./html.ts";
import { markdownLink } from "./markdownLink.ts";
import { markdownAlt, markdownDefinition, markdownReference } from "./markdownReference.ts";
import { bareWord, quotedText } from "./text.ts";
import { tomlLine } from "./toml.ts";
import { yamlLine } from "./yaml.ts";

/** `![[photo.png]]` and `![[photo.png|100]]` of Obsidian and Foam. */
const wikiEmbed: Recogniser = (passage) => {
  const { text, at, lineStart, lineEnd } = passage;
  const open = at < 3 ? -1 : text.lastIndexOf("![[", at - 3);
  const close = text.indexOf("]]", at);
  if (open < lineStart || close < 0 || close > lineEnd) return undefined;
  const inside = text.slice(open + 3, close);
  const end = open + 3 + (/[|\]]/.exec(inside)?.index ?? inside.length);
  return at <= end
    ? spanFinding(passage, { start: open + 3, end, syntax: "markdown-image", oneName: true })
    : [];
};

/** `<https://…>`; other angle brackets are tags. */
const autolink: Recogniser = (passage) => {
  const { text, at, lineStart, lineEnd } = passage;
  const start = text.lastIndexOf("<", at - 1) + 1;
  const end = text.indexOf(">", at);
  if (at === 0 || start <= lineStart || end < 0 || end > lineEnd) return undefined;
  if (!/^[a-z][a-z\d+.-]{1,31}:[^\s<]*$/i.test(text.slice(start, end))) return undefined;
  return spanFinding(passage, { start, end, syntax: "markdown-link", oneName: true });
};

const frontMatter: Recogniser = (passage) => {
  if (passage.depth > 0) return undefined;
  const kind = frontMatterOf(passage.around.document, passage.around.line);
  if (kind === undefined) return undefined;
  return kind === "yaml" ? yamlLine(passage) : tomlLine(passage);
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
