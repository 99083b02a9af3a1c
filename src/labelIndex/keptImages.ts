/** What `LabelIndexPort` answers, in the thread that owns the file. */
import { statSync } from "node:fs";
import type { ObjectRef } from "../oss/objectRef.ts";
import type { Query } from "../query/query.ts";
import type { ImageStore } from "./imageStore.ts";
import type { IndexFile } from "./indexFile.ts";
import { openTemporary, type Sqlite } from "./openStore.ts";
import type {
  Corrections,
  ExchangeImage,
  ExportPage,
  ForgetScope,
  Forgotten,
  FoundImage,
  FoundPage,
  IndexSummary,
  LabelCount,
  PageRequest,
  SimilarImage,
  Statistics,
} from "./port.ts";
import { exportedImage, foundImage, readerOf } from "./readImage.ts";
import { Searcher } from "./search/searcher.ts";
import type { ImageVersion, ObjectVersion, StoredDetection } from "./storedDetection.ts";

/** Images that are forgotten or renamed before others get their turn. */
const atOnce = 200;
/** Objects that the answer to a forgetting names at most. */
const maxNamed = 1000;

export class KeptImages {
  readonly #sqlite: Sqlite;
  readonly #file: IndexFile;
  readonly #path: string;
  readonly #window: string;
  readonly #searchers = new WeakMap<ImageStore, Searcher>();
  #undo: { readonly id: number; readonly store: ImageStore } | undefined;
  #lastUndo = 0;

  /** `window` tells this window's claims from others'. */
  constructor(sqlite: Sqlite, file: IndexFile, path: string, window: string) {
    this.#sqlite = sqlite;
    this.#file = file;
    this.#path = path;
    this.#window = window;
  }

  find(
    version: ObjectVersion,
    threshold: number,
    leftOut: readonly string[] | undefined,
    withBody = true,
  ): StoredDetection | undefined {
    const own = this.#file.first((store) => store.find(version, threshold, withBody));
    if (own || leftOut === undefined) return own;
    return this.#file.first((store) => store.findElsewhere(version, threshold, leftOut, withBody));
  }

  findMany(
    versions: readonly ObjectVersion[],
    threshold: number,
    leftOut: readonly string[] | undefined,
  ): (StoredDetection | undefined)[] {
    return versions.map((version) => this.find(version, threshold, leftOut, false));
  }

  latest(ref: ObjectRef): StoredDetection | undefined {
    return this.#file.first((store) => store.latest(ref));
  }

  saveMany(detections: readonly StoredDetection[]): void {
    this.#file.keep((store) => store.save(detections));
  }

  see(images: readonly ImageVersion[]): void {
    const now = Date.now();
    this.#file.keep((store) => store.see(images, now));
  }

  take(images: readonly ExchangeImage[]): { added: number; replaced: number } {
    return this.#file.keep((store) => store.take(images));
  }

  /** Windows that share no file cannot wait for each other. */
  claim(bytes: string, duration: number): boolean {
    const now = Date.now();
    return this.#file.keep((store) => store.claim(bytes, this.#window, now, now + duration));
  }

  release(bytes: string): void {
    this.#file.keep((store) => store.release(bytes, this.#window));
  }

