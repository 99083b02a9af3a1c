/** Comma-separated values, read record by record. (RFC 4180) */

/** No field of an inventory or of a list is longer, in characters: a quote that is never closed must not be read for ever. */
const maxRecord = 100_000;

/** Records of a text that comes in lines. Quotes may hold line breaks; a quote inside is written twice. */
export async function* csvRecords(
  lines: AsyncIterable<string>,
): AsyncGenerator<string[], void, undefined> {
  let open = "";
  for await (const line of lines) {
    const text = open === "" ? line : `${open}\n${line}`;
    const record = text.length > maxRecord ? splitRecord(text, true) : splitRecord(text, false);
    if (record === undefined) open = text;
    else {
      open = "";
      if (record.length > 1 || record[0] !== "") yield record;
    }
  }
  if (open !== "") yield splitRecord(open, true) ?? [];
}

/** `undefined` while a quote is open, unless this is the end. */
function splitRecord(text: string, isEnd: boolean): string[] | undefined {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    let field = "";
    if (text[at] === '"') {
      at += 1;
      for (;;) {
        const quote = text.indexOf('"', at);
        if (quote < 0 && !isEnd) return undefined;
        const end = quote < 0 ? text.length : quote;
        field += text.slice(at, end);
        at = end + 1;
        if (text[at] !== '"') break;
        field += '"';
        at += 1;
      }
    }
    const comma = text.indexOf(",", at);
    field += text.slice(at, comma < 0 ? text.length : comma);
    fields.push(field);
    if (comma < 0) return fields;
    at = comma + 1;
  }
}
