/** Makes the error of a call out of what the service or the network said. */
import { type CallName, OssError, type OssErrorFacts } from "./error.ts";
import { scrub } from "./scrub.ts";
import type { ServiceError } from "./serviceError.ts";

/** Where a call went and what must not be repeated of it. */
export interface CallContext {
  readonly name: CallName;
  readonly account: string;
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
  readonly host: string;
  readonly region: string;
  /** Never shown: the key's secret, its token. */
  readonly secrets: readonly (string | undefined)[];
  /** 0 for a call that is not billable. */
  readonly possiblyBilledCalls: number;
  /** Of a response that came but cannot be used. */
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  readonly received?: string | undefined;
}

/** The error for a response that says no. */
export function serviceFailure(serviceError: ServiceError, call: CallContext): OssError {
  const clean = (text: string | undefined) => (text ? scrub(text, call.secrets) : undefined);
  const code = codeOf(serviceError, call);
  return new OssError(code, {
    ...factsOf(call),
    imm: serviceError.imm || undefined,
    isElsewhere: serviceError.endpoint === undefined ? undefined : true,
    status: serviceError.status,
    ec: clean(serviceError.ec),
    requestId: clean(serviceError.requestId),
    serviceMessage: clean(serviceError.message),
  });
}

/** The error for a failure of ours or of the network. */
export function ownFailure(code: string, call: CallContext, cause?: unknown): OssError {
  const { status, requestId, received, secrets } = call;
  const facts = {
    ...factsOf(call),
    status,
    requestId: requestId && scrub(requestId, secrets),
    received: received && scrub(received, secrets),
  };
  if (cause === undefined) return new OssError(code, facts);
  return new OssError(code, facts, { cause: cleanCause(cause, secrets) });
}

function codeOf(serviceError: ServiceError, call: CallContext): string {
  if (serviceError.code !== undefined) return scrub(serviceError.code, call.secrets);
  if (serviceError.status >= 300 && serviceError.status < 400) return "redirected";
  // HEAD responses of old clusters have neither body nor x-oss-err.
  if (serviceError.status === 404 && call.key !== undefined && !serviceError.webPage)
    return "NoSuchKey";
  return `http-${serviceError.status}`;
}

function factsOf(call: CallContext): OssErrorFacts {
  const { name, account, bucket, key, host, region, possiblyBilledCalls } = call;
  const target = key === undefined ? (bucket ?? host) : `oss://${bucket}/${key}`;
  const inOneLine = /[\p{Cc}\p{Surrogate}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
  return {
    call: name,
    account,
    bucket,
    target: target.replace(inOneLine, "?"),
    host: scrub(host),
    region: scrub(region),
    possiblyBilledCalls: possiblyBilledCalls || undefined,
  };
}

/** Causes reach logs; those of libraries can quote whole responses and requests. */
function cleanCause(cause: unknown, secrets: CallContext["secrets"]): Error {
  const text = cause instanceof Error ? cause.message : String(cause);
  const clean = new Error(scrub(text, secrets));
  clean.stack = `${clean.name}: ${clean.message}`;
  return clean;
}
