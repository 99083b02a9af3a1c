/**
 * Sends one request and brings back its whole response, within bounds of size and time; knows HTTP and nothing of OSS.
 */
import type { Dispatcher } from "undici";
import { decompress } from "./decompress.ts";
import { NetworkError, networkErrorOf } from "./networkError.ts";
import type { HttpResponse } from "./response.ts";

/** In milliseconds. */
export interface Timeouts {
  readonly connect: number;
  /** From the sending of the request to the headers, where the request names no time of its own. */
  readonly headers: number;
  /** Between two pieces of the body. */
  readonly pause: number;
  /** For the whole body, however steadily it trickles. */
  readonly body: number;
}

export const defaultTimeouts: Timeouts = {
  connect: 10_000,
  headers: 30_000,
  pause: 30_000,
  body: 300_000,
};

/**
 * A host has several addresses, some of which may lead nowhere: they are tried one after the other. Node gives each a
 * quarter of a second, in which no connection across an ocean stands when one packet is lost.
 */
export const addressAttempts = { autoSelectFamily: true, autoSelectFamilyAttemptTimeout: 2500 };

/**
 * Connections to one host; further calls wait for one of them. As many as the largest `batch.concurrency`, and a few
 * more, so that a run neither waits for its own calls nor keeps a person from looking around.
 */
export const connectionsPerHost = 24;

export interface HttpRequest {
  readonly method: "GET" | "HEAD" | "PUT" | "DELETE" | "POST";
  /** `https://host[:port]` */
  readonly origin: string;
  /** Encoded path and query; sent as it is, without folding `..` or `//`. */
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: Uint8Array | undefined;
  /** Bytes of a response with a status below 300 at most, decompressed. */
  readonly maxBytes: number;
  /** True leaves a body as it came, whatever Content-Encoding says. */
  readonly asStored?: boolean | undefined;
  /** Milliseconds until the response must begin. */
  readonly headersTimeout?: number | undefined;
  readonly signal: AbortSignal;
}

export class Transport {
  readonly #timeouts: Timeouts;
  readonly #given: Dispatcher | undefined;
  #own: Promise<Dispatcher> | undefined;

  /** A dispatcher that was passed in is not closed here: its owner closes it. */
  constructor(timeouts: Timeouts, dispatcher?: Dispatcher) {
    this.#timeouts = timeouts;
    this.#given = dispatcher;
  }

  /**
   * The response, whatever its status; redirects are not followed. Rejects with a {@link NetworkError}, or with the
   * signal's reason. The time a request waits for a free connection does not count.
   */
  async send(request: HttpRequest): Promise<HttpResponse> {
    const { method, origin, path, headers, body, maxBytes, signal } = request;
    const dispatcher = this.#given ?? (await this.#ownDispatcher());
    signal.throwIfAborted();
    const response = await new Promise<HttpResponse>((resolve, reject) => {
      const timeouts = { ...this.#timeouts };
      if (request.headersTimeout !== undefined) timeouts.headers = request.headersTimeout;
      const reader = new ResponseReader(request, timeouts, resolve, reject);
      // Our own timers are exact; undici's are off by up to a second.
      const untimed = { headersTimeout: 0, bodyTimeout: 0 };
      dispatcher.dispatch(
        { method, origin, path, headers, ...(body && { body }), ...untimed },
        reader,
      );
    });
    if (request.asStored && response.status < 300) return response;
    const unpacked = decompress(response.body, response.headers["content-encoding"], maxBytes);
    // An error's status counts even when its words were cut off.
    const read = response.status < 300 ? unpacked : unpacked.catch(() => new Uint8Array());
    return { ...response, body: await read };
  }

  /** Ends the connections, in use or not. */
  async close(): Promise<void> {
    const dispatcher = await this.#own?.catch(() => undefined);
    this.#own = undefined;
    await dispatcher?.destroy();
  }

  /** undici takes a tenth of a second to load, so it comes with the first request. */
  #ownDispatcher(): Promise<Dispatcher> {
    this.#own ??= import("undici").then(
      ({ Agent }) =>
        new Agent({
          connections: connectionsPerHost,
          connect: { timeout: this.#timeouts.connect, ...addressAttempts },
        }),
    );
    return this.#own;
  }
}

