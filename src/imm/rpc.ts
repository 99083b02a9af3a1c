/**
 * Calls of Intelligent Media Management (IMM) in the RPC style: parameters in the query, nested values as JSON text,
 * an answer in JSON. [Signature V3] [IMM errors]
 */
import { randomUUID } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Failure } from "../errors/failure.ts";
import { Refusal } from "../errors/refusal.ts";
import { NetworkError } from "../http/networkError.ts";
import { bodyText, type HttpResponse } from "../http/response.ts";
import type { HttpRequest, Transport } from "../http/transport.ts";
import type { Credentials } from "../oss/account.ts";
import { parseJson } from "../oss/lenient.ts";
import type { RequestLogLine } from "../oss/requestLog.ts";
import {
  defaultRetryPolicy,
  delayBeforeRetry,
  type FailedAttempt,
  mayHaveRun,
  type RetryMode,
  type RetryPolicy,
} from "../oss/retry.ts";
import { scrub, withoutSecrets } from "../oss/scrub.ts";
import { readServiceError } from "../oss/serviceError.ts";
import { untilAborted } from "../oss/untilAborted.ts";
import { ImmError } from "./immError.ts";
import { type RpcRequest, rpcQuery, signRpc } from "./requestSignature.ts";

const immVersion = "2020-09-30";

/** One request, signed and sent once. */
export interface RpcExchange {
  readonly action: string;
  readonly parameters: RpcRequest["parameters"];
  /** Of IMM in the region. */
  readonly origin: string;
  readonly credentials: Credentials;
  /** The service's time as far as it is known. */
  readonly date: Date;
  readonly maxBytes: number;
  /** Milliseconds until the response must begin. */
  readonly headersTimeout: HttpRequest["headersTimeout"];
  readonly signal: AbortSignal;
}

/** The response, whatever it is. Rejects with a `NetworkError`, or with the signal's reason. */
export async function sendRpc(
  { action, parameters, origin, credentials, date, ...bounds }: RpcExchange,
  transport: Transport,
): Promise<HttpResponse> {
  const { host } = new URL(origin);
  const request: RpcRequest = { method: "POST", host, action, version: immVersion, parameters };
  const signed = signRpc(request, { credentials, date, nonce: randomUUID() });
  const query = rpcQuery(parameters);
  return transport.send({
    method: request.method,
    origin,
    path: query === "" ? "/" : `/?${query}`,
    headers: { ...signed, accept: "application/json" },
    ...bounds,
  });
}

/** Who asks IMM, and where. */
export interface ImmAccess {
  /** Name of the account whose keys these are. */
  readonly account: string;
  readonly region: string;
  /** Of IMM in that region. */
  readonly origin: string;
  credentials(signal?: AbortSignal): Promise<Credentials>;
  readonly transport: Transport;
  /** Asked before every call that would make or change something; true refuses it. */
  readonly isReadOnly?: (() => boolean) | undefined;
  readonly now?: () => Date;
  readonly retries?: Partial<RetryPolicy>;
  readonly log?: (line: RequestLogLine) => void;
}

export interface ImmCall {
  readonly action: string;
  readonly parameters: RpcRequest["parameters"];
  /** What the call is about, for errors: a project, a bucket. */
  readonly target: string;
  /** `never` for what costs money or makes something: it is not repeated once it may have been carried out. */
  readonly retry: RetryMode;
  readonly signal?: AbortSignal | undefined;
}

/** Bytes of an answer: 100 files with all that IMM knows of each. */
const maxBytes = 8_000_000;
const headersTimeout = 30_000;

/** Actions that change nothing. */
const reading = /^(?:Get|List)|Query$/;

/**
 * The JSON object of a good answer, without secrets. Rejects with an `ImmError`, or a `Refusal` where there are no
 * keys, or (`read-only`) where nothing may be changed.
 */
export async function callImm(
  access: ImmAccess,
  call: ImmCall,
): Promise<Readonly<Record<string, unknown>>> {
  if (!reading.test(call.action) && access.isReadOnly?.()) throw new Refusal("read-only", {});
  const signal = call.signal ?? new AbortController().signal;
  try {
    return await answered(access, call, signal);
  } catch (error) {
    if (!signal.aborted || error instanceof Failure) throw error;
    throw immFailure("cancelled", access, call);
  }
}

