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
 * The bytes as they were before `encoding` (a Content-Encoding: one name, or several in the order they were applied).
 * Bytes in an encoding that nobody knows, or not in the one that is named, stay as they are: what they are about can
 * judge whether they can be read. Throws a {@link NetworkError}: `answer-too-large` for more than `maxBytes`,
 * `truncated-answer`.
 */
export async function decompress(
  bytes: Uint8Array,
  encoding: string | undefined,
  maxBytes: number,
): Promise<Uint8Array> {
  const names = encoding?.toLowerCase().split(",").slice(0, maxEncodings) ?? [];
  let unpacked = bytes;
  for (const name of names.reverse()) {
    const unpack = encodings.get(name.trim());
    if (unpack && unpacked.length > 0) unpacked = await unpackOrKeep(unpacked, unpack, maxBytes);
  }
  return unpacked;
}

/** A server that names more applies none of them in earnest. */
const maxEncodings = 4;

async function unpackOrKeep(
  bytes: Uint8Array,
  unpack: Unpack,
  maxBytes: number,
): Promise<Uint8Array> {
  try {
    return await unpack(bytes, { maxOutputLength: Math.max(1, maxBytes) });
  } catch (error) {
    const code = failureCodes.get((error as NodeJS.ErrnoException).code ?? "");
    if (code === undefined) return bytes;
    throw new NetworkError(code, true, error);
  }
}

const failureCodes: ReadonlyMap<string, string> = new Map([
  ["ERR_BUFFER_TOO_LARGE", "answer-too-large"],
  ["Z_BUF_ERROR", "truncated-answer"],
]);
