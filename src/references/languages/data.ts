/** Data files read line by line: YAML, TOML, `name = value`; and the front matter of pages. */
import type { Candidates, Recogniser, TextWindow } from "../recogniser.ts";
import { keepingEscapes, scriptEscapes } from "../scan/backslashes.ts";
import { codeSpanAt, codeSpans } from "../scan/codeSpan.ts";
import { asWritten, type Decode } from "../scan/decoded.ts";
import {
  dollarBraces,
  dollarName,
  type InterpolationSyntax,
  interpolationsBetween,
  templateTags,
} from "../scan/interpolations.ts";
import { spanCandidates } from "../span.ts";
import type { TextSource } from "../textSource.ts";
import { codeIn } from "./code.ts";
import { tomlLexicon, yamlLexicon } from "./lexicons.ts";

const interpolationSyntaxes: readonly InterpolationSyntax[] = [dollarBraces, ...templateTags];
const withVariables = [...interpolationSyntaxes, dollarName];
const shellVariables = [dollarBraces, dollarName];

/** Reads the text between two offsets as one value; it may hold spaces. */
function scalarCandidates(
  window: TextWindow,
  start: number,
  end: number,
  options: { readonly decode?: Decode; readonly variables?: boolean } = {},
): Candidates {
  const kinds = options.variables ? withVariables : interpolationSyntaxes;
  const interpolations = interpolationsBetween(window.text, start, end, kinds);
  const { decode } = options;
  return spanCandidates(window, {
    start,
    end,
    interpolations,
    syntax: "scalar",
    ...(decode && { decode }),
  });
}

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
function plainScalar(window: TextWindow): [number, number] {
  const { text, at, lineStart, lineEnd, startsMidLine } = window;
  const line = text.slice(lineStart, lineEnd);
  const column = at - lineStart;
  let start = blockStart.exec(line)?.[0].length ?? 0;
  let end = line.length;
  // So long a line is a flow collection, whose brackets are out of sight.
  const outer = startsMidLine ? 1 : openFlows(text.slice(0, lineStart));
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

/** How many flow collections the lines above leave open. */
function openFlows(above: string): number {
  let flow = 0;
  let lineStart = 0;
  for (const span of [...codeSpans(above, 0, above.length, above.length, yamlLexicon), undefined]) {
    const code = above.slice(lineStart, span?.open ?? above.length);
    for (const { 0: bracket, index } of code.matchAll(/[[\]{}]/g)) {
      // In plain text a bracket opens a collection at a value's start alone, and `{{` a template.
      const before = code.slice(Math.max(0, index - 40), index);
      const isStart =
        /(?:^|\n|[:-]\s)\s*(?:[!&]\S+\s+)?$/.test(before) && !code.startsWith("{{", index);
      flow = Math.max(0, flow + flowChange(bracket, isStart, flow));
    }
    if (span) lineStart = span.after;
  }
  return flow;
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

/** TOML: its strings are those of its lexicon. */
export const tomlLine = codeIn(tomlLexicon);

const assignment = /^\s*(?:export\s+)?[^\s=:#;][^=:#]{0,500}?\s*[=:]\s*/;

/** `variables`: whether `$NAME` is filled in; `decode`: the escapes of a value without quotes. */
function settingsLine(options: {
  readonly variables: boolean;
  readonly decode: Decode;
}): Recogniser {
  return (window) => {
    const { text, at, lineStart, lineEnd } = window;
    const line = text.slice(lineStart, lineEnd);
    if (/^\s*[#;!]/.test(line)) return window.context.insideText(window) ?? [];
    const start = lineStart + (assignment.exec(line)?.[0].length ?? 0);
    if (at < start) return undefined;
    const quote = text[start] ?? "";
    const close = quote === '"' || quote === "'" ? text.indexOf(quote, start + 1) : -1;
    if (close >= 0 && close <= lineEnd) {
      if (at <= start || at > close) return window.context.insideText(window);
      const interpolations =
        quote === '"' ? interpolationsBetween(text, start + 1, close, shellVariables) : [];
      const decode = quote === '"' ? keepingEscapes : asWritten;
      return spanCandidates(window, {
        start: start + 1,
        end: close,
        interpolations,
        decode,
        syntax: "string",
      });
    }
    const comment = text.slice(start, lineEnd).search(/\s#/);
    const end = comment < 0 ? lineEnd : start + comment;
    return at <= end
      ? scalarCandidates(window, start, end, options)
      : window.context.insideText(window);
  };
}

export const environment = settingsLine({ variables: true, decode: asWritten });
export const properties = settingsLine({ variables: false, decode: scriptEscapes });
export const ini = settingsLine({ variables: false, decode: asWritten });

/** Lines of the front matter: YAML between `---` or TOML between `+++` at the top of a page, or Astro's script between `---`. */
const maxFrontMatterLines = 400;

/** Which front matter a line is in; `undefined` for the page itself and for the fences. */
export function frontMatterOf(document: TextSource, line: number): "yaml" | "toml" | undefined {
  const fence = document.lineText(0).slice(0, 8).trimEnd();
  if (line === 0 || line > maxFrontMatterLines || (fence !== "---" && fence !== "+++"))
    return undefined;
  for (let above = 1; above <= line; above++) {
    if (document.lineText(above).slice(0, 8).trimEnd() === fence) return undefined;
  }
  return fence === "---" ? "yaml" : "toml";
}
