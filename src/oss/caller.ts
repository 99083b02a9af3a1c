/**
 * Carries a call out: finds the bucket's place, signs with the right time, sends, corrects what can
 * be corrected (clock, region, expired credentials) and repeats what may be repeated.
 */
import { setTimeout as pause } from "node:timers/promises";
import { Failure } from "../errors/failure.ts";
import { Refusal } from "../errors/refusal.ts";
import { NetworkError } from "../http/networkError.ts";
import type { HttpResponse } from "../http/response.ts";
import type { Transport } from "../http/transport.ts";
import type { Account, Credentials } from "./account.ts";
import type { CallTimeouts, OssCall } from "./call.ts";
import { type CallContext, ownFailure } from "./failure.ts";
import { closedReason, Flights, untilAborted } from "./flights.ts";
import { originOf, type Place, Places, pathOf } from "./places.ts";
import { type Attempt, Progress } from "./progress.ts";
import type { RequestLogLine } from "./requestLog.ts";
import { delayBeforeRetry, mayHaveRun, type RetryPolicy } from "./retry.ts";
import { readServiceError, type ServiceError } from "./serviceError.ts";
import { canonicalQuery, type Signer, signHeaders } from "./signature.ts";

export interface CallerOptions {
  readonly transport: Transport;
  readonly timeouts: CallTimeouts;
  readonly retries: RetryPolicy;
  readonly now: () => Date;
  readonly log: (line: RequestLogLine) => void;
}

export interface Called {
  readonly answer: HttpResponse;
  /** For an error about what the answer holds. */
  readonly facts: CallContext;
  /** Detections that were or may have been billed: 1, and more after doubtful attempts. */
  readonly possiblyBilledCalls: number;
}

export class Caller {
  readonly account: Account;
  readonly places: Places;
  readonly #options: CallerOptions;
  readonly #flights = new Flights();
  /** Milliseconds that the service's clock is ahead of this machine's. */
  /** Keys that the service did not accept at last; their source is read again for the next call. */
  #refused: Credentials | undefined;
  #clockOffset = 0;

  constructor(account: Account, options: CallerOptions) {
    this.account = account;
    this.#options = options;
    this.places = new Places(account);
  }

