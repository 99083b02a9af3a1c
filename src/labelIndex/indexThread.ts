/** Asks the thread of the label index, starts it again when it ends, and lets no question hang. */
import { randomUUID } from "node:crypto";
import { SHARE_ENV, Worker } from "node:worker_threads";
import type { HostMessage, WorkerMessage, WorkerStart } from "./messages.ts";
import { unpackImages } from "./packedImages.ts";
import { errorOf } from "./passedError.ts";
import type { IndexProblem } from "./problem.ts";

export interface IndexThreadOptions extends Omit<WorkerStart, "window"> {
  /** The file of the thread's program. */
  readonly program: string | URL;
  readonly onProblem: (problem: IndexProblem) => void;
  readonly onChange: () => void;
  /** The thread cannot be started, or ends again and again: nothing more is asked of it. */
  readonly onStopped: (cause: unknown) => void;
}

/** What came of a question: `answered` is false where nobody could answer. */
export type Reply<T> =
  | { readonly answered: true; readonly result: T }
  | { readonly answered: false };

interface Question {
  readonly service: string;
  readonly method: string;
  readonly args: readonly unknown[] | string;
  /** May be asked again when nobody knows whether it was answered. */
  readonly isRepeatable: boolean;
  readonly resolve: (reply: Reply<unknown>) => void;
  readonly reject: (error: Error) => void;
  /** When it is over, however it ended. */
  readonly end: () => void;
  /** How often the thread ended while it was the first to be answered. */
  ends: number;
  /** An answer that comes in pieces. */
  answer?: { readonly result: unknown; readonly items: unknown[] };
}

/** Ends of the thread, without an answer between them, after which it is not started again. */
const maxEnds = 3;
/** Ends of the thread after which a question is not asked again. */
const maxEndsOfOne = 2;
/** Milliseconds for what is under way when the window closes. */
const closeTime = 3000;
/** V8's heap of the thread, in MB; SQLite's own memory comes to it. */
const heap = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 6 };

export class IndexThread {
  readonly #options: IndexThreadOptions;
  readonly #window = randomUUID();
  readonly #questions = new Map<number, Question>();
  #worker: Worker | undefined;
  #lastId = 0;
  #ends = 0;
  #state: "open" | "stopped" | "closed" = "open";
  #onClosed: (() => void) | undefined;

  constructor(options: IndexThreadOptions) {
    this.#options = options;
    this.#start();
  }

  /** Rejects only where the method itself fails, with what it threw, or with the reason of a signal that is aborted. */
  ask<T>(
    service: string,
    method: string,
    args: readonly unknown[] | string,
    isRepeatable = true,
    signal?: AbortSignal,
  ): Promise<Reply<T>> {
    if (this.#state !== "open") return Promise.resolve({ answered: false });
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const id = ++this.#lastId;
      const cancel = () => {
        this.#end(id);
        this.#send({ kind: "cancel", id });
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", cancel, { once: true });
      const end = () => signal?.removeEventListener("abort", cancel);
      const question = { service, method, args, isRepeatable, reject, ends: 0, end };
      this.#questions.set(id, { ...question, resolve: resolve as Question["resolve"] });
      this.#settle();
      this.#send({ kind: "ask", id, service, method, args });
    });
  }

