/**
 * A file that people supply: what labels are to be called, one name a line. As TSV or CSV each line is `name⇥shown name`
 * (or with a comma, and quotes as in RFC 4180); as JSON it is an object, or an array of pairs.
 */
import { foldText } from "../labels/search.ts";

export type SuppliedFormat = "tsv" | "csv" | "json";

export interface SuppliedNames {
  /** By folded names; of a name that is given twice the last counts. */
  readonly names: ReadonlyMap<string, string>;
  readonly problems: readonly SuppliedProblem[];
}

/** A line, or an entry of JSON, that is left out. */
export interface SuppliedProblem {
  /** From 1; of JSON the number of the entry. */
  readonly line: number;
  readonly reason: "not-two-columns" | "no-name" | "no-shown-name" | "not-text" | "not-json";
}

/** By the file's ending; `undefined` for any other. */
export function suppliedFormat(file: string): SuppliedFormat | undefined {
  const ending = /\.(tsv|csv|json)$/i.exec(file)?.[1]?.toLowerCase();
  return ending as SuppliedFormat | undefined;
}

/** Never throws: what cannot be read is a problem, and everything else counts. */
export function readSuppliedNames(text: string, format: SuppliedFormat): SuppliedNames {
  const names = new Map<string, string>();
  const problems: SuppliedProblem[] = [];
  const rows = format === "json" ? jsonRows(text) : lineRows(text, format);
  for (const { line, cells, problem } of rows) {
    const reason = problem ?? problemOf(cells);
    if (reason !== undefined) {
      problems.push({ line, reason });
      continue;
    }
    const [name = "", shown = ""] = cells.map((cell) => String(cell).trim());
    names.set(foldText(name), shown);
  }
  return { names, problems };
}

interface Row {
  readonly line: number;
  readonly cells: readonly unknown[];
  /** Why there are none. */
  readonly problem?: SuppliedProblem["reason"];
}

function problemOf(cells: readonly unknown[]): SuppliedProblem["reason"] | undefined {
  if (cells.length !== 2) return "not-two-columns";
  const [name, shown] = cells;
  if (typeof name !== "string" || typeof shown !== "string") return "not-text";
  if (name.trim() === "") return "no-name";
  return shown.trim() === "" ? "no-shown-name" : undefined;
}

/** Empty lines, comments and a head of `name` and `shown` are none. */
function lineRows(text: string, format: "tsv" | "csv"): Row[] {
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\r|\n/);
  return lines.flatMap((line, index): Row[] => {
    if (line.trim() === "" || line.startsWith("#")) return [];
    const cells = format === "tsv" ? line.split("\t") : csvCells(line);
    if (index === 0 && /^(?:name|label)$/i.test(cells[0]?.trim() ?? "")) return [];
    return [{ line: index + 1, cells }];
  });
}

/** Of one line: names have no line breaks. */
function csvCells(line: string): string[] {
  const cells = [...`,${line}`.matchAll(/,(?:\s*"((?:[^"]|"")*)"\s*(?=,|$)|([^,]*))/g)];
  return cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "");
}

function jsonRows(text: string): Row[] {
  const value = parsed(text);
  const entries = Array.isArray(value)
    ? value
    : typeof value === "object" && value !== null
      ? Object.entries(value)
      : undefined;
  if (!entries) return [{ line: 1, cells: [], problem: "not-json" }];
  return entries.map((entry, index) => ({
    line: index + 1,
    cells: Array.isArray(entry) ? entry : [],
  }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ""));
  } catch {
    // What is wrong with it is said as a problem of the file.
    return undefined;
  }
}
