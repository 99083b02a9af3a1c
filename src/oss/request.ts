/**
 * Carries calls out: finds the bucket's endpoint, signs with the right time, sends, corrects what can be corrected
 * (clock, region, expired credentials) and repeats what may be repeated.
 */
import { setTimeout as pause } from "node:timers/promises";
import { Failure } from "../errors/failure.ts";
import { Refusal } from "../errors/refusal.ts";
import { NetworkError } from "../http/networkError.ts";
import type { HttpResponse } from "../http/response.ts";
import { defaultTimeouts, type Timeouts, type Transport } from "../http/transport.ts";
import type { Account, Credentials } from "./account.ts";
import { type BucketEndpoint, BucketEndpoints, originOf, pathOf } from "./bucketEndpoints.ts";
import type { CallName, OssError } from "./error.ts";
import { type CallContext, ownFailure, serviceFailure } from "./failure.ts";
import { hostOf } from "./ossHost.ts";
import type { RequestLogLine } from "./requestLog.ts";
import {
  delayBeforeRetry,
  type FailedAttempt,
  mayHaveRun,
  type RetryMode,
  type RetryPolicy,
} from "./retry.ts";
import { scrub } from "./scrub.ts";
import { readServiceError, type ServiceError } from "./serviceError.ts";
import { canonicalQuery, type Query, type Signer, signHeaders } from "./signature.ts";
import { untilAborted } from "./untilAborted.ts";

/** What a call asks, before it has an endpoint, a time and a signature. */
export interface OssCall {
  readonly name: CallName;
  readonly method: "GET" | "HEAD" | "PUT" | "DELETE" | "POST";
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
  readonly query: Query;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** Bytes of a good response at most, decompressed. */
  readonly maxBytes: number;
  /** True for the bytes as they are stored, whatever Content-Encoding says: a part of them cannot be decompressed. */
  readonly asStored?: boolean;
  /** Which of the timeouts bounds the wait for the response to begin. */
  readonly timeout?: keyof Pick<CallTimeouts, "headers" | "detection" | "upload">;
  readonly retry: RetryMode;
  readonly billable?: boolean;
  /** Whether it changes or deletes what is stored; when absent, that is told by the method. */
  readonly writes?: boolean;
  /** Told when an attempt is sent, and when it has failed. */
  readonly onSent?: ((isSent: boolean) => void) | undefined;
}

/** In milliseconds. */
export interface CallTimeouts extends Timeouts {
  /** Until the response begins: for a detection, since the service looks at a picture of up to 20 MB. */
  readonly detection: number;
  /** The same for an upload, which is sent within this time. */
  readonly upload: number;
}

export const defaultCallTimeouts: CallTimeouts = {
  ...defaultTimeouts,
  detection: 60_000,
  upload: 300_000,
};

export interface RunnerOptions {
  readonly transport: Transport;
  readonly timeouts: CallTimeouts;
  readonly retries: RetryPolicy;
  readonly now: () => Date;
  readonly log: (line: RequestLogLine) => void;
}

export interface CallResult {
  /** With a status below 300. */
  readonly response: HttpResponse;
  /** For an error about what the response holds. */
  readonly context: CallContext;
}

/** Runs the calls of one account. What one call learns, of the clock or of a bucket's region, serves all. */
export class RequestRunner {
  readonly account: Account;
  readonly endpoints: BucketEndpoints;
  readonly #shared: Shared;
  readonly #inFlight = new InFlightCalls();

  constructor(account: Account, options: RunnerOptions) {
    this.account = account;
    this.endpoints = new BucketEndpoints(account);
    const clock = new ServiceClock(options.now);
    const keys = new AccountKeys(account);
    this.#shared = { ...options, account, endpoints: this.endpoints, clock, keys };
  }

