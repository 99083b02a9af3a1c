/**
 * The thread that owns the file of the label index. It answers in the order in which it is asked, but for the time in
 * which it takes over an older file: what is about a few objects is answered at once, and the rest after that.
 */
import { parentPort, workerData } from "node:worker_threads";
import { IndexFile } from "./indexFile.ts";
import { call, Journals } from "./journals.ts";
import { KeptImages } from "./keptImages.ts";
import { type HostMessage, maxItems, type WorkerMessage, type WorkerStart } from "./messages.ts";
import { packImages } from "./packedImages.ts";
import { passedError } from "./passedError.ts";
import type { FoundImage, FoundPage } from "./port.ts";
import type { ObjectVersion, StoredDetection } from "./storedDetection.ts";

/** Between two looks at whether the file was changed, in milliseconds. */
const changeInterval = 250;

/** Before another look at whether a window still takes over an older file, in milliseconds. */
const busyPause = 50;
/** Without anything to write for so long, in milliseconds, there is nothing else to do. */
const restInterval = 2000;
/** Images whose change may then still wait: reading them takes a few milliseconds. */
const maxLeft = 64;

async function work(): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error("This file is run as a worker thread.");
  const say = (message: WorkerMessage) => port.postMessage(message);
  const { window, file: path, busyTimeout }: WorkerStart = workerData;
  const sqlite = await import("node:sqlite");
  const file = new IndexFile(sqlite, {
    file: path,
    busyTimeout,
    onProblem: ({ code, facts, cause }) =>
      say({ kind: "problem", problem: { code, facts, ...(cause !== undefined && { cause }) } }),
  });
  const images = new KeptImages(sqlite, file, path ?? "", window);
  const journals = new Journals(file);
  const stops = new Map<number, AbortController>();
  const ask = (service: string, method: string, args: readonly unknown[]): unknown =>
    service === "images" ? call(images, method, args) : journals.ask(service, method, args);

  let isClosing = false;
  let isTaken = false;
  const taken = (async () => {
    while (!isClosing) {
      const state = file.takeOverSome();
      isTaken = state === "done";
      if (isTaken) return;
      file.mergeSome();
      await new Promise((go) => setTimeout(go, state === "busy" ? busyPause : 0));
    }
  })();
  const rest = new Map<number, { readonly items: unknown[]; readonly areImages: boolean }>();
  const sendPiece = (id: number) => {
    const { items, areImages } = rest.get(id) ?? { items: [], areImages: false };
    const piece = items.splice(0, maxItems);
    const isLast = items.length === 0;
    if (isLast) rest.delete(id);
    say({
      kind: "piece",
      id,
      items: areImages ? packImages(piece as FoundImage[]) : piece,
      isLast,
    });
  };
  let version = file.version;
  let hasWritten = false;
  const watch = setInterval(() => {
    const now = file.version;
    if (now !== version || hasWritten) say({ kind: "changed" });
    version = now;
    hasWritten = false;
  }, changeInterval);

  const merging = new Merging(file);
  const answer = async ({ id, service, method, args }: HostMessage & { kind: "ask" }) => {
    const stop = service === "images" && stoppable.has(method) ? new AbortController() : undefined;
    if (stop) stops.set(id, stop);
    try {
      const asked = typeof args === "string" ? JSON.parse(args) : args;
      const given = stop ? [...asked, stop.signal] : asked;
      if (!isTaken && service === "images") {
        const objects = objectsOf(method, given);
        if (!objects || !file.takeOverAbout(objects)) await taken;
      }
      stop?.signal.throwIfAborted();
      if (service === "images" && !walkless.has(method)) indexAll(file);
      const result = await ask(service, method, given);
      if (service === "images" && writers.has(method)) {
        hasWritten = true;
        merging.written();
      }
      const areImages = service === "images" && method === "search";
      const list = longListOf(result);
      if (list) {
        rest.set(id, { items: list.items, areImages });
        say({ kind: "answer", id, result: list.emptied, hasPieces: true });
      } else if (areImages) {
        const { images: found, ...page } = result as FoundPage;
        say({ kind: "answer", id, result: page, packed: packImages(found), hasPieces: false });
      } else say({ kind: "answer", id, result, hasPieces: false });
    } catch (error) {
      say({ kind: "failed", id, error: passedError(error) });
    } finally {
      stops.delete(id);
    }
  };
  port.on("message", (message: HostMessage) => {
    switch (message.kind) {
      case "ask":
        void answer(message);
        break;
      case "cancel":
        stops.get(message.id)?.abort();
        rest.delete(message.id);
        break;
      case "more":
        sendPiece(message.id);
        break;
      case "close":
        isClosing = true;
        clearInterval(watch);
        merging.stop();
        void taken.finally(() => {
          indexAll(file);
          images.close();
          say({ kind: "closed" });
          port.close();
        });
        break;
    }
  });
  say({ kind: "ready" });
  // A window may have ended in the middle of an import.
  merging.rest();
}

