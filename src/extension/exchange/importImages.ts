/** Takes the images of an `ndjson` file into the index. Knows no VS Code. */
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Refusal } from "../../errors/refusal.ts";
import { type ReadLine, readNdjson } from "../../exchange/readNdjson.ts";
import type { ExchangeImage, LabelIndexPort } from "../../labelIndex/port.ts";
import { wordsFor } from "../../messages/explain.ts";

export interface Imported {
  /** That were taken in: `added` and `replaced`. */
  readonly images: number;
  /** Images that the index had not heard of. */
  readonly added: number;
  /** Images that it had; whatever it knew of them is still there. */
  readonly replaced: number;
  /** Lines that were passed over, counted from 1. */
  readonly skipped: readonly SkippedLine[];
}

export interface SkippedLine {
  readonly line: number;
  /** Sentences for a person: what is wrong with it, and what to do. */
  readonly message: string;
}

/** Images that are handed over at once: few enough for the event loop. */
const batchLimit = 200;

/** A file of wrong lines must not fill the memory; past these only their number is kept. */
const maxSkippedKept = 10_000;

/**
 * Nothing that is in the index is lost, and a wrong line costs itself alone. Throws a `Refusal` with code
 * `file-unreadable`, or the reason of `signal`; what came in before that stays.
 * @param onProgress told how many bytes were read, of how many
 */
export async function importImages(
  file: string,
  index: Pick<LabelIndexPort, "take">,
  signal?: AbortSignal,
  onProgress?: (read: number, all: number) => void,
): Promise<Imported> {
  const all = await sizeOf(file);
  let read = 0;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    const stream = createReadStream(file, { highWaterMark: 64 * 1024 });
    try {
      for await (const piece of stream) {
        signal?.throwIfAborted();
        yield piece;
        read += piece.length;
        onProgress?.(read, all);
      }
    } catch (cause) {
      signal?.throwIfAborted();
      throw new Refusal("file-unreadable", { file }, { cause });
    }
  }
  const taking = new Taking(index);
  for await (const lines of readNdjson(pieces())) {
    for (const line of lines) await taking.line(line);
  }
  return taking.end();
}

async function sizeOf(file: string): Promise<number> {
  try {
    const found = await stat(file);
    if (found.isFile()) return found.size;
  } catch (cause) {
    throw new Refusal("file-unreadable", { file }, { cause });
  }
  throw new Refusal("file-unreadable", { file });
}

class Taking {
  readonly #index: Pick<LabelIndexPort, "take">;
  readonly #skipped: SkippedLine[] = [];
  #batch: ExchangeImage[] = [];
  #added = 0;
  #replaced = 0;
  #moreSkipped = 0;
  #lastSkipped = 0;

  constructor(index: Pick<LabelIndexPort, "take">) {
    this.#index = index;
  }

  async line(read: ReadLine): Promise<void> {
    if ("image" in read) {
      this.#batch.push(read.image);
      if (this.#batch.length >= batchLimit) await this.#hand();
      return;
    }
    this.#lastSkipped = read.line;
    if (this.#skipped.length < maxSkippedKept) {
      this.#skipped.push({ line: read.line, message: wordsFor(read.problem) });
    } else {
      this.#moreSkipped += 1;
    }
  }

  async end(): Promise<Imported> {
    await this.#hand();
    if (this.#moreSkipped > 0) {
      const problem = new Refusal("wrong-line", { reason: "many", count: this.#moreSkipped });
      this.#skipped.push({ line: this.#lastSkipped, message: wordsFor(problem) });
    }
    const [added, replaced] = [this.#added, this.#replaced];
    return { images: added + replaced, added, replaced, skipped: this.#skipped };
  }

  async #hand(): Promise<void> {
    if (this.#batch.length === 0) return;
    const { added, replaced } = await this.#index.take(this.#batch);
    this.#batch = [];
    this.#added += added;
    this.#replaced += replaced;
  }
}
