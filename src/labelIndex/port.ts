/** What the label index can be asked. It works in a thread of its own, so every answer is a promise. */
import type { Label } from "../labels/label.ts";
import type { ObjectRef } from "../oss/objectRef.ts";
import type { Query } from "../query/query.ts";
import type { IndexProblem } from "./problem.ts";
import type { ImageVersion, ObjectVersion, StoredDetection } from "./storedDetection.ts";

/**
 * Images, their detections and the corrections of people. No method rejects because of the file: what it does not take
 * is kept in memory and told of once; a method that must change the file says `undefined` when it cannot.
 * The signal of a question says that nobody waits for the answer any more: it rejects with the signal's reason, and the
 * thread stops looking.
 */
export interface LabelIndexPort {
  /**
   * The newest detection of the same bytes that was asked for at the threshold (0–1) or a lower one: of the same key,
   * else of another object of the account, else of the same object under the name of another account that is not left
   * out. It may hold labels below the threshold.
   */
  find(
    version: ObjectVersion,
    threshold: number,
    leftOut?: readonly string[],
  ): Promise<StoredDetection | undefined>;
  /** The same for many, without bodies, in their order. */
  findMany(
    versions: readonly ObjectVersion[],
    threshold: number,
    leftOut?: readonly string[],
  ): Promise<readonly (StoredDetection | undefined)[]>;
  /** Keeps the newest about the same bytes as a detection of the object itself, where it is about another: searches then find it. */
  adopt(version: ObjectVersion, threshold: number, leftOut?: readonly string[]): Promise<void>;
  /** The newest detection of an object, whatever its bytes and threshold were. */
  latest(ref: ObjectRef): Promise<StoredDetection | undefined>;
  /**
   * Keeps detections. Each replaces older ones about the same bytes at its threshold and higher ones, also those that
   * are kept of copies in the account.
   */
  save(detection: StoredDetection): Promise<void>;
  saveMany(detections: readonly StoredDetection[]): Promise<void>;
  /** Keeps what a listing or HEAD told of images, whether or not they were ever detected. At most 1,000 at once. */
  see(images: readonly ImageVersion[]): Promise<void>;

  /** Whether these bytes are this window's to ask about, for `duration` milliseconds at most; false while another's. */
  claim(bytes: string, duration: number): Promise<boolean>;
  release(bytes: string): Promise<void>;

  /**
   * Forgets objects and the copies in their account that have their very bytes; or all of an account, a bucket, a
   * prefix, or what a query finds.
   * Nothing of it is left in the file unless `undo` puts it back, which works until this window closes or the next
   * forgetting. `undefined` when the file cannot be written.
   */
  forget(scope: ForgetScope): Promise<Forgotten | undefined>;
  undoForget(id: number): Promise<readonly ObjectRef[]>;
  /** The number of detections that have the new name now; `undefined` when the file cannot be written. */
  renameAccount(from: string, to: string): Promise<number | undefined>;

  /** One page of the images that a query finds, in its order. Rejects with a `RangeError` for an `after` of no page. */
  search(query: Query, page: PageRequest, signal?: AbortSignal): Promise<FoundPage>;
  /** Exactly how many images a query finds. */
  count(query: Query, signal?: AbortSignal): Promise<number>;
  /** The labels of what a query finds (with their implied parents), the most frequent first. */
  facets(query: Query, limit: number, signal?: AbortSignal): Promise<readonly LabelCount[]>;
  /** Names of labels that begin with, else contain a text, the most frequent first. Folded before they are compared. */
  labelNames(text: string, limit: number): Promise<readonly LabelCount[]>;
  /** Labels without a parent, and what is directly below a name: the categories that the index itself yields. */
  categories(below?: string): Promise<readonly LabelCount[]>;
  /** One image as the index has it; `undefined` for one that it has never heard of. */
  image(ref: ObjectRef): Promise<FoundImage | undefined>;
  /** Images most like this one by their labels, weighted by confidence and centric score; the most similar first. */
  similar(ref: ObjectRef, limit: number): Promise<readonly SimilarImage[]>;
  /** Images with the very bytes of this one, itself included. */
  sameBytes(ref: ObjectRef): Promise<readonly FoundImage[]>;
  /** Groups of images of the same bytes among what a query finds, the largest first. */
  duplicates(query: Query, limit: number): Promise<readonly (readonly FoundImage[])[]>;
  statistics(query: Query, signal?: AbortSignal): Promise<Statistics>;
  /** What is kept, and where. */
  summary(): Promise<IndexSummary>;

