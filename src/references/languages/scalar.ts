/** A value without quotes in a line of YAML, a property file or an environment file. */

import type { Candidates, TextWindow } from "../recogniser.ts";
import type { Decode } from "../scan/decoded.ts";
import {
  dollarBraces,
  dollarName,
  type InterpolationSyntax,
  interpolationsBetween,
  templateTags,
} from "../scan/interpolations.ts";
import { spanCandidates } from "../span.ts";

const interpolationSyntaxes: readonly InterpolationSyntax[] = [dollarBraces, ...templateTags];
const withVariables = [...interpolationSyntaxes, dollarName];

/** Reads the text between two offsets as one value; it may hold spaces. */
export function scalarCandidates(
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
