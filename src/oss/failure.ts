/** Makes the error that people see out of what the service or the network said. */
import { OssError } from "./error.ts";
import { type CallName, type ErrorPlace, fillSentence, findErrorRow } from "./errorTable.ts";
import { scrub } from "./scrub.ts";
import type { ServiceError } from "./serviceError.ts";

/** Where a call went and what must not be repeated of it. */
export interface FailedCall {
  readonly name: CallName;
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
  readonly host: string;
  readonly region: string;
  /** Never shown: the key's secret, its token. */
  readonly secrets: readonly (string | undefined)[];
  readonly possiblyBilledCalls?: number | undefined;
  /** Of an answer that came but cannot be used. */
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
}

/** The error for an answer that says no. */
export function serviceFailure(said: ServiceError, call: FailedCall): OssError {
  const { status } = said;
  const code = codeOf(said, call);
  const clean = (text: string | undefined) => (text ? scrub(text, call.secrets) : undefined);
  const shown: Said = {
    code,
    status,
    ec: clean(said.ec),
    requestId: clean(said.requestId),
    serviceMessage: clean(said.message),
  };
  const possiblyBilledCalls = call.possiblyBilledCalls;
  const row = findErrorRow({ code: rowCode(said, code), ec: said.ec, status, call: call.name });
  // A service that names a Code knows more than its status; only bare answers go by that.
  if (row === undefined || (said.code !== undefined && row.code === undefined && !row.ec)) {
    const message = verbatim(shown, call);
    return new OssError({ ...shown, possiblyBilledCalls, message, action: "showLog" });
  }
  const message = sentenceFor(row.sentence, call);
  return new OssError({ ...shown, possiblyBilledCalls, message, action: row.action });
}

/** What the service said of itself, clean. */
interface Said {
  readonly code: string;
  readonly status: number;
  readonly ec: string | undefined;
  readonly requestId: string | undefined;
  readonly serviceMessage: string | undefined;
}

/** The error for a failure of ours or of the network, by its code in the table. */
export function ownFailure(code: string, call: FailedCall, cause?: unknown): OssError {
  const row = findErrorRow({ code, call: call.name });
  const sentence = row?.sentence ?? "The call to {host} failed. The log has the details.";
  return new OssError({
    code,
    message: sentenceFor(sentence, call),
    action: row?.action ?? "showLog",
    status: call.status,
    requestId: call.requestId && scrub(call.requestId, call.secrets),
    possiblyBilledCalls: call.possiblyBilledCalls,
    ...(cause !== undefined && { cause: cleanCause(cause, call.secrets) }),
  });
}

function codeOf(said: ServiceError, call: FailedCall): string {
  if (said.code !== undefined) return scrub(said.code, call.secrets);
  if (said.status >= 300 && said.status < 400) return "redirected";
  // HEAD answers of old clusters have neither body nor x-oss-err.
  if (said.status === 404 && call.key !== undefined && !said.webPage) return "NoSuchKey";
  return `http-${said.status}`;
}

/** The code as the table has it. IMM's have variants behind a dot: `Throttling.User`. */
function rowCode(said: ServiceError, code: string): string {
  if (said.imm) return `imm:${code.split(".")[0]}`;
  if (code === "AccessDenied" && said.endpoint !== undefined) return "bucket-elsewhere";
  return code;
}

function verbatim(said: Said, call: FailedCall): string {
  const { code, status, ec, requestId, serviceMessage } = said;
  const answered = serviceMessage ? `${code}: ${serviceMessage}` : code;
  const facts = [`HTTP ${status}`, ec && `EC ${ec}`, requestId && `request id ${requestId}`];
  return `${placeOf(call).target}: the service answered ${answered} (${facts.filter(Boolean).join(", ")}). Look the code up in the OSS documentation, or see the log.`;
}

function sentenceFor(sentence: string, call: FailedCall): string {
  return fillSentence(sentence, placeOf(call));
}

/** Names in sentences are other people's text: one line, no control characters, no turning of its direction. */
function placeOf({ bucket, key, host, region }: FailedCall): ErrorPlace {
  const target = key === undefined ? (bucket ?? host) : `oss://${bucket}/${key}`;
  return {
    host: scrub(host),
    region: scrub(region),
    target: target.replace(/[\p{Cc}\p{Surrogate}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, "?"),
    bucket: bucket && scrub(bucket),
  };
}

/** Causes reach logs; those of libraries can quote whole answers and requests. */
function cleanCause(cause: unknown, secrets: FailedCall["secrets"]): Error {
  const text = cause instanceof Error ? cause.message : String(cause);
  const clean = new Error(scrub(text, secrets));
  clean.stack = `${clean.name}: ${clean.message}`;
  return clean;
}
