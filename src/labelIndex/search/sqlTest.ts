/** Comparisons with a number in SQL. */
import type { Comparison, DayTest } from "../../query/query.ts";

const day = 24 * 60 * 60 * 1000;

/** The condition on a column, with its values. An unknown value (NULL) holds none. */
export function sqlTest(
  column: string,
  { operator, value }: Comparison | DayTest,
): { readonly sql: string; readonly values: readonly number[] } {
  if (operator !== "on-day") return { sql: `${column} ${operator} ?`, values: [value] };
  return { sql: `${column} >= ? AND ${column} < ?`, values: [value, value + day] };
}
