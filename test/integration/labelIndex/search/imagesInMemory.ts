/** Images in memory and in the postings of a database in memory, so that the answers of both can be compared. */
import { DatabaseSync } from "node:sqlite";
import type { Corrections, FoundImage } from "../../../../src/labelIndex/port.ts";
import { Postings } from "../../../../src/labelIndex/postings.ts";
import type { ImageReader } from "../../../../src/labelIndex/search/imageReader.ts";
import { Searcher } from "../../../../src/labelIndex/search/searcher.ts";
import { imageTables, postingTables } from "../../../../src/labelIndex/tables.ts";
import { foldText } from "../../../../src/labels/search.ts";
import { currentLabels } from "../../../../src/query/currentLabels.ts";
import {
  compareFound,
  type JudgedImage,
  judgedImage,
  type KnownImage,
  matches,
  sortValue,
} from "../../../../src/query/judge.ts";
import type { Query } from "../../../../src/query/query.ts";

export class ImagesInMemory {
  readonly database: DatabaseSync;
  readonly postings: Postings;
  readonly searcher: Searcher;
  readonly images: Map<number, KnownImage>;

  /** Another one on the same file has the same images, as another window has. */
  constructor(file = ":memory:", other?: ImagesInMemory) {
    this.database = new DatabaseSync(file);
    this.images = other?.images ?? new Map();
    if (!other) {
      this.database.exec("PRAGMA journal_mode = WAL");
      this.database.exec(imageTables);
      this.database.exec(postingTables);
    }
    this.postings = new Postings(this.database);
    const reader: ImageReader = {
      found: (images) => {
        const known = images.flatMap((image) => {
          const one = this.images.get(image);
          return one ? [[image, foundImage(one)] as const] : [];
        });
        return new Map(known);
      },
      judged: (image) => {
        const known = this.images.get(image);
        return known && { labels: known.detection?.labels, corrections: known.corrections };
      },
    };
    this.searcher = new Searcher(this.database, this.postings, reader);
  }

  set(number: number, image: KnownImage): void {
    this.images.set(number, image);
    this.#inTransaction(() => this.writeInTransaction(number));
  }

  /** Writes an image that is in `images` within a transaction that others share. */
  writeInTransaction(number: number): void {
    const image = this.images.get(number);
    if (!image) return;
    const { object, detection, isOutdated, corrections } = image;
    const labels = this.postings.set(number, {
      ...object,
      labels: detection?.labels,
      isDetected: detection !== undefined || isOutdated,
      isOutdated,
      corrections: corrections as Corrections | undefined,
    });
    this.database
      .prepare(
        `INSERT OR REPLACE INTO images (id, account, bucket, key, size, modified, storage_class, detected, labels)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        number,
        object.account,
        object.bucket,
        object.key,
        object.size ?? null,
        timeOf(object.lastModified),
        object.storageClass ?? null,
        timeOf(detection?.detectedAt),
        labels,
      );
  }

  remove(number: number): void {
    this.images.delete(number);
    this.#inTransaction(() => {
      this.postings.remove(number);
      this.database.prepare("DELETE FROM images WHERE id = ?").run(number);
    });
  }

  /** Everything that waits is written into its blocks. */
  mergeAll(): void {
    while (this.postings.merge(0));
  }

  /** What the language means by a query: the URIs of all images that it finds, in its order. */
  expected(query: Query): string[] {
    const found = this.judged(query).map((image) => ({
      object: image.object,
      value: sortValue(query, image),
    }));
    return found.sort((a, b) => compareFound(query.sort, a, b)).map(({ object }) => uriOf(object));
  }

  judged(query: Query): JudgedImage[] {
    return [...this.images.values()]
      .map(judgedImage)
      .filter((one) => matches(query.condition, one));
  }

  /** Folded names with the number of images that have each, or a label below it, among those that a query finds. */
  expectedFacets(query: Query): Map<string, number> {
    const counts = new Map<string, number>();
    for (const { labels } of this.judged(query)) {
      const names = new Set(labels.flatMap(({ name, above }) => [name, ...above]));
      for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    return counts;
  }

  async facets(query: Query): Promise<Map<string, number>> {
    const facets = await this.searcher.facets(query, 10_000);
    return new Map(facets.map(({ name, images }) => [foldText(name), images]));
  }

  /** All pages of an answer, each of which must say the same total. */
  async pages(query: Query, limit: number): Promise<{ total: number; uris: string[] }> {
    const uris: string[] = [];
    let total = 0;
    for (let after: string | undefined; ; ) {
      const page = await this.searcher.search(query, { limit, after });
      total = page.total;
      uris.push(...page.images.map(({ object }) => uriOf(object)));
      after = page.after;
      if (after === undefined) return { total, uris };
    }
  }

  #inTransaction(work: () => void): void {
    this.database.exec("BEGIN IMMEDIATE");
    work();
    this.database.exec("COMMIT");
  }
}

export function uriOf({ account, bucket, key }: KnownImage["object"]): string {
  return `${account}|${bucket}|${key}`;
}

function foundImage({ object, detection, corrections, isOutdated }: KnownImage): FoundImage {
  const { account, bucket, key } = object;
  return {
    object: { account, bucket, key },
    ...(detection && {
      detection: { threshold: 0.5, detectedAt: detection.detectedAt },
    }),
    labels: currentLabels(detection?.labels ?? [], corrections),
    isOutdated,
    ...(corrections && { corrections }),
  };
}

function timeOf(text: string | undefined): number | null {
  const time = Date.parse(text ?? "");
  return Number.isNaN(time) ? null : time;
}
