/** Takes in one answer piece by piece, within bounds of size and time. */
import type { Dispatcher } from "undici";
import { NetworkFailure, networkFailure } from "./networkFailure.ts";

export interface ReceptionLimits {
  /** Most bytes of an answer with a status below 300. */
  readonly maxBytes: number;
  /** True where a Content-Length says nothing of this answer, as with HEAD. */
  readonly bodiless: boolean;
  /** Milliseconds from the sending of the request to the headers. */
  readonly headersTimeout: number;
  /** Milliseconds between two pieces of the body. */
  readonly pauseTimeout: number;
  /** Milliseconds for the whole body, however steadily it trickles. */
  readonly bodyTimeout: number;
}

/** An answer as it came, compressed if it was. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly bytes: Uint8Array;
}

/** More of an error than this is not worth reading. */
const mostErrorBytes = 262_144;

/**
 * Sends a request through a dispatcher and takes in the answer. Rejects with a
 * {@link NetworkFailure}, or with the signal's reason. The time a request waits for a free
 * connection does not count. An error's answer is as good without its end.
 */
export function receive(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  limits: ReceptionLimits,
  signal: AbortSignal,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const reception = new Reception(limits, String(request.origin), resolve, reject);
    reception.obey(signal);
    // Our own timers are exact; undici's are off by up to a second.
    dispatcher.dispatch({ ...request, headersTimeout: 0, bodyTimeout: 0 }, reception);
  });
}

class Reception implements Dispatcher.DispatchHandler {
  readonly #limits: ReceptionLimits;
  readonly #origin: string;
  readonly #resolve: (answer: RawAnswer) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #chunks: Uint8Array[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #timer: NodeJS.Timeout | undefined;
  #deadline: NodeJS.Timeout | undefined;
  #forget: () => void = () => undefined;
  #status = 0;
  #headers: Record<string, string> = {};
  #length = 0;
  #ended = false;

  constructor(
    limits: ReceptionLimits,
    origin: string,
    resolve: (answer: RawAnswer) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#limits = limits;
    this.#origin = origin;
    this.#resolve = resolve;
    this.#reject = reject;
  }

  obey(signal: AbortSignal): void {
    const abort = () => this.#giveUp(() => this.#reject(signal.reason));
    signal.addEventListener("abort", abort, { once: true });
    this.#forget = () => signal.removeEventListener("abort", abort);
    if (signal.aborted) abort();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#ended) {
      this.#giveUp();
      return;
    }
    this.#timer = setTimeout(() => this.#break("timed-out"), this.#limits.headersTimeout);
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = joinHeaders(headers);
    const { bodyTimeout, bodiless } = this.#limits;
    this.#awaitMore();
    this.#deadline = setTimeout(() => this.#break("stalled"), bodyTimeout);
    if (!bodiless && Number(this.#headers["content-length"]) > this.#mostBytes()) {
      this.#break("answer-too-large");
    }
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#length += chunk.length;
    this.#chunks.push(chunk);
    this.#awaitMore();
    if (this.#length > this.#mostBytes()) this.#break("answer-too-large");
  }

  onResponseEnd(): void {
    this.#end(() => this.#settle());
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    const failure = networkFailure(error, this.#origin, this.#controller !== undefined);
    this.#end(() => this.#fail(failure));
  }

  #mostBytes(): number {
    return this.#status < 300 ? this.#limits.maxBytes : mostErrorBytes;
  }

  #awaitMore(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#break("stalled"), this.#limits.pauseTimeout);
  }

  #break(code: string): void {
    this.#giveUp(() => this.#fail(new NetworkFailure(code, true)));
  }

  #fail(failure: NetworkFailure): void {
    if (this.#status >= 300) this.#settle();
    else this.#reject(failure);
  }

  #settle(): void {
    const [only] = this.#chunks;
    const bytes =
      this.#chunks.length === 1 && only ? only : Buffer.concat(this.#chunks, this.#length);
    this.#resolve({ status: this.#status, headers: this.#headers, bytes });
  }

  /** Ends, and gives up the connection with all that is still to come on it. */
  #giveUp(tell: () => void = () => undefined): void {
    this.#end(tell);
    this.#controller?.abort(new Error("given up"));
  }

  /** Once: stops the clocks and says how it ended. */
  #end(tell: () => void): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#deadline);
    this.#forget();
    tell();
  }
}

function joinHeaders(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Record<string, string> {
  const joined: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) joined[name] = typeof value === "string" ? value : value.join(", ");
  }
  return joined;
}
