/** What a query finds in the label index, for a run. */
import type { LabelIndexPort } from "../../labelIndex/port.ts";
import type { FindPage } from "../../runs/sources.ts";

const pageSize = 1000;

/** Throws a `Refusal` where the query cannot be read. */
export async function queryPages(
  text: string,
  index: Pick<LabelIndexPort, "search">,
): Promise<FindPage> {
  const { parseQuery } = await import("../../query/parse.ts");
  const query = parseQuery(text);
  return (after) => index.search(query, { limit: pageSize, after });
}
