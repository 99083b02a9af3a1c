/** YAML: quoted and plain scalars, block and flow style. */

import type { Recogniser, TextWindow } from "../recogniser.ts";
import { codeSpanAt } from "../scan/codeSpan.ts";
import { spanCandidates } from "../span.ts";
import { yamlLexicon } from "./dataLexicons.ts";
import { scalarCandidates } from "./scalar.ts";

const blockStart = /^\s*(?:(?:- |\? )\s*)*/;
const tagOrAnchor = /^(?:[!&][^\s,[\]{}]*\s+)+/;

/** What is under the cursor in a line of YAML. */
export const yamlLine: Recogniser = (window) => {
  const { text, at, lineStart, lineEnd } = window;
  const span = codeSpanAt(text, lineStart, lineEnd, at, yamlLexicon);
  if (span?.kind === "comment") return window.context.insideText(window) ?? [];
  if (span) {
    const { start, end, rule, interpolations } = span;
    return spanCandidates(window, {
      start,
      end,
      decode: rule.decode,
      interpolations,
      syntax: "string",
    });
  }
  const [start, end] = plainScalar(window);
  return at < start || at > end ? undefined : scalarCandidates(window, start, end);
};

/** The plain scalar around the cursor: between `: `, `- `, ` #`, and in flow style between brackets and commas. */
function plainScalar({
  text,
  at,
  lineStart,
  lineEnd,
  startsMidLine,
}: TextWindow): [number, number] {
  const line = text.slice(lineStart, lineEnd);
  const column = at - lineStart;
  let start = blockStart.exec(line)?.[0].length ?? 0;
  let end = line.length;
  // So long a line is a flow collection, whose brackets are out of sight.
  const outer = startsMidLine ? 1 : 0;
  let flow = outer;
  let isWhitespace = true;
  for (let offset = start; offset < line.length; offset++) {
    if (line.startsWith("{{", offset))
      offset = Math.max(line.indexOf("}}", offset) + 1, offset + 1);
    const change = flowChange(line[offset], isWhitespace, flow);
    if (change === 0 && !separates(line, offset, flow)) {
      isWhitespace &&= /\s/.test(line[offset] ?? "");
      continue;
    }
    if (offset >= column) {
      end = offset;
      break;
    }
    start = offset + 1;
    flow = Math.max(outer, flow + change);
    isWhitespace = true;
  }
  start += /^\s*/.exec(line.slice(start))?.[0].length ?? 0;
  start += tagOrAnchor.exec(line.slice(start, end))?.[0].length ?? 0;
  return [lineStart + start, lineStart + end];
}

/** 1 where a flow collection opens, at a value's start or in another one; -1 where it closes; else 0. */
function flowChange(char: string | undefined, isStart: boolean, flow: number): number {
  if (char === "[" || char === "{") return flow > 0 || isStart ? 1 : 0;
  return flow > 0 && (char === "]" || char === "}") ? -1 : 0;
}

function separates(line: string, offset: number, flow: number): boolean {
  const char = line[offset];
  if (char === ":") return /^(?:\s|$)/.test(line.slice(offset + 1, offset + 2));
  if (char === "#") return /\s/.test(line[offset - 1] ?? " ");
  return char === "," && flow > 0;
}