  /** Replaces the corrections of an image; empty ones take them away. `undefined` when the file cannot be written. */
  correct(ref: ObjectRef, corrections: Corrections): Promise<true | undefined>;

  /** Images that a query finds, with all that is known of them, by account, bucket and key (UTF-8 bytes). */
  exported(query: Query, page: PageRequest): Promise<ExportPage>;
  /** Takes in images of another index; nothing that is here is lost. At most 1,000 at once. */
  take(
    images: readonly ExchangeImage[],
  ): Promise<{ readonly added: number; readonly replaced: number }>;

  close(): Promise<void>;
}

/** What becomes known of the index while it works. */
export interface LabelIndexEvents {
  /** Told once about each kind of problem, until the file can be written again. */
  readonly onProblem?: (problem: IndexProblem) => void;
  /** Another window, or this one, changed what is kept. Told at most every 250 ms. */
  readonly onChange?: () => void;
}

export type ForgetScope =
  | { readonly kind: "objects"; readonly versions: readonly ObjectVersion[] }
  | {
      readonly kind: "prefix";
      readonly account: string;
      readonly bucket?: string;
      readonly prefix?: string;
    }
  | { readonly kind: "query"; readonly query: Query };

export interface Forgotten {
  /** For `undoForget`. */
  readonly id: number;
  readonly detections: number;
  /** At most 1,000 of them; absent when there were more. */
  readonly objects?: readonly ObjectVersion[];
}

export interface PageRequest {
  /** 1–1,000 */
  readonly limit: number;
  /** `after` of the page before. */
  readonly after?: string | undefined;
  /**
   * Of `search` only, in place of `after`: images to pass over, as a scrollbar jumps. The order of the last query is
   * kept until the index changes, so that a page far down costs no more than the first.
   */
  readonly offset?: number | undefined;
}

export interface FoundPage {
  /** Exactly, of all pages. */
  readonly total: number;
  readonly images: readonly FoundImage[];
  /** Absent on the last page. */
  readonly after?: string;
}

/** An image as it is judged: by the newest detection of its present bytes, with the corrections of people. */
export interface FoundImage {
  readonly object: ImageVersion;
  /** Absent where none is of its present bytes. */
  readonly detection?: Pick<StoredDetection, "threshold" | "detectedAt" | "requestId" | "source">;
  /** Without hidden ones, plus added ones, which have a name and nothing else. */
  readonly labels: readonly Label[];
  /** Its bytes have changed since it was detected. */
  readonly isOutdated: boolean;
  readonly corrections?: Corrections;
}

export interface SimilarImage {
  readonly image: FoundImage;
  /** 0–1 */
  readonly similarity: number;
}

/** Labels that a person hid or added, by their names, in the order in which that was done. */
export interface Corrections {
  readonly hidden: readonly string[];
  readonly added: readonly string[];
}

export interface LabelCount {
  readonly name: string;
  /** BCP 47 tag, where it is known. */
  readonly language?: string;
  /** Images that have it or a label below it. */
  readonly images: number;
}

export interface Statistics {
  readonly images: number;
  readonly labelled: number;
  readonly unlabelled: number;
  readonly empty: number;
  readonly outdated: number;
  readonly corrected: number;
  /** Images whose most confident label has a confidence below 0.5. */
  readonly lowConfidence: number;
  /** The most frequent first. */
  readonly top: readonly LabelCount[];
  /** The least frequent first. */
  readonly rare: readonly LabelCount[];
  /** Detections of the service that are kept of them: calls that were made for them, as far as that is known. */
  readonly calls: number;
}

export interface IndexSummary {
  readonly file: string;
  /** False when what becomes known is lost with this window. */
  readonly isKept: boolean;
  /** Bytes of the file and its log. */
  readonly size: number;
  readonly images: number;
  readonly detections: number;
  readonly places: readonly {
    readonly account: string;
    readonly bucket: string;
    readonly images: number;
    readonly detections: number;
  }[];
}

/** An image with all its detections, oldest first, as the exchange format has it. */
export interface ExchangeImage {
  readonly object: ImageVersion;
  readonly detections: readonly ExchangeDetection[];
  readonly corrections?: Corrections;
}

export interface ExportedImage extends ExchangeImage {
  /** Where in `detections` the one is that judges the image; absent where none is of its present bytes. */
  readonly current?: number;
}

export type ExchangeDetection = Pick<
  StoredDetection,
  "threshold" | "detectedAt" | "requestId" | "source"
> & {
  /** In the service's order. */
  readonly labels: readonly Label[];
};

export interface ExportPage {
  readonly images: readonly ExportedImage[];
  readonly after?: string;
}
