/** The one error of the OSS side. */

export interface OssErrorDetails {
  /** The OSS code (`NoSuchKey`), the IMM code where OSS wrapped one, or ours in kebab-case (`timed-out`). */
  readonly code: string;
  /** One sentence for a person; ends in what to do next. Never holds a secret. */
  readonly message: string;
  /** HTTP status, when an answer came. */
  readonly status?: number;
  /** OSS's finer error code, such as `0026-00000001`. */
  readonly ec?: string;
  readonly requestId?: string;
  /** What the service itself said, with secrets removed. */
  readonly serviceMessage?: string;
  readonly cause?: unknown;
}

/** A call to OSS that did not work; `message` is for people, `code` for programs. */
export class OssError extends Error {
  override readonly name = "OssError";
  readonly code: string;
  readonly status: number | undefined;
  readonly ec: string | undefined;
  readonly requestId: string | undefined;
  readonly serviceMessage: string | undefined;

  constructor(details: OssErrorDetails) {
    super(details.message, { cause: details.cause });
    this.code = details.code;
    this.status = details.status;
    this.ec = details.ec;
    this.requestId = details.requestId;
    this.serviceMessage = details.serviceMessage;
  }
}
