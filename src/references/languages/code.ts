/** Source code: names in strings and comments, by a language's lexicon. */

import type { Candidate, Candidates, Recogniser, TextWindow } from "../recogniser.ts";
import { type CodeSpan, codeSpans, type Lexicon, type StringSpan } from "../scan/codeSpan.ts";
import { bodyFrom } from "../scan/interpolations.ts";
import { likelyStart } from "../scan/likelyStart.ts";
import { type KnownPath, maxBehind, pathBefore, textBehind } from "../scan/pathExpression.ts";
import { spanCandidates } from "../span.ts";
import { htmlAttribute } from "./html.ts";
import { stringOpenAbove } from "./stringOpenAbove.ts";
import { tagAround } from "./tag.ts";
import { bareWordInCode, quotedText } from "./text.ts";

/** Recognises names in code of the given lexicon. */
export function codeIn(words: Lexicon): Recogniser {
  return (window) => {
    const spans = codeSpansAround(window, words);
    const index = spans.findIndex(({ start, end }) => window.at >= start && window.at <= end);
    const span = spans[index];
    if (span?.kind === "comment") return window.context.insideText(window) ?? [];
    if (!span) return outsideStrings(window);
    if (isMarkupValue(window, span.start)) return htmlAttribute(window);
    return stringCandidates(window, span, spans, index);
  };
}

/** A string, read with what the code joins to it: of a name that is put together no part is a name by itself. */
function stringCandidates(
  window: TextWindow,
  span: StringSpan,
  spans: readonly CodeSpan[],
  index: number,
): Candidates {
  const { text, context } = window;
  const { start, end, rule, interpolations } = span;
  const syntax = rule.multiline ? "template" : "string";
  const plain = { start, end, decode: rule.decode, interpolations, syntax } as const;
  const own = rule.decode(text.slice(start, end)).text;
  if (context.languageId === "starlark") {
    const label = labelCandidates(window, span);
    if (label) return label;
  }
  const behind = behindOf(own, textBehind(text, span, spans[index + 1], context.languageId));
  const before = pathBefore(text, span, spans, context.languageId);
  if (before === "unknown") {
    return spanCandidates(window, plain).filter((candidate) => standsAlone(text, candidate, start));
  }
  const isPart = before !== undefined && isJoined(before, own);
  if (!isPart && behind === "") return spanCandidates(window, plain);
  return spanCandidates(window, {
    ...plain,
    oneName: true,
    behind,
    ...(isPart && { before: before.text, ...(before.from && { from: before.from }) }),
  });
}

/** Bazel's labels: `//package:file`, `:file`; those of other repositories name nothing here. */
function labelCandidates(window: TextWindow, { start, end }: StringSpan): Candidates | undefined {
  const label = /^(?:(@[^/]*)?\/\/([\w./+-]*))?:(?=[^:]+$)/.exec(window.text.slice(start, end));
  if (!label) return undefined;
  const [mark, repository = "", folder] = label;
  if (repository.length > 1) return [];
  return spanCandidates(window, {
    start: start + mark.length,
    end,
    syntax: "string",
    oneName: true,
    before: folder ? `${folder}/` : "",
    from:
      folder === undefined
        ? "document"
        : { nearest: ["MODULE.bazel", "WORKSPACE", "WORKSPACE.bazel"], isOutermost: true },
  });
}

/** A string that begins or follows with a space is a text of its own, whatever it is joined to. */
function isJoined({ from, text }: KnownPath, own: string): boolean {
  if (/^\s/.test(own)) return false;
  return from !== undefined || /[\p{L}\p{N}_.~@%)/\\-]$/u.test(text);
}

/** Behind a whole name only more of a name counts; a query does not change which file is meant. */
function behindOf(own: string, text: string): string {
  return /^[\p{L}\p{N}_.-]/u.test(text) && /[\p{L}\p{N}_./-]$/u.test(own) ? text : "";
}

/** A whole address, or a name behind a space or a quote, means the same whatever is in front of the string. */
function standsAlone(text: string, { start, value }: Candidate, stringStart: number): boolean {
  if (/^(?:[a-z][a-z\d+.-]*:)?\/\/|^data:/i.test(value)) return true;
  return start > stringStart && /[\s"'`(<]/.test(text[start - 1] ?? "");
}

/** The strings and comments around the cursor, read from where it is known, or likely, what is a string. */
function codeSpansAround(window: TextWindow, words: Lexicon): CodeSpan[] {
  const { text, at, depth, startsMidLine, context, lineStart } = window;
  const from = (start: number) =>
    upToCursor(codeSpans(text, start, text.length, text.length, words), at);
  if (startsMidLine) return from(likelyStart(text, at, words));
  const linesAbove = text.slice(0, lineStart).split("\n").length - 1;
  const firstLine = context.line - linesAbove;
  if (depth > 0 || firstLine === 0) return from(0);
  // The window's first line may be cut.
  const start = Math.min(text.indexOf("\n") + 1, lineStart);
  const rule = stringOpenAbove(context.document, firstLine + Number(start > 0), words);
  if (!rule) return from(start);
  const { end, interpolations } = bodyFrom(
    text,
    start,
    text.length,
    rule.close,
    rule.escaped,
    rule.interpolations,
  );
  const after = end + rule.close.length;
  return [{ kind: "string", open: start, start, end, after, rule, interpolations }, ...from(after)];
}

/** Up to the span that holds the cursor, and those behind a string that may be joined to it. */
function upToCursor(spans: Iterable<CodeSpan>, at: number): CodeSpan[] {
  const found: CodeSpan[] = [];
  let until = at;
  for (const span of spans) {
    if (span.open > until) break;
    found.push(span);
    if (span.kind === "string" && at >= span.start && at <= span.end)
      until = span.after + maxBehind;
  }
  return found;
}

function outsideStrings(window: TextWindow): Candidates | undefined {
  return quotedText(window) ?? bareWordInCode(window);
}

/** Whether a string is the value of an attribute (JSX), whose escapes are those of markup. */
function isMarkupValue(window: TextWindow, start: number): boolean {
  if (window.text[start - 2] !== "=") return false;
  const tag = tagAround(window.text, start);
  return tag?.attributes.some(({ value }) => value?.start === start) ?? false;
}
