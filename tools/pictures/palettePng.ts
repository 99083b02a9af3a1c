/** Writes flat drawings as palette PNGs, a third of the size of a browser's true-colour ones. */
import { crc32, deflateSync } from "node:zlib";

/** Pixels as a canvas has them: 4 bytes each (red, green, blue, alpha), row by row. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const paletteColour = 3;

/** A PNG of so many colours, 256 at most: the commonest stay, the others become the nearest of them. */
export function palettePng({ width, height, rgba }: Pixels, mostColours: number): Buffer {
  const colours = coloursOf(rgba);
  const palette = commonest(colours, mostColours);
  const indexOf = nearestIndexes(new Set(colours), palette);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, paletteColour, 0, 0, 0], 8);
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      rows[y * (width + 1) + 1 + x] = indexOf.get(colours[y * width + x] ?? 0) ?? 0;
    }
  }
  return Buffer.concat([
    signature,
    chunk("IHDR", header),
    chunk("PLTE", Buffer.from(palette.flatMap((colour) => channels(colour).slice(0, 3)))),
    ...transparency(palette),
    chunk("IDAT", deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** The alphas of the palette; nothing where all is opaque. */
function transparency(palette: readonly number[]): Buffer[] {
  const alphas = palette.map((colour) => channels(colour)[3]);
  return alphas.every((alpha) => alpha === 255) ? [] : [chunk("tRNS", Buffer.from(alphas))];
}

function coloursOf(rgba: Uint8Array): Uint32Array {
  const colours = new Uint32Array(rgba.length / 4);
  for (let pixel = 0; pixel < colours.length; pixel += 1) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(pixel * 4, pixel * 4 + 4);
    colours[pixel] = (alpha << 24) | (red << 16) | (green << 8) | blue;
  }
  return colours;
}

function commonest(colours: Uint32Array, limit: number): number[] {
  const counts = new Map<number, number>();
  for (const colour of colours) counts.set(colour, (counts.get(colour) ?? 0) + 1);
  return [...counts]
    .sort(([colourA, countA], [colourB, countB]) => countB - countA || colourA - colourB)
    .slice(0, limit)
    .map(([colour]) => colour);
}

function nearestIndexes(colours: Set<number>, palette: number[]): Map<number, number> {
  const shades = palette.map(channels);
  const nearest = (colour: number): number => {
    const wanted = channels(colour);
    let best = 0;
    let bestDistance = Number.POSITIVE_INFINITY;
    for (const [index, shade] of shades.entries()) {
      const distance = squaredDistance(wanted, shade);
      if (distance >= bestDistance) continue;
      best = index;
      bestDistance = distance;
    }
    return best;
  };
  return new Map([...colours].map((colour) => [colour, nearest(colour)]));
}

type Channels = [red: number, green: number, blue: number, alpha: number];

function channels(colour: number): Channels {
  return [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255, colour >>> 24];
}

function squaredDistance(a: Channels, b: Channels): number {
  const colour = (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 + (a[2] - b[2]) ** 2;
  return colour + (a[3] - b[3]) ** 2;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  framed.set(body, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
