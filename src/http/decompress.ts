/** Unpacks a body, and never more of it than the caller can use. */
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { NetworkError } from "./networkError.ts";

type Unpack = (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Uint8Array>;

const encodings: ReadonlyMap<string, Unpack> = new Map<string, Unpack>([
  ["gzip", promisify(gunzip) as Unpack],
  ["x-gzip", promisify(gunzip) as Unpack],
  ["deflate", promisify(inflate) as Unpack],
  ["br", promisify(brotliDecompress) as Unpack],
]);

/**
 * The bytes as they were before `encoding` (a Content-Encoding). Throws a {@link NetworkError}:
 * `answer-too-large` for more than `maxBytes`, `truncated-answer`, `unreadable-answer`.
 */
export async function decompress(
  bytes: Uint8Array,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Uint8Array> {
  const name = encoding?.trim().toLowerCase() ?? "";
  if (name === "" || name === "identity" || bytes.length === 0) return bytes;
  const unpack = encodings.get(name);
  if (unpack === undefined) throw new NetworkError("unreadable-answer", true);
  try {
    return await unpack(bytes, { maxOutputLength: Math.max(1, maxBytes) });
  } catch (error) {
    throw new NetworkError(failureCode(error), true, error);
  }
}

function failureCode(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case "ERR_BUFFER_TOO_LARGE":
      return "answer-too-large";
    case "Z_BUF_ERROR":
      return "truncated-answer";
    default:
      return "unreadable-answer";
  }
}
