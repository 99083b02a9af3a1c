/** An order by a number of the images themselves, such as their size. */
import type { Statements } from "../statements.ts";
import { ImageSet } from "./imageSet.ts";
import { compareRefs, type KeyedImage, type KeyOrder } from "./keyOrder.ts";
import type { PageOfRanking, Ranked, Ranking } from "./ranking.ts";
import type { Turns } from "./turns.ts";

/** Images up to which all values are fetched and sorted, instead of walking an index. */
const fewImages = 4000;
const firstRows = 1000;
const mostRows = 20_000;

export type NumberColumn = "size" | "modified" | "detected" | "labels";

export class ColumnRanking implements Ranking {
  readonly #statements: Statements;
  readonly #set: ImageSet;
  readonly #column: NumberColumn;
  readonly #isReversed: boolean;
  readonly #keys: KeyOrder;
  readonly #turns: Turns;

  constructor(
    statements: Statements,
    set: ImageSet,
    column: NumberColumn,
    isReversed: boolean,
    keys: KeyOrder,
    turns: Turns,
  ) {
    this.#statements = statements;
    this.#set = set;
    this.#column = column;
    this.#isReversed = isReversed;
    this.#keys = keys;
    this.#turns = turns;
  }

  async page(page: PageOfRanking): Promise<Ranked[]> {
    return this.#set.size <= fewImages ? this.#ofFew(page) : this.#walked(page);
  }

  async #ofFew({ skip, limit, after }: PageOfRanking): Promise<Ranked[]> {
    const images: Keyed[] = [];
    for (const image of this.#set.toArray()) {
      const ref = this.#keys.refOf(image);
      if (ref) images.push({ ...ref, value: this.#valueOf(image) });
      await this.#turns.next();
    }
    images.sort((a, b) => this.#compare(a, b));
    const mark = after && { ...after.ref, value: after.value };
    const rest = mark ? images.filter((one) => this.#compare(one, mark) > 0) : images;
    return rest.slice(skip, skip + limit);
  }

  #valueOf(image: number): number | undefined {
    const row = this.#statements.get(
      `SELECT ${this.#column} AS value FROM images WHERE id = ?`,
      image,
    );
    return typeof row?.["value"] === "number" ? row["value"] : undefined;
  }

  /** From one value to the next, with the images of each by their keys. */
  async #walked({ skip, limit, after }: PageOfRanking): Promise<Ranked[]> {
    const found: Ranked[] = [];
    let toSkip = skip;
    const take = async (value: number | undefined, images: readonly number[] | ImageSet) => {
      const isStart = after !== undefined && after.value === value;
      const size = images instanceof ImageSet ? images.size : images.length;
      const count = isStart ? 0 : size;
      if (count > 0 && toSkip >= count) {
        toSkip -= count;
        return;
      }
      const stretch = {
        skip: toSkip,
        limit: limit - found.length,
        after: isStart ? after.ref : undefined,
      };
      const refs = await this.#keys.first(this.#small(images), stretch);
      found.push(...refs.map(({ image }) => ({ image, value })));
      toSkip = 0;
    };
    if (!after || after.value !== undefined) {
      for await (const { value, images } of this.#groups(after?.value)) {
        await take(value, images);
        if (found.length >= limit) return found;
      }
    }
    const unknown = this.#set.copy();
    unknown.deleteAll(await this.#known());
    await take(undefined, unknown);
    return found;
  }

  /** The images of the set by their values, from a value on. */
  async *#groups(
    from: number | undefined,
  ): AsyncIterable<{ readonly value: number; readonly images: readonly number[] }> {
    const column = this.#column;
    const order = this.#isReversed ? "ASC" : "DESC";
    const beyond = this.#isReversed ? ">" : "<";
    let condition = from === undefined ? "" : `AND ${column} ${beyond}= ?`;
    let values = from === undefined ? [] : [from];
    let value: number | undefined;
    let images: number[] = [];
    for (let rows = firstRows; ; rows = Math.min(mostRows, rows * 4)) {
      const batch = this.#statements.arrays(
        `SELECT id, ${column} FROM images WHERE ${column} IS NOT NULL ${condition}
         ORDER BY ${column} ${order}, id ${order} LIMIT ${rows}`,
        ...values,
      ) as unknown as (readonly [number, number])[];
      for (const [image, next] of batch) {
        if (next !== value) {
          if (value !== undefined && images.length > 0) yield { value, images };
          value = next;
          images = [];
        }
        if (this.#set.has(image)) images.push(image);
      }
      const last = batch.at(-1);
      if (!last || batch.length < rows) break;
      condition = `AND (${column}, id) ${beyond} (?, ?)`;
      values = [last[1], last[0]];
      await this.#turns.next();
    }
    if (value !== undefined && images.length > 0) yield { value, images };
  }

  async #known(): Promise<ImageSet> {
    const known = this.#setOf([]);
    for (let after = -1; ; ) {
      const rows = this.#statements.arrays(
        `SELECT id FROM images WHERE id > ? AND ${this.#column} IS NOT NULL ORDER BY id LIMIT ${mostRows}`,
        after,
      );
      for (const [image] of rows) {
        after = Number(image);
        known.add(after);
      }
      if (rows.length < mostRows) return known;
      await this.#turns.next();
    }
  }

  /** Many as a set, and few as they are. */
  #small(images: readonly number[] | ImageSet): readonly number[] | ImageSet {
    return images instanceof ImageSet || images.length <= fewImages ? images : this.#setOf(images);
  }

  #setOf(images: readonly number[]): ImageSet {
    const set = this.#set.emptyCopy();
    for (const image of images) set.add(image);
    return set;
  }

  #compare(one: Omit<Keyed, "image">, other: Omit<Keyed, "image">): number {
    if (one.value === undefined || other.value === undefined) {
      return (
        Number(one.value === undefined) - Number(other.value === undefined) ||
        compareRefs(one, other)
      );
    }
    const difference = other.value - one.value;
    return (this.#isReversed ? -difference : difference) || compareRefs(one, other);
  }
}

type Keyed = KeyedImage & Ranked;