/** More of an error than this is not worth reading. */
const maxErrorBytes = 262_144;

/** Takes in one response piece by piece, still compressed. An error's response is as good without its end. */
class ResponseReader implements Dispatcher.DispatchHandler {
  readonly #request: HttpRequest;
  readonly #timeouts: Timeouts;
  readonly #resolve: (response: HttpResponse) => void;
  readonly #reject: (reason: unknown) => void;
  readonly #chunks: Uint8Array[] = [];
  #controller: Dispatcher.DispatchController | undefined;
  #timer: NodeJS.Timeout | undefined;
  #deadline: NodeJS.Timeout | undefined;
  #stopListening: () => void = () => undefined;
  #status = 0;
  #headers: Record<string, string> = {};
  #length = 0;
  #ended = false;

  constructor(
    request: HttpRequest,
    timeouts: Timeouts,
    resolve: (response: HttpResponse) => void,
    reject: (reason: unknown) => void,
  ) {
    this.#request = request;
    this.#timeouts = timeouts;
    this.#resolve = resolve;
    this.#reject = reject;
    this.#abortOn(request.signal);
  }

  #abortOn(signal: AbortSignal): void {
    const abort = () => this.#abort(() => this.#reject(signal.reason));
    signal.addEventListener("abort", abort, { once: true });
    this.#stopListening = () => signal.removeEventListener("abort", abort);
    if (signal.aborted) abort();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.#controller = controller;
    if (this.#ended) {
      this.#abort();
      return;
    }
    this.#timer = setTimeout(() => this.#break("timed-out"), this.#timeouts.headers);
  }

  onResponseStart(
    _: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    if (status < 200) return;
    this.#status = status;
    this.#headers = joinHeaders(headers);
    this.#awaitMore();
    this.#deadline = setTimeout(() => this.#break("stalled"), this.#timeouts.body);
    // Of HEAD it is the length of what is not sent.
    if (this.#request.method === "HEAD") return;
    if (Number(this.#headers["content-length"]) > this.#maxBytes()) this.#break("answer-too-large");
  }

  onResponseData(_: Dispatcher.DispatchController, chunk: Uint8Array): void {
    this.#length += chunk.length;
    this.#chunks.push(chunk);
    this.#awaitMore();
    if (this.#length > this.#maxBytes()) this.#break("answer-too-large");
  }

  onResponseEnd(): void {
    this.#end(() => this.#settle());
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    const { origin } = this.#request;
    const networkError = networkErrorOf(error, origin, this.#controller !== undefined);
    this.#end(() => this.#fail(networkError));
  }

  #maxBytes(): number {
    return this.#status < 300 ? this.#request.maxBytes : maxErrorBytes;
  }

  #awaitMore(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#break("stalled"), this.#timeouts.pause);
  }

  #break(code: string): void {
    this.#abort(() => this.#fail(new NetworkError(code, true)));
  }

  #fail(error: NetworkError): void {
    if (this.#status >= 300) this.#settle();
    else this.#reject(error);
  }

  #settle(): void {
    const [only] = this.#chunks;
    const body =
      this.#chunks.length === 1 && only ? only : Buffer.concat(this.#chunks, this.#length);
    this.#resolve({ status: this.#status, headers: this.#headers, body });
  }

  /** Ends, and gives up the connection with all that is still to come on it. */
  #abort(tell: () => void = () => undefined): void {
    this.#end(tell);
    this.#controller?.abort(new Error("aborted"));
  }

  /** Once: stops the clocks and says how it ended. */
  #end(tell: () => void): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    clearTimeout(this.#deadline);
    this.#stopListening();
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
