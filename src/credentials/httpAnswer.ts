/** One small request to a service that hands out credentials: no redirects, a size cap, a time limit. */
import type { Dispatcher } from "undici";
import type { NoAnswer } from "../errors/refusal.ts";

/** Bytes; an answer with keys is about 2 kB. */
const maxAnswerBytes = 65_536;

export interface SmallRequest {
  readonly method?: "GET" | "PUT";
  readonly headers?: Record<string, string>;
  /** Milliseconds for the whole exchange. */
  readonly timeout: number;
  readonly signal?: AbortSignal | undefined;
  /** Directly, past any proxy, when absent. */
  readonly dispatcher?: Dispatcher | undefined;
}

/** An answer of any status, or why there is none. */
export type SmallAnswer =
  | { readonly status: number; readonly text: string }
  | { readonly status: undefined; readonly why: NoAnswerFacts };

export type NoAnswerFacts =
  | { readonly reason: NoAnswer }
  /** Within that many seconds. */
  | { readonly reason: "timed-out"; readonly seconds: number };

/** Never rejects but with the signal's reason. */
export async function smallAnswer(url: URL, request: SmallRequest): Promise<SmallAnswer> {
  const { Agent } = await import("undici");
  request.signal?.throwIfAborted();
  const timeLimit = AbortSignal.timeout(request.timeout);
  const own = request.dispatcher ? undefined : new Agent();
  const dispatcher = request.dispatcher ?? (own as Dispatcher);
  try {
    const { statusCode, body } = await dispatcher.request({
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: request.method ?? "GET",
      headers: request.headers ?? {},
      signal: request.signal ? AbortSignal.any([request.signal, timeLimit]) : timeLimit,
    });
    const text = await readAtMost(body, maxAnswerBytes);
    if (text === undefined) return none({ reason: "answer-too-large" });
    return { status: statusCode, text };
  } catch (error) {
    request.signal?.throwIfAborted();
    const seconds = request.timeout / 1000;
    if (timeLimit.aborted) return none({ reason: "timed-out", seconds });
    return none({ reason: reasonOf(error) });
  } finally {
    await own?.destroy();
  }
}

async function readAtMost(body: AsyncIterable<Buffer>, limit: number): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > limit) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function none(why: NoAnswerFacts): SmallAnswer {
  return { status: undefined, why };
}

function reasonOf(error: unknown): NoAnswer {
  const code = String((error as { code?: unknown } | undefined)?.code);
  if (code === "ECONNREFUSED") return "connection-refused";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "host-not-found";
  if (code === "ECONNRESET" || code === "UND_ERR_SOCKET") return "connection-reset";
  if (/CERT|SIGNED|ALTNAME/.test(code)) return "certificate-unknown";
  return "network-failed";
}
