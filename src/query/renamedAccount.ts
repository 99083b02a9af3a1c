/** A query in which an account has another name. */
import { piecesOf } from "./parse.ts";
import { unquoted, writeText } from "./write.ts";

/**
 * The text with each `account:` of one name in the other; everything else stays as it is written. `undefined` where it
 * names no such account, and where it cannot be read.
 */
export function withAccountRenamed(text: string, from: string, to: string): string | undefined {
  const pieces = piecesOf(text);
  let written = "";
  let at = 0;
  for (const [index, { kind, start, end }] of pieces.entries()) {
    const field = pieces[index - 1];
    const isAccount = field && /^account:?$/i.test(text.slice(field.start, field.end));
    if (kind !== "text" || !isAccount || unquoted(text.slice(start, end)) !== from) continue;
    written += text.slice(at, start) + writeText(to);
    at = end;
  }
  return at === 0 ? undefined : written + text.slice(at);
}