  /** The answer with a status below 300. Throws an `OssError`; `cancelled` as soon as the signal says so. */
  async call(call: OssCall, signal?: AbortSignal): Promise<Called> {
    const progress = this.#progress(call);
    return this.#fly(progress, signal, async (flying) => {
      const answer = await this.#untilAnswered(progress, flying);
      const possiblyBilledCalls = call.billable ? progress.doubtful + 1 : 0;
      return { answer, facts: { ...progress.facts(), possiblyBilledCalls }, possiblyBilledCalls };
    });
  }

  /** Who signs now, and where, for a URL that is used elsewhere; `call` is for its errors. */
  async signer(call: OssCall, signal?: AbortSignal): Promise<Signer & { place: Place }> {
    const progress = this.#progress(call);
    return this.#fly(progress, signal, async (flying) => {
      const credentials = await this.#credentials(flying);
      const { place } = progress;
      return { credentials, region: place.region, date: this.#serviceTime(), place };
    });
  }

  /** Ends every call with code `closed`; later ones end at once. */
  close(): void {
    this.#flights.closeAll();
  }

  async #fly<T>(
    progress: Progress,
    signal: AbortSignal | undefined,
    work: (signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    const flight = this.#flights.begin(signal);
    try {
      return await work(flight.signal);
    } catch (error) {
      if (!flight.signal.aborted || error instanceof Failure) throw error;
      const code = flight.signal.reason === closedReason ? "closed" : "cancelled";
      throw ownFailure(code, progress.facts());
    } finally {
      flight.end();
    }
  }

  async #untilAnswered(progress: Progress, signal: AbortSignal): Promise<HttpResponse> {
    const { retries, now } = this.#options;
    for (;;) {
      const attempt = await this.#attempt(progress, signal);
      if (attempt.answer !== undefined) return attempt.answer;
      if (mayHaveRun(attempt)) progress.doubtful += 1;
      if (attempt.serviceError && (await this.#correct(progress, attempt.serviceError, signal)))
        continue;
      const delay = delayBeforeRetry(
        attempt,
        { ...progress, retry: progress.call.retry },
        retries,
        now(),
      );
      if (delay === undefined) {
        if (refusesKeys(attempt.serviceError)) this.#refused = progress.credentials;
        throw progress.failure(attempt);
      }
      await pause(delay, undefined, { signal });
    }
  }

  async #attempt(progress: Progress, signal: AbortSignal): Promise<Attempt> {
    progress.place = this.places.placeOf(progress.call.bucket);
    progress.credentials = await this.#credentials(signal);
    progress.made += 1;
    progress.underWay = true;
    const started = performance.now();
    const attempt = await this.#exchange(progress, progress.credentials, signal);
    progress.underWay = false;
    this.#options.log(progress.logLine(attempt, performance.now() - started));
    return attempt;
  }

  async #exchange(
    { call, place }: Progress,
    credentials: Credentials,
    signal: AbortSignal,
  ): Promise<Attempt> {
    const { method, bucket, key, query, headers = {}, body, maxBytes } = call;
    const signer = { credentials, region: place.region, date: this.#serviceTime() };
    const search = canonicalQuery(query);
    try {
      const answer = await this.#options.transport.send({
        method,
        origin: originOf(place, bucket),
        path: pathOf(place, bucket, key) + (search === "" ? "" : `?${search}`),
        headers: signHeaders({ method, bucket, key, query, headers }, signer),
        body,
        maxBytes,
        headersTimeout: this.#options.timeouts[call.timeout ?? "headers"],
        signal,
      });
      if (answer.status < 300) return { answer };
      const retryAfter = answer.headers["retry-after"];
      return { answer: undefined, serviceError: readServiceError(answer), retryAfter };
    } catch (error) {
      if (signal.aborted) throw error;
      const networkError =
        error instanceof NetworkError ? error : new NetworkError("network-failed", true, error);
      return { answer: undefined, networkError };
    }
  }

  /** True when the reason of a refusal is out of the way, so that the call can be made again at once. */
  async #correct(
    progress: Progress,
    serviceError: ServiceError,
    signal: AbortSignal,
  ): Promise<boolean> {
    const { bucket } = progress.call;
    if (serviceError.code === "RequestTimeTooSkewed" && serviceError.serverTime !== undefined) {
      this.#clockOffset = serviceError.serverTime.getTime() - this.#options.now().getTime();
      return progress.corrects("clock");
    }
    if (serviceError.code === "SecurityTokenExpired" && progress.corrects("credentials")) {
      const expired = progress.credentials;
      const fresh = await this.#credentials(signal, expired);
      progress.credentials = fresh;
      return fresh.securityToken !== expired?.securityToken;
    }
    if (bucket === undefined || serviceError.endpoint === undefined) return false;
    return this.places.learnEndpoint(bucket, serviceError.endpoint) && progress.corrects("place");
  }

  /** Errors of a source of credentials can quote them, so that none is passed on as it is. */
  async #credentials(signal: AbortSignal, refused = this.#refused): Promise<Credentials> {
    this.#refused = undefined;
    try {
      return await untilAborted(this.account.credentials(signal, refused), signal);
    } catch (error) {
      if (signal.aborted || error instanceof Failure) throw error;
      throw new Refusal("no-credentials", { account: this.account.name });
    }
  }

  #progress(call: OssCall): Progress {
    return new Progress(call, this.account.name, this.places.placeOf(call.bucket));
  }

  #serviceTime(): Date {
    return new Date(this.#options.now().getTime() + this.#clockOffset);
  }
}

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
