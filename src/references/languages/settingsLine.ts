/** Lines of `name = value`: environment files, property files, INI files. */
import type { Recogniser } from "../reading.ts";
import { keepingEscapes, scriptEscapes } from "../scan/backslashes.ts";
import { asWritten, type Decode } from "../scan/decoded.ts";
import { dollarBraces, dollarName, holesBetween } from "../scan/holes.ts";
import { spanFinding } from "../span.ts";
import { scalarFinding } from "./scalar.ts";

const variables = [dollarBraces, dollarName];
const assignment = /^\s*(?:export\s+)?[^\s=:#;][^=:#]{0,500}?\s*[=:]\s*/;

/** `variables`: whether `$NAME` is filled in; `decode`: the escapes of a value without quotes. */
export function settingsLine(options: {
  readonly variables: boolean;
  readonly decode: Decode;
}): Recogniser {
  return (passage) => {
    const { text, at, lineStart, lineEnd } = passage;
    const line = text.slice(lineStart, lineEnd);
    if (/^\s*[#;!]/.test(line)) return passage.around.insideText(passage) ?? [];
    const start = lineStart + (assignment.exec(line)?.[0].length ?? 0);
    if (at < start) return undefined;
    const quote = text[start] ?? "";
    const close = quote === '"' || quote === "'" ? text.indexOf(quote, start + 1) : -1;
    if (close >= 0 && close <= lineEnd) {
      if (at <= start || at > close) return passage.around.insideText(passage);
      const holes = quote === '"' ? holesBetween(text, start + 1, close, variables) : [];
      const decode = quote === '"' ? keepingEscapes : asWritten;
      return spanFinding(passage, {
        start: start + 1,
        end: close,
        holes,
        decode,
        syntax: "string",
      });
    }
    const comment = text.slice(start, lineEnd).search(/\s#/);
    const end = comment < 0 ? lineEnd : start + comment;
    return at <= end
      ? scalarFinding(passage, start, end, options)
      : passage.around.insideText(passage);
  };
}

export const environment = settingsLine({ variables: true, decode: asWritten });
export const properties = settingsLine({ variables: false, decode: scriptEscapes });
export const ini = settingsLine({ variables: false, decode: asWritten });
