/** A value without quotes in a line of YAML, a property file or an environment file. */
import type { Passage } from "../passage.ts";
import type { Finding } from "../reading.ts";
import type { Decode } from "../scan/decoded.ts";
import {
  dollarBraces,
  dollarName,
  type HoleKind,
  holesBetween,
  templateTags,
} from "../scan/holes.ts";
import { spanFinding } from "../span.ts";

const holeKinds: readonly HoleKind[] = [dollarBraces, ...templateTags];
const withVariables = [...holeKinds, dollarName];

/** Reads the text between two offsets as one value; it may hold blanks. */
export function scalarFinding(
  passage: Passage,
  start: number,
  end: number,
  options: { readonly decode?: Decode; readonly variables?: boolean } = {},
): Finding {
  const kinds = options.variables ? withVariables : holeKinds;
  const holes = holesBetween(passage.text, start, end, kinds);
  const { decode } = options;
  return spanFinding(passage, { start, end, holes, syntax: "scalar", ...(decode && { decode }) });
}