  /** What was asked before is still answered, within some seconds. */
  async close(): Promise<void> {
    if (this.#state === "closed") return;
    this.#state = "closed";
    const worker = this.#worker;
    if (worker) {
      await new Promise<void>((resolve) => {
        this.#onClosed = resolve;
        this.#settle();
        const tooLong = setTimeout(resolve, closeTime);
        worker.once("exit", () => {
          clearTimeout(tooLong);
          resolve();
        });
        this.#send({ kind: "close" });
      });
      await worker.terminate();
    }
    this.#giveUp();
  }

  #start(): void {
    const { program, file, busyTimeout } = this.#options;
    const workerData: WorkerStart = { window: this.#window, file, busyTimeout };
    let worker: Worker;
    try {
      worker = new Worker(program, {
        ...{ workerData, resourceLimits: heap, name: "label index" },
        // Options of the process that the host runs in are not the thread's.
        execArgv: [],
        // It changes none of them, and needs no copy.
        env: SHARE_ENV,
      });
    } catch (error) {
      this.#stop(error);
      return;
    }
    this.#worker = worker;
    let cause: unknown;
    worker.on("message", (message: WorkerMessage) => this.#take(message));
    worker.on("error", (error) => {
      cause = error;
    });
    worker.on("exit", (code) => this.#ended(worker, cause ?? new Error(`exit code ${code}`)));
    this.#settle();
  }

  /** A process that wants to end waits for answers, and not for the thread. */
  #settle(): void {
    if (this.#questions.size > 0 || this.#state === "closed") this.#worker?.ref();
    else this.#worker?.unref();
  }

  #send(message: HostMessage): void {
    this.#worker?.postMessage(message);
  }

  #take(message: WorkerMessage): void {
    switch (message.kind) {
      case "ready":
        break;
      case "answer": {
        this.#ends = 0;
        const { id, packed, hasPieces } = message;
        const result = packed ? withImages(message.result, unpackImages(packed)) : message.result;
        const question = this.#questions.get(id);
        if (!question) break;
        if (hasPieces) {
          question.answer = { result, items: [] };
          this.#send({ kind: "more", id });
          break;
        }
        this.#end(id);
        question.resolve({ answered: true, result });
        break;
      }
      case "piece": {
        const question = this.#questions.get(message.id);
        if (!question?.answer) break;
        const { items } = message;
        for (const item of "fields" in items ? unpackImages(items) : items)
          question.answer.items.push(item);
        if (message.isLast) {
          this.#end(message.id);
          question.resolve({ answered: true, result: whole(question.answer) });
          break;
        }
        // Others have their turn between two pieces.
        setImmediate(() => this.#send({ kind: "more", id: message.id }));
        break;
      }
      case "failed": {
        this.#ends = 0;
        this.#questions.get(message.id)?.reject(errorOf(message.error));
        this.#end(message.id);
        break;
      }
      case "problem":
        this.#options.onProblem(message.problem);
        break;
      case "changed":
        this.#options.onChange();
        break;
      case "closed":
        this.#onClosed?.();
        break;
    }
  }

  #end(id: number): void {
    this.#questions.get(id)?.end();
    this.#questions.delete(id);
    this.#settle();
  }

  #ended(worker: Worker, cause: unknown): void {
    if (worker !== this.#worker) return;
    this.#worker = undefined;
    if (this.#state !== "open") return;
    if (++this.#ends >= maxEnds) {
      this.#stop(cause);
      return;
    }
    this.#start();
    // The thread answers in the order in which it is asked: the first one that waits was under way.
    const [first] = this.#questions.values();
    if (first) first.ends++;
    for (const [id, question] of [...this.#questions]) {
      const { service, method, args, isRepeatable, ends } = question;
      if (isRepeatable && ends < maxEndsOfOne) {
        delete question.answer;
        this.#send({ kind: "ask", id, service, method, args });
      } else {
        this.#end(id);
        question.resolve({ answered: false });
      }
    }
    this.#settle();
  }

  #stop(cause: unknown): void {
    this.#state = "stopped";
    this.#options.onStopped(cause);
    this.#giveUp();
  }

  #giveUp(): void {
    for (const [id, { resolve }] of [...this.#questions]) {
      this.#end(id);
      resolve({ answered: false });
    }
  }
}

function whole({
  result,
  items,
}: {
  readonly result: unknown;
  readonly items: unknown[];
}): unknown {
  return Array.isArray(result) ? items : withImages(result, items);
}

function withImages(result: unknown, images: readonly unknown[]): unknown {
  return { ...(result as object), images };
}
