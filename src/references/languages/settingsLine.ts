/** Lines of `name = value`: environment files, property files, INI files. */
import type { Recogniser } from "../recogniser.ts";
import { keepingEscapes, scriptEscapes } from "../scan/backslashes.ts";
import { asWritten, type Decode } from "../scan/decoded.ts";
import { dollarBraces, dollarName, interpolationsBetween } from "../scan/interpolations.ts";
import { spanCandidates } from "../span.ts";
import { scalarCandidates } from "./scalar.ts";

const variables = [dollarBraces, dollarName];
const assignment = /^\s*(?:export\s+)?[^\s=:#;][^=:#]{0,500}?\s*[=:]\s*/;

/** `variables`: whether `$NAME` is filled in; `decode`: the escapes of a value without quotes. */
export function settingsLine(options: {
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
        quote === '"' ? interpolationsBetween(text, start + 1, close, variables) : [];
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
