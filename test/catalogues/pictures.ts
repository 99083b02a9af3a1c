/** Pictures made on the spot: small PNG files, and ones that only look like pictures. */
import { crc32, deflateSync } from "node:zlib";

export type Colour = readonly [red: number, green: number, blue: number];

/** A whole PNG of one colour with a lighter frame, so that a preview shows something. */
export function png(width: number, height: number, colour: Colour = [64, 128, 192]): Buffer {
  const inside = Buffer.from(colour);
  const frame = Buffer.from(colour.map((part) => Math.min(part + 60, 255)));
  const edge = Math.min(frameWidth, width >> 1);
  const middle = width - 2 * edge;
  const filter = Buffer.alloc(1);
  const outer = Buffer.concat([filter, repeat(frame, width)]);
  const side = repeat(frame, edge);
  const inner = Buffer.concat([filter, side, repeat(inside, middle), side]);
  const rows = Array.from({ length: height }, (_, y) =>
    Math.min(y, height - 1 - y) < frameWidth ? outer : inner,
  );
  return assemble(width, height, deflateSync(Buffer.concat(rows), { level: 1 }));
}

const frameWidth = 4;

function repeat(pixel: Buffer, count: number): Buffer {
  return Buffer.alloc(count * pixel.length, pixel);
}

/** A PNG whose header claims a size that its few bytes do not hold. */
export function pngClaiming(width: number, height: number): Buffer {
  return assemble(width, height, deflateSync(Buffer.alloc(16)));
}

/** Begins as a JPEG and ends before its size is told. */
export function cutJpeg(): Buffer {
  return Buffer.from("ffd8ffe000104a46494600010100000100010000ffdb0043000302", "hex");
}

function assemble(width: number, height: number, pixels: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from("89504e470d0a1a0a", "hex"),
    chunk("IHDR", header),
    chunk("IDAT", pixels),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name), content]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(content.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