  /** Rejects with an `OssError` or a `Refusal` (`read-only` of a write); with code `cancelled` as soon as the signal says so. */
  async run(call: OssCall, signal?: AbortSignal): Promise<CallResult> {
    if (isWrite(call) && this.account.isReadOnly?.()) throw new Refusal("read-only", {});
    return this.#track(call, signal, async (running) => {
      const response = await running.response();
      return { response, context: running.context() };
    });
  }

  /** Who signs now, and where, for a URL that is used elsewhere; `call` is for its errors. */
  async signer(
    call: OssCall,
    signal?: AbortSignal,
  ): Promise<Signer & { readonly endpoint: BucketEndpoint }> {
    return this.#track(call, signal, (running) => running.signer());
  }

  /** Resolves when no call is under way. */
  idle(): Promise<void> {
    return this.#inFlight.idle();
  }

  /** Ends every call with code `closed`; later ones end at once. */
  close(): void {
    this.#inFlight.closeAll();
  }

  async #track<T>(
    call: OssCall,
    outer: AbortSignal | undefined,
    work: (running: RunningCall) => Promise<T>,
  ): Promise<T> {
    const { signal, end } = this.#inFlight.begin(outer);
    const running = new RunningCall(call, this.#shared, signal);
    try {
      return await work(running);
    } catch (error) {
      if (!signal.aborted || error instanceof Failure) throw error;
      const code = signal.reason === closedReason ? "closed" : "cancelled";
      throw ownFailure(code, running.context());
    } finally {
      end();
    }
  }
}

/** The time at the service, as far as its responses have told. */
class ServiceClock {
  readonly #now: () => Date;
  /** Milliseconds that it is ahead of this machine's. */
  #offset = 0;

  constructor(now: () => Date) {
    this.#now = now;
  }

  now(): Date {
    return new Date(this.#now().getTime() + this.#offset);
  }

  set(time: Date): void {
    this.#offset = time.getTime() - this.#now().getTime();
  }
}

/** The account's credentials, and which of them the service has refused. */
class AccountKeys {
  readonly #account: Account;
  /** Not accepted at last; their source is read again for the next call. */
  #refused: Credentials | undefined;

  constructor(account: Account) {
    this.#account = account;
  }

  refuse(credentials: Credentials | undefined): void {
    this.#refused = credentials;
  }

