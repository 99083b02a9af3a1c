/** Markdown: its own links, raw HTML, front matter, wiki links, and running text. */
import { firstOf, type Recogniser } from "../recogniser.ts";
import { balancedEnd } from "../scan/balancedEnd.ts";
import { expressionCandidates, type Span, spanCandidates, within } from "../span.ts";
import type { TextSource } from "../textSource.ts";
import { cssUrl } from "./cssUrl.ts";
import { frontMatterOf, tomlLine, yamlLine } from "./data.ts";
import { htmlAttribute } from "./html.ts";
import { markdownLink } from "./markdownLink.ts";
import { markdownAlt, markdownDefinition, markdownReference } from "./markdownReference.ts";
import { directiveWords } from "./restructuredText.ts";
import { bareWord, quotedText } from "./text.ts";

/** `![[photo.png]]`, `[[photo.png]]` and `![[photo.png|100]]` of Obsidian and Foam: a name alone may be anywhere. */
const wikiLink: Recogniser = (window) => {
  const { text, at, lineStart, lineEnd } = window;
  const open = at < 2 ? -1 : text.lastIndexOf("[[", at - 2);
  const close = text.indexOf("]]", at);
  if (open < lineStart || close < 0 || close > lineEnd) return undefined;
  const inside = text.slice(open + 2, close);
  if (inside.includes("]]")) return undefined;
  // In a table the bar is escaped.
  const end = open + 2 + (/\\?[|\]#^]/.exec(inside)?.index ?? inside.length);
  if (at > end) return [];
  const syntax = text[open - 1] === "!" ? "markdown-image" : "markdown-link";
  const span: Span = { start: open + 2, end, syntax, oneName: true, anywhere: true };
  const usual = spanCandidates(window, span);
  // In a vault, a path begins at the vault.
  if (!/^[^./].*\//.test(text.slice(span.start, end))) return usual;
  return [...spanCandidates(window, { ...span, from: { nearest: [".obsidian"] } }), ...usual];
};

/** `{% asset_img [class] name … %}`, `{% asset_path name %}` of Hexo: a file in the folder of the post's name. */
const hexoAsset: Recogniser = (window) => {
  const { text, at, lineStart, lineEnd, context } = window;
  const open = text.lastIndexOf("{%", at);
  if (open < lineStart) return undefined;
  const tag = hexoTag.exec(text.slice(open, Math.min(lineEnd, open + maxTagLength)));
  if (!tag) return undefined;
  const [all, before = "", quoted, plain = ""] = tag;
  const start = open + before.length + Number(quoted !== undefined);
  const end = start + (quoted ?? plain).length;
  if (at < start || at > end) return at <= open + all.length ? [] : undefined;
  const folder = /([^/]+)\.[^./]+$/.exec(context.document.path ?? "")?.[1];
  return spanCandidates(window, {
    start,
    end,
    syntax: "macro",
    oneName: true,
    ...(folder !== undefined && { bases: [folder, "."] }),
  });
};
const hexoTag =
  /^(\{%-?\s*asset_(?:img|path|link)\s+(?:[\w-]+\s+){0,5}?)(?:"([^"]+)"|([^\s"%]+\.\w+))(?=[\s"%])[^%]*%\}/;
const maxTagLength = 500;

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

/** `import …` and `export …` of MDX, up to where their brackets are closed and a line is blank. */
const mdxModule: Recogniser = (window) => {
  const { text, lineStart, lineEnd, depth, startsMidLine, context } = window;
  if (context.languageId !== "mdx" || depth > 0 || startsMidLine) return undefined;
  const opening = [...text.slice(0, lineEnd).matchAll(/^(?:import|export)\b/gm)].at(-1);
  if (!opening) return undefined;
  const above = text.slice(opening.index, lineStart);
  if (/^\s*$/m.test(above.slice(0, -1)) && bracketsOpen(above) <= 0) return undefined;
  const module = { start: opening.index, end: text.length };
  return within(window, module, (content) => context.insideScript(content) ?? []);
};

function bracketsOpen(code: string): number {
  return [...code.matchAll(/[([{]|[)\]}]/g)].reduce(
    (open, [bracket]) => open + ("([{".includes(bracket) ? 1 : -1),
    0,
  );
}

const fence = /^[ \t>]*(?:[-*+] |\d+[.)] )?[ \t]*(`{3,}|~{3,})[ \t]*\{?\.?([\w+#-]{0,40})/gm;

/** Code between fences is read as the language that the upper one names. */
const fencedCode: Recogniser = (window) => {
  const { text, lineStart, depth, startsMidLine, context } = window;
  if (depth > 0 || startsMidLine) return undefined;
  const opening = [...text.slice(0, lineStart).matchAll(fence)].at(-1);
  const [, marks, name] = opening ?? [];
  // A fence that closes names no language.
  if (!opening || !marks || !name) return undefined;
  const code = context.insideCode(name.toLowerCase());
  if (!code) return undefined;
  const start = text.indexOf("\n", opening.index) + 1;
  const close = text.indexOf(`\n${marks}`, Math.max(start - 1, lineStart - 1));
  const block = { start, end: close < 0 ? text.length : close };
  return window.at > block.end
    ? undefined
    : within(window, block, (content) => code(content) ?? []);
};

/** `{expression}` of MDX outside of tags. */
const mdxExpression: Recogniser = (window) => {
  const { text, at, lineStart, lineEnd, context } = window;
  if (context.languageId !== "mdx") return undefined;
  const open = text.lastIndexOf("{", at - 1);
  if (at === 0 || open < lineStart) return undefined;
  const close = balancedEnd(text, "{", open + 1, lineEnd, "\"'`");
  return close >= at ? expressionCandidates(window, open + 1, close) : undefined;
};

const page = firstOf([
  fencedCode,
  mdxModule,
  wikiLink,
  frontMatter,
  hexoAsset,
  markdownLink,
  markdownDefinition,
  markdownReference,
  markdownAlt,
  autolink,
  htmlAttribute,
  mdxExpression,
  directiveWords,
  cssUrl,
  quotedText,
  bareWord,
]);

/** Markdown. A page may say where its rooted names begin: `typora-root-url: ../media` in its front matter. */
export const markdown: Recogniser = (window) => {
  const candidates = page(window);
  const root =
    candidates?.length && window.depth === 0 ? rootOf(window.context.document) : undefined;
  if (root === undefined) return candidates;
  return candidates?.map((candidate) =>
    candidate.value.startsWith("/") ? { ...candidate, root } : candidate,
  );
};

function rootOf(document: TextSource): string | undefined {
  for (let line = 1; frontMatterOf(document, line) === "yaml"; line++) {
    const root = /^typora-root-url:\s*(?:"([^"]*)"|'([^']*)'|(\S.*?))\s*$/.exec(
      document.lineText(line),
    );
    if (root) return root[1] ?? root[2] ?? root[3];
  }
  return undefined;
}
