/** The local store of images and their detections. It never makes a detection fail. */
import { type ObjectRef, sameRef } from "../oss/objectRef.ts";
import type { Query } from "../query/query.ts";
import { anyOfBytes } from "./fingerprint.ts";
import { HeldDetections } from "./heldDetections.ts";
import { IndexThread, type Reply } from "./indexThread.ts";
import { maxAsked } from "./messages.ts";
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
  LabelIndexEvents,
  LabelIndexPort,
  PageRequest,
  SimilarImage,
  Statistics,
} from "./port.ts";
import { stoppedProblem } from "./problem.ts";
import type { ImageVersion, ObjectVersion, StoredDetection } from "./storedDetection.ts";

export interface LabelIndexOptions extends LabelIndexEvents {
  /** The file of the thread's program: `worker.ts`, or what is built of it. */
  readonly program: string | URL;
  /** Milliseconds that the thread waits for another window that writes. Default 5000: an import has many pieces. */
  readonly busyTimeout?: number;
}

/** An object of the thread as its host reaches it. Rejects where the method throws. */
export type Remote<Service> = {
  readonly [Name in keyof Service as Service[Name] extends (...args: never[]) => unknown
    ? Name
    : never]: Service[Name] extends (...args: infer Args) => infer Result
    ? (...args: Args) => Promise<Awaited<Result>>
    : never;
};

/**
 * Opens at once; a thread of its own opens the file, and answers when it is ready. Where the thread does not run,
 * detections are held in memory. After `close` nothing is known, and nothing kept.
 */
export class LabelIndex implements LabelIndexPort {
  readonly #thread: IndexThread;
  readonly #held = new HeldDetections();
  #isClosed = false;

