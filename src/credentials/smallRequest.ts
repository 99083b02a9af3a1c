/** One small request to a service that hands out credentials: no redirects, a size cap, a time limit. */
import type { Dispatcher } from "undici";
import type { NoAnswer } from "../errors/refusal.ts";
import { NetworkError } from "../http/networkError.ts";
import { bodyText } from "../http/response.ts";
import { defaultTimeouts, Transport } from "../http/transport.ts";

/** Bytes; a response with keys is about 2 kB. */
const maxBytes = 65_536;

export interface SmallRequest {
  readonly method?: "GET" | "PUT";
  readonly headers?: Record<string, string>;
  /** Milliseconds for the whole exchange. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
  /** Directly, past any proxy, when absent. */
  readonly dispatcher?: Dispatcher | undefined;
}

/** A response of any status, or why there is none. */
export type SmallResponse =
  | { readonly status: number; readonly text: string }
  | { readonly status: undefined; readonly why: NoAnswerFacts };

export type NoAnswerFacts =
  | { readonly reason: NoAnswer }
  /** Within that many seconds. */
  | { readonly reason: "timed-out"; readonly seconds: number };

/** Never rejects but with the signal's reason. */
export async function sendSmallRequest(url: URL, request: SmallRequest): Promise<SmallResponse> {
  const { method = "GET", headers = {}, timeout, signal, dispatcher } = request;
  const timeLimit = AbortSignal.timeout(timeout);
  const transport = new Transport(defaultTimeouts, dispatcher);
  try {
    const response = await transport.send({
      method,
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      headers,
      maxBytes,
      signal: signal ? AbortSignal.any([signal, timeLimit]) : timeLimit,
    });
    return { status: response.status, text: bodyText(response) };
  } catch (error) {
    signal?.throwIfAborted();
    const seconds = timeout / 1000;
    if (timeLimit.aborted) return { status: undefined, why: { reason: "timed-out", seconds } };
    return { status: undefined, why: { reason: reasonOf(error) } };
  } finally {
    await transport.close();
  }
}

function reasonOf(error: unknown): NoAnswer {
  switch (error instanceof NetworkError ? error.code : undefined) {
    case "connection-refused":
      return "connection-refused";
    case "host-not-found":
    case "name-lookup-failed":
      return "host-not-found";
    case "connection-reset":
      return "connection-reset";
    case "certificate-unknown":
    case "certificate-expired":
    case "certificate-of-another-host":
      return "certificate-unknown";
    case "answer-too-large":
      return "answer-too-large";
    default:
      return "network-failed";
  }
}
