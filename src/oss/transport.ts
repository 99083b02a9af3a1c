/** Sends one request and brings back its whole answer; knows HTTP and nothing of OSS. */
import type { Dispatcher } from "undici";
import type { Answer } from "./answer.ts";
import { decompress } from "./decompress.ts";
import { receive } from "./reception.ts";

/** In milliseconds. */
export interface Timeouts {
  readonly connect: number;
  /** Until the answer begins, from the moment the request is sent. */
  readonly headers: number;
  /** The same for a detection: the service looks at a picture of up to 20 MB. */
  readonly detection: number;
  /** The same for an upload, which is sent within this time. */
  readonly upload: number;
  /** Between two pieces of an answer. */
  readonly pause: number;
  /** For the whole of an answer. */
  readonly body: number;
}

export const defaultTimeouts: Timeouts = {
  connect: 10_000,
  headers: 30_000,
  detection: 60_000,
  upload: 300_000,
  pause: 30_000,
  body: 300_000,
};

/** Connections to one host; further calls wait for one of them. */
export const connectionsPerHost = 12;

export interface WireRequest {
  readonly method: "GET" | "HEAD" | "PUT" | "DELETE" | "POST";
  /** `https://host[:port]` */
  readonly origin: string;
  /** Encoded path and query; sent as it is, without folding `..` or `//`. */
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: Uint8Array | undefined;
  readonly maxBytes: number;
  /** Milliseconds until the answer must begin. */
  readonly headersTimeout: number;
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

  /** Throws a `NetworkFailure`, or the signal's reason. Redirects are answers like any other. */
  async send(request: WireRequest): Promise<Answer> {
    const { method, origin, path, headers, body, maxBytes, headersTimeout, signal } = request;
    const { pause, body: bodyTimeout } = this.#timeouts;
    const dispatcher = this.#given ?? (await this.#ownDispatcher());
    signal.throwIfAborted();
    const sent = { method, origin, path, headers, ...(body && { body }) };
    const bodiless = method === "HEAD";
    const limits = { maxBytes, bodiless, headersTimeout, pauseTimeout: pause, bodyTimeout };
    const raw = await receive(dispatcher, sent, limits, signal);
    const unpacked = decompress(raw.bytes, raw.headers["content-encoding"], maxBytes);
    // An error's status counts even when its words were cut off.
    const read = raw.status < 300 ? unpacked : unpacked.catch(() => new Uint8Array());
    return { status: raw.status, headers: raw.headers, body: await read };
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
          connect: { timeout: this.#timeouts.connect },
        }),
    );
    return this.#own;
  }
}