  /** Errors of a source of credentials can quote them, so that none is passed on as it is. */
  async read(signal: AbortSignal, refused = this.#refused): Promise<Credentials> {
    this.#refused = undefined;
    try {
      return await untilAborted(this.#account.credentials(signal, refused), signal);
    } catch (error) {
      if (signal.aborted || error instanceof Failure) throw error;
      throw new Refusal("no-credentials", { account: this.#account.name });
    }
  }
}

/** What all calls of an account have in common. */
interface Shared extends RunnerOptions {
  readonly account: Account;
  readonly endpoints: BucketEndpoints;
  readonly clock: ServiceClock;
  readonly keys: AccountKeys;
}

/** One attempt's response, or how it failed. */
type Attempt =
  | { readonly response: HttpResponse; readonly failed?: undefined }
  | { readonly response?: undefined; readonly failed: FailedAttempt };

type Correction = "clock" | "endpoint" | "credentials";

/** One call from its first attempt to its end: where it was sent, signed by what, how often, and what it may have cost. */
class RunningCall {
  readonly #call: OssCall;
  readonly #shared: Shared;
  readonly #signal: AbortSignal;
  #endpoint: BucketEndpoint;
  #credentials: Credentials | undefined;
  /** Attempts sent so far. */
  #made = 0;
  /** Failed ones that the service may have carried out. */
  #doubtful = 0;
  /** True once the last attempt was sent, until it has failed; a billable call may cost money by then. */
  #sent = false;
  /** Each correction is made once. */
  readonly #corrected = new Set<Correction>();

  constructor(call: OssCall, shared: Shared, signal: AbortSignal) {
    this.#call = call;
    this.#shared = shared;
    this.#signal = signal;
    this.#endpoint = shared.endpoints.endpointOf(call.bucket);
  }

  /** The response with a status below 300, after as many attempts as it takes and the policy allows. */
  async response(): Promise<HttpResponse> {
    const { retries, now } = this.#shared;
    for (;;) {
      const { response, failed } = await this.#attempt();
      if (failed === undefined) return response;
      const isPaid = this.#call.billable && this.#doubtful > 0;
      if (!isPaid && failed.serviceError && (await this.#correct(failed.serviceError))) continue;
      const attempts = { made: this.#made, doubtful: this.#doubtful, retry: this.#call.retry };
      const delay = delayBeforeRetry(failed, attempts, retries, now());
      if (delay === undefined) {
        if (refusesKeys(failed.serviceError)) this.#shared.keys.refuse(this.#credentials);
        throw this.#failure(failed);
      }
      await pause(delay, undefined, { signal: this.#signal });
    }
  }

  /** The credentials, the region and the time of a signature made now. */
  async signer(): Promise<Signer & { readonly endpoint: BucketEndpoint }> {
    this.#credentials = await this.#shared.keys.read(this.#signal);
    const endpoint = this.#endpoint;
    return {
      credentials: this.#credentials,
      region: endpoint.region,
      date: this.#shared.clock.now(),
      endpoint,
    };
  }

  /** The facts for an error about this call as it stands. */
  context(): CallContext {
    const { name, bucket, key, billable } = this.#call;
    return {
      name,
      account: this.#shared.account.name,
      bucket,
      key,
      host: originOf(this.#endpoint, bucket).replace(/^[a-z]+:\/\//, ""),
      region: this.#endpoint.region,
      secrets: this.#secrets(),
      possiblyBilledCalls:
        billable && !this.#shared.account.isFree ? this.#doubtful + (this.#sent ? 1 : 0) : 0,
    };
  }

  async #attempt(): Promise<Attempt> {
    this.#endpoint = this.#shared.endpoints.endpointOf(this.#call.bucket);
    const signer = await this.signer();
    this.#made += 1;
    this.#sent = true;
    this.#call.onSent?.(true);
    const started = performance.now();
    const attempt = await this.#exchange(signer);
    if (attempt.failed !== undefined) {
      this.#sent = false;
      if (mayHaveRun(attempt.failed)) this.#doubtful += 1;
      this.#call.onSent?.(false);
    }
    this.#shared.log(this.#logLine(attempt, performance.now() - started));
    return attempt;
  }

  async #exchange(signer: Signer): Promise<Attempt> {
    const { method, bucket, key, query, body, maxBytes, asStored, timeout } = this.#call;
    const search = canonicalQuery(query);
    try {
      const response = await this.#shared.transport.send({
        method,
        origin: originOf(this.#endpoint, bucket),
        path: pathOf(this.#endpoint, bucket, key) + (search === "" ? "" : `?${search}`),
        headers: signHeaders({ method, bucket, key, query, headers: this.#headers() }, signer),
        body,
        maxBytes,
        asStored,
        headersTimeout: this.#shared.timeouts[timeout ?? "headers"],
        signal: this.#signal,
      });
      if (response.status < 300) return { response };
      const serviceError = readServiceError(response);
      return { failed: { serviceError, retryAfter: response.headers["retry-after"] } };
    } catch (error) {
      if (this.#signal.aborted) throw error;
      const networkError =
        error instanceof NetworkError ? error : new NetworkError("network-failed", true, error);
      return { failed: { networkError } };
    }
  }

  #headers(): Readonly<Record<string, string>> {
    const { bucket, headers = {} } = this.#call;
    const pays = this.#shared.account.requesterPays && bucket !== undefined;
    return pays ? { ...headers, ...requesterPays } : headers;
  }

  /** True when the reason of a refusal is out of the way, so that the call can be made again at once. */
  async #correct({ code, serverTime, endpoint }: ServiceError): Promise<boolean> {
    const { bucket } = this.#call;
    if (code === "RequestTimeTooSkewed" && serverTime !== undefined) {
      this.#shared.clock.set(serverTime);
      return this.#isFirst("clock");
    }
    if (code === "SecurityTokenExpired" && this.#isFirst("credentials")) {
      const expired = this.#credentials;
      this.#credentials = await this.#shared.keys.read(this.#signal, expired);
      return this.#credentials.securityToken !== expired?.securityToken;
    }
    if (bucket === undefined || endpoint === undefined) return false;
    return this.#shared.endpoints.learnEndpoint(bucket, endpoint) && this.#isFirst("endpoint");
  }

  #isFirst(correction: Correction): boolean {
    const isFirst = !this.#corrected.has(correction);
    this.#corrected.add(correction);
    return isFirst;
  }

  #failure({ serviceError, networkError }: FailedAttempt): OssError {
    if (serviceError !== undefined) return serviceFailure(serviceError, this.context());
    return ownFailure(networkError?.code ?? "network-failed", this.context(), networkError?.cause);
  }

  #logLine({ response, failed }: Attempt, milliseconds: number): RequestLogLine {
    const { name, method, bucket, key, query } = this.#call;
    const { serviceError, networkError } = failed ?? {};
    const clean = (text: string | undefined) => text && scrub(text, this.#secrets());
    return {
      call: name,
      method,
      host: hostOf(originOf(this.#endpoint, bucket)),
      bucket,
      key,
      process: query.find(([name]) => name === "x-oss-process")?.[1],
      attempt: this.#made,
      milliseconds,
      status: response?.status ?? serviceError?.status,
      code: clean(serviceError?.code) ?? networkError?.code,
      ec: clean(serviceError?.ec),
      requestId: clean(serviceError?.requestId ?? response?.headers["x-oss-request-id"]),
      message: clean(serviceError?.message),
    };
  }

  #secrets(): (string | undefined)[] {
    return [this.#credentials?.accessKeySecret, this.#credentials?.securityToken];
  }
}

function isWrite({ method, writes = method !== "GET" && method !== "HEAD" }: OssCall): boolean {
  return writes;
}

const requesterPays = { "x-oss-request-payer": "requester" };

/** True when the service does not accept the keys, so that their source is to be asked whether it has others by now. */
function refusesKeys(error: ServiceError | undefined): boolean {
  return error?.code !== undefined && refusedKeys.has(error.code);
}

const refusedKeys: ReadonlySet<string> = new Set([
  "InvalidAccessKeyId",
  "SignatureDoesNotMatch",
  "InvalidSecurityToken",
  "SecurityTokenExpired",
]);

/** Why all calls end when a client is closed. */
const closedReason = Symbol("closed");

/** The calls under way, so that cancelling one or closing all stops them at once. */
class InFlightCalls {
  readonly #running = new Set<AbortController>();
  readonly #waiting: (() => void)[] = [];
  #closed = false;

  /** Begins a call that ends with the outer signal, or when all are closed; at once where that was before. */
  begin(outer: AbortSignal | undefined): {
    readonly signal: AbortSignal;
    /** To be called when the call has ended, however it did. */
    readonly end: () => void;
  } {
    const controller = new AbortController();
    const abort = () => controller.abort(outer?.reason);
    if (this.#closed) controller.abort(closedReason);
    if (outer?.aborted) abort();
    outer?.addEventListener("abort", abort, { once: true });
    this.#running.add(controller);
    return {
      signal: controller.signal,
      end: () => {
        outer?.removeEventListener("abort", abort);
        this.#running.delete(controller);
        if (this.#running.size === 0) for (const idle of this.#waiting.splice(0)) idle();
      },
    };
  }

  async idle(): Promise<void> {
    if (this.#running.size > 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  closeAll(): void {
    this.#closed = true;
    for (const controller of this.#running) controller.abort(closedReason);
  }
}
