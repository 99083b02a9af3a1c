/** One request as it is logged. */
import type { ServerResponse } from "node:http";

/** Holds no credentials; `null` stands for what a request does not name. */
export interface RequestLine {
  readonly method: string;
  readonly bucket: string | null;
  readonly key: string | null;
  /** Value of x-oss-process. */
  readonly process: string | null;
  /** Of IMM's API, for a call to IMM. */
  readonly action?: string;
  /** 0 when the connection ended before a response. */
  readonly status: number;
  /** Whether a real account would have been charged for a detection. */
  readonly billable: boolean;
}

/** Filled in while the request is served, and logged once. */
export class RequestRecord {
  readonly #report: (line: RequestLine) => void;
  #line: RequestLine;
  #isReported = false;

  constructor(method: string, response: ServerResponse, report: (line: RequestLine) => void) {
    this.#line = { method, bucket: null, key: null, process: null, status: 0, billable: false };
    this.#report = report;
    response.on("close", () => {
      this.report(response.headersSent ? response.statusCode : 0);
    });
  }

  add(known: Partial<RequestLine>): void {
    this.#line = { ...this.#line, ...known };
  }

  /** To be called before the response leaves, so that its receiver finds the line already logged. */
  report(status: number): void {
    if (this.#isReported) return;
    this.#isReported = true;
    this.#report({ ...this.#line, status });
  }
}
