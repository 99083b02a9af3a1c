/** Sends one request and brings back its whole answer; knows HTTP and nothing of OSS. */
import type { Dispatcher } from "undici";
import type { Answer } from "./answer.ts";
import { readBody } from "./body.ts";
import { networkFailure } from "./networkFailure.ts";

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
  readonly method: "GET" | "HEAD" | "PUT" | "DELETE";
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

/** More of an error than this is not worth reading. */
const mostErrorBytes = 262_144;

export class Transport {
  readonly #timeouts: Timeouts;
  readonly #given: Dispatcher | undefined;
  #own: Promise<Dispatcher> | undefined;

  /** A dispatcher that is given stays the giver's: it is not closed here. */
  constructor(timeouts: Timeouts, dispatcher?: Dispatcher) {
    this.#timeouts = timeouts;
    this.#given = dispatcher;
  }

  /** Throws a `NetworkFailure`, or the signal's reason. Redirects are answers like any other. */
  async send(request: WireRequest): Promise<Answer> {
    const { method, origin, path, headers, body, signal, headersTimeout } = request;
    const { pause, body: deadline } = this.#timeouts;
    try {
      const dispatcher = this.#given ?? (await this.#ownDispatcher());
      signal.throwIfAborted();
      const response = await dispatcher.request({
        method,
        origin,
        path,
        headers,
        ...(body !== undefined && { body }),
        signal,
        headersTimeout,
        bodyTimeout: pause,
      });
      const received = joinHeaders(response.headers);
      const { statusCode: status } = response;
      if (method === "HEAD") {
        // Its content-length and content-encoding are those of the object.
        await response.body.dump();
        return { status, headers: received, body: nothing() };
      }
      const maxBytes = status < 300 ? request.maxBytes : mostErrorBytes;
      const read = readBody(response.body, received, { maxBytes, deadline });
      return {
        status,
        headers: received,
        body: status < 300 ? await read : await read.catch(nothing),
      };
    } catch (error) {
      signal.throwIfAborted();
      throw networkFailure(error, origin);
    }
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

/** An error's status counts even when its words were cut off. */
function nothing(): Uint8Array {
  return new Uint8Array();
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
