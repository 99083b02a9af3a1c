/** YAML: quoted and plain scalars, block and flow style. */
import type { Passage } from "../passage.ts";
import type { Recogniser } from "../reading.ts";
import { codeSpanAt } from "../scan/codeSpan.ts";
import { spanFinding } from "../span.ts";
import { yamlLexicon } from "./dataLexicons.ts";
import { scalarFinding } from "./scalar.ts";

const blockStart = /^\s*(?:(?:- |\? )\s*)*/;
const tagOrAnchor = /^(?:[!&][^\s,[\]{}]*\s+)+/;

/** What is under the cursor in a line of YAML. */
export const yamlLine: Recogniser = (passage) => {
  const { text, at, lineStart, lineEnd } = passage;
  const span = codeSpanAt(text, lineStart, lineEnd, at, yamlLexicon);
  if (span?.kind === "comment") return passage.around.insideText(passage) ?? [];
  if (span) {
    const { start, end, rule, holes } = span;
    return spanFinding(passage, { start, end, decode: rule.decode, holes, syntax: "string" });
  }
  const [start, end] = plainScalar(passage);
  return at < start || at > end ? undefined : scalarFinding(passage, start, end);
};

/** The plain scalar around the cursor: between `: `, `- `, ` #`, and in flow style between brackets and commas. */
function plainScalar({ text, at, lineStart, lineEnd, startsMidLine }: Passage): [number, number] {
  const line = text.slice(lineStart, lineEnd);
  const column = at - lineStart;
  let start = blockStart.exec(line)?.[0].length ?? 0;
  let end = line.length;
  // So long a line is a flow collection, whose brackets are out of sight.
  const outer = startsMidLine ? 1 : 0;
  let flow = outer;
  let isBlank = true;
  for (let offset = start; offset < line.length; offset++) {
    if (line.startsWith("{{", offset))
      offset = Math.max(line.indexOf("}}", offset) + 1, offset + 1);
    const change = flowChange(line[offset], isBlank, flow);
    if (change === 0 && !separates(line, offset, flow)) {
      isBlank &&= /\s/.test(line[offset] ?? "");
      continue;
    }
    if (offset >= column) {
      end = offset;
      break;
    }
    start = offset + 1;
    flow = Math.max(outer, flow + change);
    isBlank = true;
  }
  start += /^\s*/.exec(line.slice(start))?.[0].length ?? 0;
  start += tagOrAnchor.exec(line.slice(start, end))?.[0].length ?? 0;
  return [lineStart + start, lineStart + end];
}

/** 1 where a flow collection opens, at a value's start or in another one; -1 where it closes; else 0. */
function flowChange(sign: string | undefined, isStart: boolean, flow: number): number {
  if (sign === "[" || sign === "{") return flow > 0 || isStart ? 1 : 0;
  return flow > 0 && (sign === "]" || sign === "}") ? -1 : 0;
}

function separates(line: string, offset: number, flow: number): boolean {
  const sign = line[offset];
  if (sign === ":") return /^(?:\s|$)/.test(line.slice(offset + 1, offset + 2));
  if (sign === "#") return /\s/.test(line[offset - 1] ?? " ");
  return sign === "," && flow > 0;
}