  private constructor(file: string | undefined, options: LabelIndexOptions) {
    const { program, busyTimeout = 5000, onProblem, onChange } = options;
    this.#thread = new IndexThread({
      program,
      file,
      busyTimeout,
      onProblem: (problem) => onProblem?.(problem),
      onChange: () => onChange?.(),
      onStopped: (cause) => onProblem?.(stoppedProblem(cause)),
    });
  }

  /** Opens or creates the file and its folder; without a file, everything is kept in memory. */
  static open(file: string | undefined, options: LabelIndexOptions): LabelIndex {
    return new LabelIndex(file, options);
  }

  async find(
    version: ObjectVersion,
    threshold: number,
    leftOut?: readonly string[],
  ): Promise<StoredDetection | undefined> {
    const reply = await this.#ask<StoredDetection | undefined>("find", [
      version,
      threshold,
      leftOut,
    ]);
    // What a thread that ended did not take is held here.
    return (reply.answered ? reply.result : undefined) ?? this.#held.find(version, threshold);
  }

  async findMany(
    versions: readonly ObjectVersion[],
    threshold: number,
    leftOut?: readonly string[],
  ): Promise<readonly (StoredDetection | undefined)[]> {
    return this.#inPieces(versions, async (piece) => {
      const args = [piece, threshold, leftOut];
      const reply = await this.#ask<(StoredDetection | undefined)[]>("findMany", args);
      return piece.map(
        (version, at) =>
          (reply.answered ? reply.result[at] : undefined) ?? this.#held.find(version, threshold),
      );
    });
  }

  async latest(ref: ObjectRef): Promise<StoredDetection | undefined> {
    const { account, bucket, key } = ref;
    const reply = await this.#ask<StoredDetection | undefined>("latest", [
      { account, bucket, key },
    ]);
    return (reply.answered ? reply.result : undefined) ?? this.#held.latest(ref);
  }

  async save(detection: StoredDetection): Promise<void> {
    await this.saveMany([detection]);
  }

  async saveMany(detections: readonly StoredDetection[]): Promise<void> {
    await this.#inPieces(detections, async (piece) => {
      const { answered } = await this.#ask("saveMany", [piece]);
      if (!answered && !this.#isClosed) for (const one of piece) this.#held.save(one);
      return [];
    });
  }

  async see(images: readonly ImageVersion[]): Promise<void> {
    await this.#inPieces(images, async (piece) => {
      await this.#ask("see", [piece]);
      return [];
    });
  }

  async claim(bytes: string, duration: number): Promise<boolean> {
    const reply = await this.#ask<boolean>("claim", [bytes, duration]);
    return reply.answered ? reply.result : true;
  }

  async release(bytes: string): Promise<void> {
    await this.#ask("release", [bytes]);
  }

  async forget(scope: ForgetScope): Promise<Forgotten | undefined> {
    return this.#once("forget", [scope]);
  }

  async undoForget(id: number): Promise<readonly ObjectRef[]> {
    return (await this.#once<readonly ObjectRef[]>("undoForget", [id])) ?? [];
  }

  async renameAccount(from: string, to: string): Promise<number | undefined> {
    return this.#once("renameAccount", [from, to]);
  }

  async search(query: Query, page: PageRequest, signal?: AbortSignal): Promise<FoundPage> {
    return this.#known<FoundPage>("search", [query, page], { total: 0, images: [] }, signal);
  }

  async count(query: Query, signal?: AbortSignal): Promise<number> {
    return this.#known("count", [query], 0, signal);
  }

  async facets(query: Query, limit: number, signal?: AbortSignal): Promise<readonly LabelCount[]> {
    return this.#known<readonly LabelCount[]>("facets", [query, limit], [], signal);
  }

  async labelNames(text: string, limit: number): Promise<readonly LabelCount[]> {
    return this.#known<readonly LabelCount[]>("labelNames", [text, limit], []);
  }

  async categories(below?: string): Promise<readonly LabelCount[]> {
    return this.#known<readonly LabelCount[]>("categories", [below], []);
  }

  async similar(ref: ObjectRef, limit: number): Promise<readonly SimilarImage[]> {
    return this.#known<readonly SimilarImage[]>("similar", [ref, limit], []);
  }

  async sameBytes(ref: ObjectRef): Promise<readonly FoundImage[]> {
    return this.#known<readonly FoundImage[]>("sameBytes", [ref], []);
  }

  async duplicates(query: Query, limit: number): Promise<readonly (readonly FoundImage[])[]> {
    return this.#known<readonly (readonly FoundImage[])[]>("duplicates", [query, limit], []);
  }

  async statistics(query: Query, signal?: AbortSignal): Promise<Statistics> {
    return this.#known<Statistics>(
      "statistics",
      [query],
      {
        ...{ images: 0, labelled: 0, unlabelled: 0, empty: 0, outdated: 0, corrected: 0 },
        ...{ lowConfidence: 0, top: [], rare: [], calls: 0 },
      },
      signal,
    );
  }

  async image(ref: ObjectRef): Promise<FoundImage | undefined> {
    return this.#known("image", [ref], undefined);
  }

  async correct(ref: ObjectRef, corrections: Corrections): Promise<true | undefined> {
    return this.#known("correct", [ref, corrections], undefined);
  }

  async exported(query: Query, page: PageRequest): Promise<ExportPage> {
    return this.#known<ExportPage>("exported", [query, page], { images: [] });
  }

  async take(
    images: readonly ExchangeImage[],
  ): Promise<{ readonly added: number; readonly replaced: number }> {
    const pieces: Promise<{ readonly added: number; readonly replaced: number }>[] = [];
    for (let at = 0; at < images.length; at += maxAsked) {
      // The thread reads one while the next is written, and others have their turn before that.
      if (at > 0) await new Promise((go) => setImmediate(go));
      const written = JSON.stringify([images.slice(at, at + maxAsked)]);
      const piece = this.#known("take", written, { added: 0, replaced: 0 });
      // Whether it failed is asked below.
      piece.catch(() => undefined);
      pieces.push(piece);
    }
    const total = { added: 0, replaced: 0 };
    for (const { added, replaced } of await Promise.all(pieces)) {
      total.added += added;
      total.replaced += replaced;
    }
    return total;
  }

  async adopt(
    version: ObjectVersion,
    threshold: number,
    leftOut?: readonly string[],
  ): Promise<void> {
    const own = await this.find(version, threshold, leftOut);
    const ofBytes = await this.find(anyOfBytes(version), threshold);
    const isNewer = (ofBytes?.detectedAt ?? "") > (own?.detectedAt ?? "");
    const newest = isNewer ? ofBytes : own;
    if (!newest || (newest === own && sameRef(own.object, version))) return;
    await this.save({ ...newest, object: version });
  }

  async summary(): Promise<IndexSummary> {
    const nothing = { file: "", isKept: false, size: 0, images: 0, detections: 0, places: [] };
    return this.#known<IndexSummary>("summary", [], nothing);
  }

  /** Another object that works on the database of the index, by its name in `worker.ts`. */
  service<Service>(name: string): Remote<Service> {
    const ask = async (method: string, args: readonly unknown[]) => {
      const reply = await this.#thread.ask(name, method, args, false);
      if (!reply.answered) throw new Error(`${name}.${method} was not answered.`);
      return reply.result;
    };
    return new Proxy({} as Remote<Service>, {
      // A promise of it must not take it for another promise.
      get: (_, method) =>
        typeof method === "string" && method !== "then"
          ? (...args: unknown[]) => ask(method, args)
          : undefined,
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#thread.close();
  }

  #ask<T>(method: string, args: readonly unknown[] | string): Promise<Reply<T>> {
    return this.#thread.ask<T>("images", method, args);
  }

  async #known<T>(
    method: string,
    args: readonly unknown[] | string,
    unanswered: T,
    signal?: AbortSignal,
  ): Promise<T> {
    const reply = await this.#thread.ask<T>("images", method, args, true, signal);
    return reply.answered ? reply.result : unanswered;
  }

  /** What must not be done twice, should the thread end in the middle of it. */
  async #once<T>(method: string, args: readonly unknown[]): Promise<T | undefined> {
    const reply = await this.#thread.ask<T | undefined>("images", method, args, false);
    return reply.answered ? reply.result : undefined;
  }

  /** One message after another, each small enough not to hold this thread. */
  async #inPieces<Item, Result>(
    items: readonly Item[],
    work: (piece: readonly Item[]) => Promise<readonly Result[]>,
  ): Promise<Result[]> {
    const results: Result[] = [];
    for (let at = 0; at < items.length; at += maxAsked) {
      results.push(...(await work(items.slice(at, at + maxAsked))));
    }
    return results;
  }
}
