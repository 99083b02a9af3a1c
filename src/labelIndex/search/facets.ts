/** How many images of a set have each name, and what names there are. */
import { compareKeys } from "../../oss/keyOrder.ts";
import { families, familyOf, idOf, postingOf } from "../imageEntries.ts";
import { eachPosting } from "../packedEntries.ts";
import type { LabelCount } from "../port.ts";
import type { PostingPart, Postings } from "../postings.ts";
import type { Statements } from "../statements.ts";
import { inPieces } from "./imageReader.ts";
import { countCommon, countCommonOfEither, type ImageSet } from "./imageSet.ts";
import type { Turns } from "./turns.ts";

/**
 * Images, for each block of the index, up to which the names of each image are read instead of the images of each name.
 * Both take some 100 ms there.
 */
const fewImagesOfBlock = 2500;

export interface NameCount {
  readonly name: number;
  readonly images: number;
}

export class Facets {
  readonly #statements: Statements;
  readonly #postings: Postings;
  readonly #turns: Turns;

  constructor(statements: Statements, postings: Postings, turns: Turns) {
    this.#statements = statements;
    this.#postings = postings;
    this.#turns = turns;
  }

  /** The most frequent names of a set. */
  async top(set: ImageSet, size: number, limit: number): Promise<LabelCount[]> {
    const counts = isOfFew(set, size)
      ? await this.#byImages(set)
      : await this.#topNames(set, limit);
    return this.labelCounts(counts, mostFrequentFirst).slice(0, limit);
  }

  /** Every name of a set. */
  async all(set: ImageSet, size: number): Promise<NameCount[]> {
    return isOfFew(set, size) ? this.#byImages(set) : this.#topNames(set, Number.POSITIVE_INFINITY);
  }

  /** Names that begin with a folded text, else contain it. */
  named(text: string, limit: number): LabelCount[] {
    const rows = this.#statements.all(
      `SELECT id, images, substr(folded, 1, length(?1)) = ?1 AS begins FROM names
       WHERE instr(folded, ?1) > 0 OR ?1 = ''`,
      text,
    );
    const begins = new Set(rows.filter((row) => row["begins"] === 1).map(({ id }) => Number(id)));
    const counts = rows.map((row) => this.#counted(Number(row["id"]), Number(row["images"])));
    const isLater = ({ name }: NameCount) => Number(!begins.has(name));
    return this.labelCounts(counts, (a, b) => isLater(a) - isLater(b) || b.images - a.images).slice(
      0,
      limit,
    );
  }

  /** Names that no image has below another. */
  roots(): LabelCount[] {
    const parents = new Map<number, number[]>();
    for (const { parent, child } of this.#links()) {
      const known = parents.get(child);
      if (known) known.push(parent);
      else parents.set(child, [parent]);
    }
    const roots = [...parents].filter(([, above]) => above.every((parent) => parent === 0));
    return this.#countedNames(roots.map(([name]) => name));
  }

  /** Names directly below a folded one. */
  below(folded: string): LabelCount[] {
    const name = this.#postings.nameOf(folded);
    if (name === undefined) return [];
    const links = this.#links().filter(({ parent, child }) => parent === name && child !== name);
    return this.#countedNames(links.map(({ child }) => child));
  }

  /** With their names, without those that no image has; those that are equal by the order by their names. */
  labelCounts(
    counts: readonly NameCount[],
    order: (a: NameCount, b: NameCount) => number,
  ): LabelCount[] {
    const named = counts.flatMap((count) => {
      if (count.images <= 0) return [];
      const row = this.#statements.get("SELECT name, language FROM names WHERE id = ?", count.name);
      return row ? [{ ...count, text: String(row["name"]), language: row["language"] }] : [];
    });
    named.sort((a, b) => order(a, b) || compareKeys(a.text, b.text));
    return named.map(({ text, language, images }) => ({
      name: text,
      ...(typeof language === "string" && { language }),
      images,
    }));
  }

  #links(): { readonly parent: number; readonly child: number }[] {
    const rows = this.#statements.arrays("SELECT id, parent, child, images FROM links");
    return rows.flatMap(([id, parent, child, images]) => {
      const change = this.#postings.countChange(postingOf(families.link, Number(id)));
      return Number(images) + change > 0 ? { parent: Number(parent), child: Number(child) } : [];
    });
  }

  #countedNames(names: readonly number[]): LabelCount[] {
    const counts = names.map((name) => ({ name, images: this.#postings.imagesOf(name) }));
    return this.labelCounts(counts, mostFrequentFirst);
  }

  #counted(name: number, written: number): NameCount {
    const change = this.#postings.countChange(postingOf(families.self, name));
    return { name, images: written + change };
  }

  async #byImages(set: ImageSet): Promise<NameCount[]> {
    const counts = new Map<number, number>();
    for (const images of inPieces(set.toArray())) {
      for (const entries of this.#postings.entriesOf(images)) {
        let last = -1;
        eachPosting(entries, (posting) => {
          const family = familyOf(posting);
          // Postings of one name stand beside each other.
          if (family > families.under || idOf(posting) === last) return;
          last = idOf(posting);
          counts.set(last, (counts.get(last) ?? 0) + 1);
        });
      }
      await this.#turns.next();
    }
    return [...counts].map(([name, images]) => ({ name, images }));
  }

  /** From the most frequent name of the index on, until no other can be among the first any more. */
  async #topNames(set: ImageSet, limit: number): Promise<NameCount[]> {
    const names = this.#statements
      .arrays("SELECT id, images FROM names")
      .map(([id, images]) => this.#counted(Number(id), Number(images)))
      .filter(({ images }) => images > 0)
      .sort(mostFrequentFirst);
    const counts: NameCount[] = [];
    let least = 0;
    for (const { name, images: possible } of names) {
      if (counts.length >= limit && possible < least) break;
      const images = this.#count(name, set);
      if (images > 0) counts.push({ name, images });
      if (counts.length >= limit && (images >= least || least === 0)) {
        counts.sort(mostFrequentFirst);
        least = counts[limit - 1]?.images ?? 0;
      }
      await this.#turns.next();
    }
    return counts;
  }

  /** How many images of a set have a name or are below it. */
  #count(name: number, set: ImageSet): number {
    const under = new Map<number, PostingPart>();
    for (const part of this.#postings.read(postingOf(families.under, name)))
      under.set(part.block, part);
    let count = 0;
    for (const part of this.#postings.read(postingOf(families.self, name))) {
      const other = under.get(part.block);
      under.delete(part.block);
      count += other ? countCommonOfEither(part, other, set) : countCommon(part, set);
    }
    for (const part of under.values()) count += countCommon(part, set);
    return count;
  }
}

function isOfFew(set: ImageSet, size: number): boolean {
  return size <= set.blocks * fewImagesOfBlock;
}

export function mostFrequentFirst(a: NameCount, b: NameCount): number {
  return b.images - a.images;
}
