/** What `LabelIndexPort` answers, in the thread that owns the file. */
import { statSync } from "node:fs";
import { textMatcher } from "../labels/search.ts";
import { parseJson } from "../oss/lenient.ts";
import { type ObjectRef, refKey } from "../oss/objectRef.ts";
import { currentLabels } from "../query/currentLabels.ts";
import type { Condition, Query } from "../query/query.ts";
import type { ImageRow, ImageStore, WalkStart } from "./imageStore.ts";
import type { IndexFile } from "./indexFile.ts";
import { openTemporary, type Sqlite } from "./openStore.ts";
import type {
  Corrections,
  ExchangeImage,
  ExportedImage,
  ExportPage,
  ForgetScope,
  Forgotten,
  FoundImage,
  IndexSummary,
  PageRequest,
} from "./port.ts";
import type {
  FoundObject,
  ImageVersion,
  ObjectVersion,
  StoredDetection,
} from "./storedDetection.ts";

/** Images that are forgotten or renamed before others get their turn. */
const atOnce = 200;
/** Objects that the answer to a forgetting names at most. */
const maxNamed = 1000;

export class KeptImages {
  readonly #sqlite: Sqlite;
  readonly #file: IndexFile;
  readonly #path: string;
  readonly #window: string;
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
    this.#file.emptyLog();
    const objects = store.records(store.idsAfter(0, maxNamed + 1)).map(({ object }) => object);
    return { id, detections, ...(objects.length <= maxNamed && { objects }) };
  }

  undoForget(id: number): ObjectRef[] {
    const undo = this.#undo;
    if (undo?.id !== id) return [];
    const refs: ObjectRef[] = [];
    for (let after = 0; ; ) {
      const ids = undo.store.idsAfter(after, atOnce);
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
    this.#file.emptyLog();
    return total;
  }

  image(ref: ObjectRef): FoundImage | undefined {
    return this.#file.first((store) => {
      const row = store.row(ref);
      return row && foundImage(store, row);
    });
  }

  correct(ref: ObjectRef, corrections: Corrections): true | undefined {
    return this.#file.change((store) => store.correct(ref, corrections)) && true;
  }

  exported({ condition }: Query, { limit, after }: PageRequest): ExportPage {
    const start = readStart(after);
    const images: ExportedImage[] = [];
    let last: WalkStart | undefined;
    // What is held in memory comes with the page that it would be on.
    this.#file.each((store) => {
      let from = start;
      while (images.length < limit) {
        const ids = store.walk(from, limit);
        for (const id of ids) {
          const row = store.rowById(id);
          if (!row) continue;
          const { account, bucket, key } = row.object;
          from = [account, bucket, key];
          if (isInPlace(row.object, condition)) images.push(exportedImage(store, row));
          if (images.length === limit) break;
        }
        if (ids.length < limit) break;
      }
    });
    const end = images.at(-1)?.object;
    if (images.length === limit && end) last = [end.account, end.bucket, end.key];
    return { images, ...(last && { after: JSON.stringify(last) }) };
  }

  summary(): IndexSummary {
    const places = new Map<string, IndexSummary["places"][number]>();
    for (const place of this.#file.each((store) => store.places()).flat()) {
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

  /** Images with labels that have each word of a text in their name or alias. */
  async matching(text: string, limit: number): Promise<FoundObject[]> {
    const matches = textMatcher(text);
    const found = new Map<string, FoundObject>();
    let turn = 0;
    let isMore = true;
    const afters: number[] = [];
    while (isMore && found.size < limit) {
      isMore = false;
      turn = 0;
      this.#file.each((store) => {
        const at = turn++;
        for (const id of store.idsAfter(afters[at] ?? 0, atOnce)) {
          isMore = true;
          afters[at] = id;
          const row = store.rowById(id);
          const image = row && foundImage(store, row);
          const labels = image?.labels.filter(matches) ?? [];
          if (image && labels.length > 0) found.set(refKey(image.object), { ...image, labels });
        }
      });
      await nextTurn();
    }
    return [...found.values()].slice(0, limit);
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
    for (;;) {
      const deleted = this.#file.change((store) => {
        const ids = idsIn(store, scope);
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

  #dropUndo(): void {
    this.#undo?.store.close();
    this.#undo = undefined;
  }
}

function idsIn(store: ImageStore, scope: Exclude<ForgetScope, { kind: "objects" }>): number[] {
  if (scope.kind === "prefix") return store.idsOf(scope, atOnce);
  const found: number[] = [];
  for (let after = 0; found.length < atOnce; ) {
    const ids = store.idsAfter(after, atOnce);
    const last = ids.at(-1);
    if (last === undefined) return found;
    found.push(...ids.filter((id) => isFound(store, id, scope.query.condition)));
    after = last;
  }
  return found;
}

function isFound(store: ImageStore, id: number, condition: Condition): boolean {
  const row = store.rowById(id);
  return row !== undefined && isInPlace(row.object, condition);
}

function isInPlace(ref: ObjectRef, condition: Condition): boolean {
  switch (condition.kind) {
    case "everything":
      return true;
    case "and":
      return condition.of.every((part) => isInPlace(ref, part));
    case "account":
      return ref.account === condition.text;
    case "bucket":
      return ref.bucket === condition.text;
    case "prefix":
      return ref.key.startsWith(condition.text);
    default:
      throw new Error(`Images cannot be chosen by ${condition.kind} yet.`);
  }
}

/** An image as it is judged. */
export function foundImage(store: ImageStore, row: ImageRow): FoundImage {
  const detection = row.current === undefined ? undefined : store.detection(row.current);
  return {
    object: row.object,
    ...(detection && { detection: factsOf(detection) }),
    labels: currentLabels(detection?.labels ?? [], row.corrections),
    isOutdated: row.isOutdated,
    ...(row.corrections && { corrections: row.corrections }),
  };
}

function exportedImage(store: ImageStore, { id, object, current, corrections }: ImageRow) {
  const answers = store
    .answerIds(id)
    .flatMap((answer) => ({ answer, detection: store.detection(answer) }));
  const readable = answers.flatMap(({ answer, detection }) =>
    detection ? { answer, detection } : [],
  );
  const at = readable.findIndex(({ answer }) => answer === current);
  const image: ExportedImage = {
    object,
    detections: readable.map(({ detection }) => ({
      ...factsOf(detection),
      labels: detection.labels,
    })),
    ...(corrections && { corrections }),
    ...(at >= 0 && { current: at }),
  };
  return image;
}

function factsOf({ threshold, detectedAt, requestId, source }: StoredDetection) {
  return {
    threshold,
    detectedAt,
    ...(requestId !== undefined && { requestId }),
    ...(source !== undefined && { source }),
  };
}

/** Starts anew for a text that no page ended with. */
function readStart(after: string | undefined): WalkStart | undefined {
  const parsed = after === undefined ? undefined : parseJson(after);
  if (!Array.isArray(parsed)) return undefined;
  const [account, bucket, key]: unknown[] = parsed;
  if (typeof account !== "string" || typeof bucket !== "string" || typeof key !== "string")
    return undefined;
  return [account, bucket, key];
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
