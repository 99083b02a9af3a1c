/** The bytes of a list or of a report, unpacked where they are packed. */
import { createReadStream } from "node:fs";
import { PassThrough, pipeline, Readable } from "node:stream";
import { createGunzip } from "node:zlib";

/** Of a file of this machine. Rejects with the system's error. */
export async function* filePieces(path: string): AsyncGenerator<Uint8Array, void, undefined> {
  yield* unpacked(createReadStream(path));
}

/** The same bytes, but for gzip, whose contents they are. Rejects where gzip is damaged. */
export async function* unpacked(
  pieces: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const source = Readable.from(pieces)[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
  const first = await source.next();
  if (first.done) return;
  const all = Readable.from(
    (async function* () {
      yield first.value;
      for (;;) {
        const next = await source.next();
        if (next.done) return;
        yield next.value;
      }
    })(),
  );
  const isGzip = first.value[0] === 0x1f && first.value[1] === 0x8b;
  const end = isGzip ? createGunzip() : new PassThrough();
  pipeline(all, end, () => undefined);
  yield* end as AsyncIterable<Uint8Array>;
}
