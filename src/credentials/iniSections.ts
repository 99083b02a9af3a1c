/** An INI file as flat sections of texts; what the library makes of odd lines is flattened or dropped. */

export interface IniSection {
  /** As written between the brackets; empty for what stands before the first section. */
  readonly name: string;
  /** Keys as written; of repeated keys the last. */
  readonly values: ReadonlyMap<string, string>;
}

/**
 * The sections of `text`, merged where a name is repeated; `undefined` when it cannot be read at all.
 * Comments (`#`, `;`), blank lines, indentation and any line ends are fine; odd lines are skipped. Between
 * a key and its value stands `=` or `:`, both of which ossutil takes.
 */
export async function iniSections(text: string): Promise<IniSection[] | undefined> {
  const { parse } = (await import("ini")).default;
  // The library takes an indented section for a key, splits names at dots unless they are escaped, and
  // knows no colons.
  const lines = text.split(/\r\n|\r|\n/).map((line) => {
    const trimmed = line.trim();
    if (trimmed.startsWith("[")) return trimmed.replace(/(?<!\\)\./g, "\\.");
    return trimmed.replace(/^([^#;=:][^=:]*):/, "$1=");
  });
  try {
    return flatten("", parse(lines.join("\n")) as Record<string, unknown>);
  } catch {
    return undefined;
  }
}

function flatten(name: string, table: Record<string, unknown>): IniSection[] {
  const values = new Map<string, string>();
  const below: IniSection[] = [];
  for (const [key, value] of Object.entries(table)) {
    if (isTable(value)) {
      below.push(...flatten(name ? `${name}.${key}` : key, value));
      continue;
    }
    const last: unknown = Array.isArray(value) ? value.at(-1) : value;
    // The library gives `true` to a line without an equals sign.
    if (typeof last === "string" || typeof last === "number")
      values.set(key, unquoted(String(last)));
  }
  return [{ name, values }, ...below];
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The library keeps the quotes of a value that a comment follows. */
function unquoted(value: string): string {
  return /^(["']).*\1$/.test(value) && value.length > 1 ? value.slice(1, -1) : value;
}
