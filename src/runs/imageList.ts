/** A list of images as people and programs write it: a text file, one URI or URL a line. */

/**
 * The lines that name something, one after the other: without blank ones, comments (`#`) and the file's byte order
 * mark, whatever ends a line. A text of any length is read piece by piece.
 */
export async function* listedLines(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<string, void, undefined> {
  for await (const line of linesOf(pieces)) {
    const text = line.trim();
    if (text !== "" && !text.startsWith("#")) yield text;
  }
}

/** Lines of a text in UTF-8, or in UTF-16 with its mark, without what ends them (LF, CR LF or CR). */
export async function* linesOf(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<string, void, undefined> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let rest = "";
  let endedInReturn = false;
  let start: Uint8Array = new Uint8Array();
  for await (const next of pieces) {
    const piece = start.length === 0 ? next : Buffer.concat([start, next]);
    start = new Uint8Array();
    if (!decoder) {
      if (piece.length < 2) {
        start = piece;
        continue;
      }
      // The decoder takes away the mark of its encoding.
      decoder = new TextDecoder(encodingOf(piece));
    }
    let text = decoder.decode(piece, { stream: true });
    if (endedInReturn && text.startsWith("\n")) text = text.slice(1);
    if (text !== "") endedInReturn = text.endsWith("\r");
    const lines = (rest + text).split(/\r\n|\n|\r/);
    rest = lines.pop() ?? "";
    yield* lines;
  }
  rest += decoder ? decoder.decode() : new TextDecoder().decode(start);
  if (rest !== "") yield rest;
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  return first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
}
