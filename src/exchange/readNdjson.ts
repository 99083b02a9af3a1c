/** Reads `ndjson` back: line by line, so that a wrong line costs itself alone and memory does not grow with the file. */
import { Refusal } from "../errors/refusal.ts";
import type { ExchangeImage } from "../labelIndex/port.ts";
import { parseJson } from "../oss/lenient.ts";
import { readExchangeImage } from "./exchangeLineSchema.ts";
import { exchangeSchema } from "./ndjson.ts";

/** A line that is not empty: its image, or why it has none. */
export type ReadLine = { readonly line: number } & (
  | { readonly image: ExchangeImage }
  | { readonly problem: Refusal<"wrong-line"> }
);

/** Bytes of a line. An answer of the service has 8 MB at most, and an image rarely more than one. */
const maxLineBytes = 32 * 1024 * 1024;

/**
 * The lines of a file that comes in pieces, counted from 1, those of a piece at once. Lines end in LF or CRLF; a byte
 * order mark at the beginning and empty lines are passed over.
 */
export async function* readNdjson(
  pieces: AsyncIterable<Uint8Array>,
  limit = maxLineBytes,
): AsyncGenerator<ReadLine[]> {
  const line = new LineBytes(limit);
  for await (const piece of pieces) {
    const lines: ReadLine[] = [];
    let from = 0;
    for (let end = piece.indexOf(lineFeed); end !== -1; end = piece.indexOf(lineFeed, from)) {
      line.add(piece.subarray(from, end));
      lines.push(...line.end());
      from = end + 1;
    }
    // A piece may be used again by who gave it.
    line.add(piece.slice(from));
    if (lines.length > 0) yield lines;
  }
  const last = line.end();
  if (last.length > 0) yield last;
}

const lineFeed = 10;

/** What has come of a line, no more of it than the limit. */
class LineBytes {
  readonly #limit: number;
  #parts: Uint8Array[] = [];
  #length = 0;
  #number = 1;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(part: Uint8Array): void {
    this.#length += part.length;
    if (this.#length > this.#limit) this.#parts = [];
    else if (part.length > 0) this.#parts.push(part);
  }

  /** Reads the line and begins the next one. Nothing for an empty line. */
  end(): ReadLine[] {
    const line = this.#number;
    const [bytes, isTooLong] = [joined(this.#parts), this.#length > this.#limit];
    this.#parts = [];
    this.#length = 0;
    this.#number += 1;
    if (isTooLong) return [wrong(line, { reason: "too-long", bytes: this.#limit })];
    const text = decode(line === 1 ? withoutMark(bytes) : bytes);
    if (text === undefined) return [wrong(line, { reason: "not-utf8" })];
    return text.trim() === "" ? [] : [readLine(line, text)];
  }
}

function readLine(line: number, text: string): ReadLine {
  const value = parseJson(text);
  if (value === undefined) return wrong(line, { reason: "not-json" });
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return wrong(line, { reason: "no-object" });
  }
  const schema: unknown = "schema" in value ? value.schema : undefined;
  if (schema !== exchangeSchema) {
    const isOurs = typeof schema === "string" && /^oss-image-labels\/\d{1,9}$/.test(schema);
    if (isOurs) return wrong(line, { reason: "newer-schema", schema });
    return wrong(line, { reason: "no-schema", schema: exchangeSchema });
  }
  const read = readExchangeImage(value);
  if ("field" in read) return wrong(line, { reason: "wrong-field", ...read });
  return { line, image: read };
}

function wrong(
  line: number,
  facts: ConstructorParameters<typeof Refusal<"wrong-line">>[1],
): ReadLine {
  return { line, problem: new Refusal("wrong-line", facts) };
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function withoutMark(bytes: Uint8Array): Uint8Array {
  const isMarked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return isMarked ? bytes.subarray(3) : bytes;
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** `undefined` for what is not UTF-8: guessing would change names. */
function decode(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}
