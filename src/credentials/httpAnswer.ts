/** One small request to a service that hands out credentials: no redirects, a size cap, a time limit. */
import type { Dispatcher } from "undici";

/** Bytes; an answer with keys is about 2 kB. */
const largestAnswer = 65_536;

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
  | { readonly status: undefined; readonly reason: string; readonly timedOut: boolean };

/**
 * Never rejects but with the signal's reason; `reason` is the end of a sentence for a person and holds
 * nothing of what was sent or received.
 */
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
    const text = await readAtMost(body, largestAnswer);
    if (text === undefined) return none("it sent far more than credentials");
    return { status: statusCode, text };
  } catch (error) {
    request.signal?.throwIfAborted();
    if (timeLimit.aborted)
      return none(`it did not answer within ${request.timeout / 1000} s`, true);
    return none(reasonOf(error));
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

function none(reason: string, timedOut = false): SmallAnswer {
  return { status: undefined, reason, timedOut };
}

function reasonOf(error: unknown): string {
  const code = String((error as { code?: unknown } | undefined)?.code);
  if (code === "ECONNREFUSED") return "the connection was refused";
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "its name could not be resolved";
  if (code === "ECONNRESET" || code === "UND_ERR_SOCKET") return "the connection broke off";
  if (/CERT|SIGNED|ALTNAME/.test(code)) return "its certificate is not trusted";
  return "it could not be reached";
}
