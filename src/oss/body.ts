/** Reads the body of an answer, decompressed, and never more of it than the caller can use. */
import { pipeline, type Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate } from "node:zlib";
import { NetworkFailure } from "./networkFailure.ts";

export interface BodyLimits {
  /** Most bytes, before and after decompression. More ends in `answer-too-large`. */
  readonly maxBytes: number;
  /** Milliseconds for the whole body, however steadily it trickles. */
  readonly deadline: number;
}

/**
 * The whole body. Throws a {@link NetworkFailure}, or whatever the streams fail with; the connection
 * is given up then.
 */
export async function readBody(
  body: Readable,
  headers: Readonly<Record<string, string>>,
  { maxBytes, deadline }: BodyLimits,
): Promise<Uint8Array> {
  const timer = setTimeout(() => body.destroy(new NetworkFailure("stalled", true)), deadline);
  try {
    if (Number(headers["content-length"]) > maxBytes) throw tooLarge();
    const decoder = decoderOf(headers["content-encoding"]);
    // The pipeline's own callback only keeps its error from being unhandled: the loop sees it too.
    const source: Readable =
      decoder === undefined ? body : pipeline(body, decoder, () => undefined);
    return await collect(source, maxBytes);
  } catch (error) {
    body.on("error", () => undefined).destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function collect(source: Readable, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > maxBytes) throw tooLarge();
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, length);
}

function decoderOf(encoding = "identity"): Transform | undefined {
  switch (encoding.trim().toLowerCase()) {
    case "":
    case "identity":
      return undefined;
    case "gzip":
    case "x-gzip":
      return createGunzip();
    case "deflate":
      return createInflate();
    case "br":
      return createBrotliDecompress();
    default:
      throw new NetworkFailure("unreadable-answer", true);
  }
}

function tooLarge(): NetworkFailure {
  return new NetworkFailure("answer-too-large", true);
}