async function answered(
  access: ImmAccess,
  call: ImmCall,
  signal: AbortSignal,
): Promise<Readonly<Record<string, unknown>>> {
  const policy = { ...defaultRetryPolicy, ...access.retries };
  let doubtful = 0;
  for (let made = 1; ; made += 1) {
    const credentials = await untilAborted(access.credentials(signal), signal);
    const { object, failed } = await attempt(access, call, { credentials, signal, made });
    if (object !== undefined) return object;
    if (failed === undefined) throw immFailure("unreadable-answer", access, call);
    if (mayHaveRun(failed)) doubtful += 1;
    const delay = delayBeforeRetry(
      failed,
      { made, doubtful, retry: call.retry },
      policy,
      now(access),
    );
    if (delay === undefined) throw failureOf(failed, access, call, credentials);
    await pause(delay, undefined, { signal });
  }
}

interface Attempting {
  readonly credentials: Credentials;
  readonly signal: AbortSignal;
  /** 1 for the first. */
  readonly made: number;
}

/** What came, or how it failed; neither where a good answer is no JSON object. */
interface Attempt {
  readonly object?: Readonly<Record<string, unknown>>;
  readonly failed?: FailedAttempt;
}

async function attempt(
  access: ImmAccess,
  { action, parameters, target }: ImmCall,
  { credentials, signal, made }: Attempting,
): Promise<Attempt> {
  const { origin, transport } = access;
  const started = performance.now();
  const secrets = secretsOf(credentials);
  const note = (outcome: Pick<RequestLogLine, "status" | "code" | "requestId" | "message">) =>
    access.log?.({
      call: action,
      method: "POST",
      host: new URL(origin).host,
      target,
      attempt: made,
      milliseconds: performance.now() - started,
      ...outcome,
    });
  const date = now(access);
  const sent = { action, parameters, origin, credentials, date, maxBytes, headersTimeout, signal };
  try {
    const response = await sendRpc(sent, transport);
    if (response.status >= 300) {
      const serviceError = { ...readServiceError(response), imm: true };
      const { status, code, requestId, message } = serviceError;
      const clean = (text: string | undefined) => text && scrub(text, secrets);
      note({ status, code: clean(code), requestId: clean(requestId), message: clean(message) });
      return { failed: { serviceError, retryAfter: response.headers["retry-after"] } };
    }
    note({ status: response.status });
    const object = objectOf(parseJson(withoutSecrets(bodyText(response), secrets)));
    return object === undefined ? {} : { object };
  } catch (error) {
    if (signal.aborted) throw error;
    const networkError =
      error instanceof NetworkError ? error : new NetworkError("network-failed", true, error);
    note({ code: networkError.code });
    return { failed: { networkError } };
  }
}

function now(access: ImmAccess): Date {
  return (access.now ?? (() => new Date()))();
}

function failureOf(
  { serviceError, networkError }: FailedAttempt,
  access: ImmAccess,
  call: ImmCall,
  credentials: Credentials,
): ImmError {
  if (serviceError === undefined) {
    return immFailure(networkError?.code ?? "network-failed", access, call);
  }
  const clean = (text: string | undefined) =>
    text === undefined ? undefined : scrub(text, secretsOf(credentials));
  const { status, code, message, requestId } = serviceError;
  return immFailure(clean(code) ?? `http-${status}`, access, call, {
    imm: code === undefined ? undefined : true,
    status,
    requestId: clean(requestId),
    serviceMessage: clean(message),
  });
}

function immFailure(
  code: string,
  { account, region, origin }: ImmAccess,
  { action, target }: ImmCall,
  said: Pick<ImmError["facts"], "imm" | "status" | "requestId" | "serviceMessage"> = {},
): ImmError {
  const { host } = new URL(origin);
  const ramAction = `imm:${action}`;
  return new ImmError(code, {
    call: "askImm",
    action,
    ramAction,
    account,
    region,
    host,
    target: scrub(target),
    ...said,
  });
}

function secretsOf({ accessKeySecret, securityToken }: Credentials): (string | undefined)[] {
  return [accessKeySecret, securityToken];
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject ? (value as Record<string, unknown>) : undefined;
}
