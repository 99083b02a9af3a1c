/** How code stands in a file: below the cursor's line, or on it when that is empty, and as far in. */
import { indented } from "./lines.ts";

export interface Insertion {
  /** From here to the end of the cursor's line is replaced. */
  readonly start: number;
  readonly text: string;
}

/**
 * @param line of the cursor
 * @param step one step of indentation in this file; what follows a brace or a colon goes that much further in
 */
export function insertionBelow(line: string, step: string, code: string): Insertion {
  const own = /^\s*/.exec(line)?.[0] ?? "";
  const text = (by: string) => indented(code, by).trimEnd();
  if (own === line) return { start: 0, text: text(own) };
  const opens = /[{:([]\s*$/.test(line);
  return { start: line.length, text: `\n${text(opens ? own + step : own)}` };
}