function indexAll(file: IndexFile): void {
  while (file.indexSome());
}

/** Writes what images are found by to where it is found quickly, between answers, and makes missing indexes. */
class Merging {
  readonly #file: IndexFile;
  #next: NodeJS.Immediate | undefined;
  #rest: NodeJS.Timeout | undefined;

  constructor(file: IndexFile) {
    this.#file = file;
  }

  /** Images were written. */
  written(): void {
    // Some of it at once, so that a long import does not run ahead.
    if (this.#file.mergeSome() && !this.#next) this.#goOn(undefined);
    this.rest();
  }

  /** There may be something to do, once there is nothing else. */
  rest(): void {
    // What waits is read at the next start, so little of it is left then.
    clearTimeout(this.#rest);
    this.#rest = setTimeout(() => this.#goOn(maxLeft), restInterval);
  }

  stop(): void {
    clearTimeout(this.#rest);
    clearImmediate(this.#next);
  }

  #goOn(mayWait: number | undefined): void {
    clearImmediate(this.#next);
    this.#next = setImmediate(() => {
      this.#next = undefined;
      const isMore = this.#file.mergeSome(mayWait);
      if (isMore || (mayWait !== undefined && this.#file.indexSome())) this.#goOn(mayWait);
    });
  }
}

/** Methods that take a signal after their other arguments. */
const stoppable: ReadonlySet<string> = new Set(["search", "count", "facets", "statistics"]);

/** Methods after which others look anew at what is kept. */
const writers: ReadonlySet<string> = new Set([
  "saveMany",
  "see",
  "take",
  "forget",
  "undoForget",
  "renameAccount",
  "correct",
]);

/** Methods that need no index of images but that of their keys, so that an import may go on without the others. */
const walkless: ReadonlySet<string> = new Set([
  "take",
  "saveMany",
  "see",
  "correct",
  "latest",
  "image",
  "claim",
  "release",
]);

/** What a question is about that is answered before all of an older file is taken over; `undefined` for others. */
function objectsOf(method: string, args: readonly unknown[]): readonly ObjectVersion[] | undefined {
  const [about] = args;
  switch (method) {
    case "claim":
    case "release":
      return [];
    case "find":
    case "latest":
      return [about as ObjectVersion];
    case "findMany":
      return about as ObjectVersion[];
    case "saveMany":
      return (about as StoredDetection[]).map(({ object }) => object);
    default:
      return undefined;
  }
}

/** A list that is too long for one message, and the answer with an empty one in its place. */
function longListOf(
  result: unknown,
): { readonly items: unknown[]; readonly emptied: unknown } | undefined {
  if (Array.isArray(result)) {
    return result.length > maxItems ? { items: [...result], emptied: [] } : undefined;
  }
  if (typeof result !== "object" || result === null || !("images" in result)) return undefined;
  const { images } = result;
  if (!Array.isArray(images) || images.length <= maxItems) return undefined;
  return { items: [...images], emptied: { ...result, images: [] } };
}

// What it throws ends the thread, of which its host is told.
void work();