  async forget(scope: ForgetScope): Promise<Forgotten | undefined> {
    this.#dropUndo();
    const store = openTemporary(this.#sqlite);
    const id = ++this.#lastUndo;
    this.#undo = { id, store };
    const detections =
      scope.kind === "objects"
        ? this.#forgetObjects(scope.versions, store)
        : await this.#forgetAll(scope, store);
    if (detections === undefined) {
      this.#dropUndo();
      return undefined;
    }
    await this.#erase();
    const objects = store
      .records(store.images.idsAfter(0, maxNamed + 1))
      .map(({ object }) => object);
    return { id, detections, ...(objects.length <= maxNamed && { objects }) };
  }

  undoForget(id: number): ObjectRef[] {
    const undo = this.#undo;
    if (undo?.id !== id) return [];
    const refs: ObjectRef[] = [];
    for (let after = 0; ; ) {
      const ids = undo.store.images.idsAfter(after, atOnce);
      const last = ids.at(-1);
      if (last === undefined) break;
      const records = undo.store.records(ids);
      this.#file.keep((store) => store.adopt(records));
      refs.push(
        ...records.map(({ object: { account, bucket, key } }) => ({ account, bucket, key })),
      );
      after = last;
    }
    this.#dropUndo();
    return refs;
  }

  async renameAccount(from: string, to: string): Promise<number | undefined> {
    if (from === to) return 0;
    let total = 0;
    for (;;) {
      const changed = this.#file.change((store) => store.renameSome(from, to, atOnce));
      if (!changed) return undefined;
      const counts = changed.filter((count) => count !== undefined);
      if (counts.length === 0) break;
      total += sum(counts);
      await nextTurn();
    }
    await this.#erase();
    return total;
  }

  image(ref: ObjectRef): FoundImage | undefined {
    return this.#file.first((store) => {
      const row = store.images.of(ref);
      const judged = row && store.judgedImage(row.id);
      return judged && foundImage(judged);
    });
  }

  correct(ref: ObjectRef, corrections: Corrections): true | undefined {
    return this.#file.change((store) => store.correct(ref, corrections)) && true;
  }

  async search(query: Query, page: PageRequest, signal?: AbortSignal): Promise<FoundPage> {
    const [first, held] = await this.#asking((searcher) => searcher.search(query, page, signal));
    if (!first || !held) return first ?? noImages;
    // What is held in memory, until the file takes it, comes first.
    const isFirst = page.after === undefined && !page.offset;
    const images = isFirst ? [...held.images, ...first.images] : first.images;
    return { ...first, total: first.total + held.total, images };
  }

  async count(query: Query, signal?: AbortSignal): Promise<number> {
    return sum(await this.#asking((searcher) => searcher.count(query, signal)));
  }

  async facets(query: Query, limit: number, signal?: AbortSignal): Promise<LabelCount[]> {
    return (await this.#asking((searcher) => searcher.facets(query, limit, signal)))[0] ?? [];
  }

  async labelNames(text: string, limit: number): Promise<LabelCount[]> {
    return (await this.#asking(async (searcher) => searcher.labelNames(text, limit)))[0] ?? [];
  }

  async categories(below: string | undefined): Promise<LabelCount[]> {
    return (await this.#asking(async (searcher) => searcher.categories(below)))[0] ?? [];
  }

  async similar(ref: ObjectRef, limit: number): Promise<SimilarImage[]> {
    return (await this.#asking((searcher) => searcher.similar(ref, limit)))[0] ?? [];
  }

  async sameBytes(ref: ObjectRef): Promise<FoundImage[]> {
    return (await this.#asking(async (searcher) => searcher.sameBytes(ref))).flat();
  }

  async duplicates(query: Query, limit: number): Promise<FoundImage[][]> {
    return (await this.#asking((searcher) => searcher.duplicates(query, limit))).flat();
  }

  async statistics(query: Query, signal?: AbortSignal): Promise<Statistics> {
    const [statistics] = await this.#asking((searcher) => searcher.statistics(query, signal));
    return statistics ?? noStatistics;
  }

  async exported(query: Query, page: PageRequest): Promise<ExportPage> {
    const [first, held] = await this.#asking(async (searcher, store) => {
      const { images, after } = await searcher.numbersByKey(query, page);
      const rows = images.flatMap((image) => store.images.byId(image) ?? []);
      const read = rows.map((row) => exportedImage(store, row));
      return { images: read, ...(after !== undefined && { after }) };
    });
    if (!first || !held) return first ?? { images: [] };
    return page.after === undefined
      ? { ...first, images: [...held.images, ...first.images] }
      : first;
  }

  async summary(): Promise<IndexSummary> {
    const places = new Map<string, IndexSummary["places"][number]>();
    for (const place of (await this.#asking((searcher) => searcher.places())).flat()) {
      const name = JSON.stringify([place.account, place.bucket]);
      const known = places.get(name);
      places.set(name, {
        ...place,
        images: place.images + (known?.images ?? 0),
        detections: place.detections + (known?.detections ?? 0),
      });
    }
    const all = [...places.values()];
    return {
      file: this.#path,
      isKept: this.#file.isKept,
      size: sum([this.#path, `${this.#path}-wal`].map(sizeOf)),
      images: sum(all.map(({ images }) => images)),
      detections: sum(all.map(({ detections }) => detections)),
      places: all,
    };
  }

  close(): void {
    this.#dropUndo();
    this.#file.close();
  }

  #forgetObjects(versions: readonly ObjectVersion[], undo: ImageStore): number | undefined {
    let total = 0;
    for (const version of versions) {
      const counts = this.#file.change((store) =>
        store.deleteAbout(version, (records) => undo.adopt(records)),
      );
      if (!counts) return undefined;
      total += sum(counts);
    }
    return total;
  }

  async #forgetAll(
    scope: Exclude<ForgetScope, { kind: "objects" }>,
    undo: ImageStore,
  ): Promise<number | undefined> {
    let total = 0;
    const found = scope.kind === "query" ? await this.#numbersOf(scope.query) : undefined;
    for (;;) {
      const deleted = this.#file.change((store) => {
        const ids =
          scope.kind === "query"
            ? (found?.get(store)?.splice(0, atOnce) ?? [])
            : store.images.idsOf(scope, atOnce);
        if (ids.length === 0) return undefined;
        undo.adopt(store.records(ids));
        return store.delete(ids);
      });
      if (!deleted) return undefined;
      const counts = deleted.filter((count) => count !== undefined);
      if (counts.length === 0) return total;
      total += sum(counts);
      await nextTurn();
    }
  }

  /** Of all images that a query finds, by the store that has them. */
  async #numbersOf({ condition }: Query): Promise<Map<ImageStore, number[]>> {
    const query: Query = { condition, sort: { by: "key", isReversed: false } };
    const found = await this.#asking(async (searcher, store) => {
      const numbers: number[] = [];
      let after: string | undefined;
      do {
        const page = await searcher.numbers(query, { limit: 1000, after });
        numbers.push(...page.images);
        after = page.after;
      } while (after !== undefined);
      return [store, numbers] as const;
    });
    return new Map(found);
  }

  #asking<T>(ask: (searcher: Searcher, store: ImageStore) => Promise<T>): Promise<T[]> {
    return this.#file.asking((store) => ask(this.#searcherOf(store), store));
  }

  #searcherOf(store: ImageStore): Searcher {
    const { postings } = store;
    if (!postings) throw new Error("Nothing is searched in this store.");
    let searcher = this.#searchers.get(store);
    if (!searcher) {
      searcher = new Searcher(store.statements.database, postings, readerOf(store));
      this.#searchers.set(store, searcher);
    }
    return searcher;
  }

  /** Leaves nothing in the file of what was deleted. */
  async #erase(): Promise<void> {
    while (this.#file.mergeSome(0)) await nextTurn();
    this.#file.emptyLog();
  }

  #dropUndo(): void {
    this.#undo?.store.close();
    this.#undo = undefined;
  }
}

const noImages: FoundPage = { total: 0, images: [] };

const noStatistics: Statistics = {
  ...{ images: 0, labelled: 0, unlabelled: 0, empty: 0, outdated: 0, corrected: 0 },
  ...{ lowConfidence: 0, top: [], rare: [], calls: 0 },
};

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
