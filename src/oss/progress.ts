/** How far a call has come: what was tried where, and the error that comes of it. */

import type { HttpResponse } from "../http/response.ts";
import type { Credentials } from "./account.ts";
import type { OssCall } from "./call.ts";
import type { OssError } from "./error.ts";
import { type CallContext, ownFailure, serviceFailure } from "./failure.ts";
import { hostOf, originOf, type Place } from "./places.ts";
import type { RequestLogLine } from "./requestLog.ts";
import type { FailedAttempt } from "./retry.ts";
import { scrub } from "./scrub.ts";

/** One answer, good or not, or none. */
export interface Attempt extends FailedAttempt {
  readonly answer: HttpResponse | undefined;
}

export type Correction = "clock" | "place" | "credentials";

export class Progress {
  readonly call: OssCall;
  readonly #account: string;
  place: Place;
  credentials: Credentials | undefined;
  /** Requests sent so far. */
  made = 0;
  /** Failed ones that the service may have carried out. */
  doubtful = 0;
  /** True from the sending of a request to its outcome. */
  underWay = false;
  /** Each correction is made once. */
  readonly #corrected = new Set<Correction>();

  constructor(call: OssCall, account: string, place: Place) {
    this.call = call;
    this.#account = account;
    this.place = place;
  }

  /** True the first time that this needs correcting. */
  corrects(what: Correction): boolean {
    const first = !this.#corrected.has(what);
    this.#corrected.add(what);
    return first;
  }

  /** The facts for an error about this call as it stands. */
  facts(): CallContext {
    const { call, place } = this;
    const doubtful = this.doubtful + (this.underWay ? 1 : 0);
    return {
      name: call.name,
      account: this.#account,
      bucket: call.bucket,
      key: call.key,
      host: originOf(place, call.bucket).replace(/^[a-z]+:\/\//, ""),
      region: place.region,
      secrets: this.#secrets(),
      possiblyBilledCalls: call.billable ? doubtful : undefined,
    };
  }

  /** The error of a failed attempt. */
  failure({ serviceError, networkError }: FailedAttempt): OssError {
    if (serviceError !== undefined) return serviceFailure(serviceError, this.facts());
    return ownFailure(networkError?.code ?? "network-failed", this.facts(), networkError?.cause);
  }

  logLine({ answer, serviceError, networkError }: Attempt, milliseconds: number): RequestLogLine {
    const { call, place } = this;
    const clean = (text: string | undefined) => text && scrub(text, this.#secrets());
    return {
      call: call.name,
      method: call.method,
      host: hostOf(originOf(place, call.bucket)),
      bucket: call.bucket,
      key: call.key,
      process: call.query.find(([name]) => name === "x-oss-process")?.[1],
      attempt: this.made,
      milliseconds,
      status: answer?.status ?? serviceError?.status,
      code: clean(serviceError?.code) ?? networkError?.code,
      ec: clean(serviceError?.ec),
      requestId: clean(serviceError?.requestId ?? answer?.headers["x-oss-request-id"]),
    };
  }

  #secrets(): (string | undefined)[] {
    return [this.credentials?.accessKeySecret, this.credentials?.securityToken];
  }
}
