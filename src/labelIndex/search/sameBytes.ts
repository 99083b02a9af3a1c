/** Images that have the very same bytes. */
import { isSameContent } from "../fingerprint.ts";
import type { Statements } from "../statements.ts";
import type { ImageSet } from "./imageSet.ts";
import type { Turns } from "./turns.ts";

const rowsAtOnce = 10_000;

/** What the bytes of an image are told by. */
interface Bytes {
  readonly image: number;
  readonly crc64?: string;
  readonly etag?: string;
  readonly size?: number;
}

function bytesOf(row: readonly unknown[]): Bytes {
  const [image, crc64, etag, size] = row;
  return {
    image: Number(image),
    ...(typeof crc64 === "string" && { crc64 }),
    ...(typeof etag === "string" && { etag }),
    ...(typeof size === "number" && { size }),
  };
}

/** With the very bytes of an image, itself included; only itself where its bytes are not known. */
export function imagesOfSameBytes(image: number, statements: Statements): number[] {
  const columns = "SELECT id, crc64, etag, size FROM images";
  const [row] = statements.arrays(`${columns} WHERE id = ?`, image);
  if (!row) return [];
  const bytes = bytesOf(row);
  const candidates = [
    ...(bytes.crc64 === undefined
      ? []
      : statements.arrays(`${columns} WHERE crc64 = ?`, bytes.crc64)),
    ...(bytes.etag === undefined ? [] : statements.arrays(`${columns} WHERE etag = ?`, bytes.etag)),
  ].map(bytesOf);
  const same = candidates.filter((one) => isSameContent(one, bytes)).map((one) => one.image);
  return [...new Set([image, ...same])];
}

/** Groups of at least two images of a set that have the same bytes, the largest first. */
export async function groupsOfSameBytes(
  set: ImageSet,
  statements: Statements,
  turns: Turns,
): Promise<number[][]> {
  const groups = new Groups();
  for (const column of ["crc64", "etag"] as const) {
    let value: string | undefined;
    // Of those with the value, the first of each size.
    let bySize = new Map<number, Bytes>();
    let last: readonly (string | number)[] | undefined;
    for (;;) {
      const rows = statements.arrays(
        `SELECT id, crc64, etag, size FROM images
         WHERE ${column} IS NOT NULL ${last ? `AND (${column}, id) > (?, ?)` : ""}
         ORDER BY ${column}, id LIMIT ${rowsAtOnce}`,
        ...(last ?? []),
      );
      for (const row of rows) {
        const bytes = bytesOf(row);
        last = [bytes[column] ?? "", bytes.image];
        if (bytes[column] !== value) bySize = new Map();
        value = bytes[column];
        if (bytes.size === undefined || !set.has(bytes.image)) continue;
        const first = bySize.get(bytes.size);
        if (!first) bySize.set(bytes.size, bytes);
        else if (isSameContent(first, bytes)) groups.unite(first.image, bytes.image);
      }
      if (rows.length < rowsAtOnce) break;
      await turns.next();
    }
  }
  return groups.all().sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
}

/** Images that are the same, told pair by pair. */
class Groups {
  readonly #groupOf = new Map<number, number[]>();

  unite(one: number, other: number): void {
    const first = this.#groupOf.get(one) ?? [one];
    const second = this.#groupOf.get(other) ?? [other];
    if (first === second) return;
    const [large, small] = first.length < second.length ? [second, first] : [first, second];
    for (const image of small) {
      large.push(image);
      this.#groupOf.set(image, large);
    }
    for (const image of [one, other]) this.#groupOf.set(image, large);
  }

  all(): number[][] {
    return [...new Set(this.#groupOf.values())].map((group) => group.sort((a, b) => a - b));
  }
}
