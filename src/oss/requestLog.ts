/** One line of the log for each request that was sent: enough to find it again, and no secret. */
import { scrub } from "./scrub.ts";

export interface RequestLogLine {
  readonly call: string;
  readonly method: string;
  readonly host: string;
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
  /** What a call is about that is not for OSS, such as a dataset of IMM. */
  readonly target?: string | undefined;
  /** Value of x-oss-process. */
  readonly process?: string | undefined;
  /** 1 for the first. */
  readonly attempt: number;
  readonly milliseconds: number;
  readonly status?: number | undefined;
  /** OSS's or IMM's code, or ours for a failure on the way; absent when it worked. */
  readonly code?: string | undefined;
  readonly ec?: string | undefined;
  readonly requestId?: string | undefined;
  /** What the service said of a failure, scrubbed. */
  readonly message?: string | undefined;
}

/** `detectLabels GET oss://b/k image/labels via host: 200 in 431 ms (request id …)`, in one line. */
export function formatRequestLine(line: RequestLogLine): string {
  const { bucket, key, host, process, attempt, requestId, ec, message } = line;
  const target =
    line.target ?? (bucket === undefined ? "buckets" : `oss://${bucket}/${shorten(key ?? "")}`);
  const outcome = [line.status, line.code, ec && `EC ${ec}`].filter(Boolean).join(" ");
  const words = [
    `${line.call} ${line.method} ${target}`,
    process,
    `via ${host}: ${outcome} in ${Math.round(line.milliseconds)} ms`,
    attempt > 1 && `(attempt ${attempt})`,
    requestId && `(request id ${requestId})`,
    message && `said: ${message}`,
  ];
  return scrub(words.filter(Boolean).join(" "));
}

/** A line ends in its outcome, however long the key. */
function shorten(key: string): string {
  return key.length > 200 ? `${key.slice(0, 199)}…` : key;
}
