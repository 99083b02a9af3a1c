/** The one error of the OSS side. */

/** What a person can do about an error, as the extension's one button beside its sentence. */
export type ErrorAction =
  | "showLog"
  | "editAccount"
  | "addAccount"
  | "openSettings"
  | "retry"
  | "checkSetup"
  | "setCustomDomain"
  | "openDocumentation"
  | "none";

export interface OssErrorDetails {
  /** The OSS code (`NoSuchKey`), the IMM code where OSS wrapped one, or ours in kebab-case (`timed-out`). */
  readonly code: string;
  /** One sentence for a person; ends in what to do next. Never holds a secret. */
  readonly message: string;
  readonly action?: ErrorAction | undefined;
  /** HTTP status, when an answer came. */
  readonly status?: number | undefined;
  /** OSS's finer error code, such as `0026-00000001`. */
  readonly ec?: string | undefined;
  readonly requestId?: string | undefined;
  /** What the service itself said, with secrets removed. */
  readonly serviceMessage?: string | undefined;
  /** Detections that may have been billed although this error came of them; absent means none. */
  readonly possiblyBilledCalls?: number | undefined;
  readonly cause?: unknown;
}

/** A call to OSS that did not work; `message` is for people, `code` for programs. */
export class OssError extends Error {
  override readonly name = "OssError";
  readonly code: string;
  readonly action: ErrorAction | undefined;
  readonly status: number | undefined;
  readonly ec: string | undefined;
  readonly requestId: string | undefined;
  readonly serviceMessage: string | undefined;
  readonly possiblyBilledCalls: number;

  constructor(details: OssErrorDetails) {
    super(details.message, details.cause === undefined ? {} : { cause: details.cause });
    this.code = details.code;
    this.action = details.action;
    this.status = details.status;
    this.ec = details.ec;
    this.requestId = details.requestId;
    this.serviceMessage = details.serviceMessage;
    this.possiblyBilledCalls = details.possiblyBilledCalls ?? 0;
  }
}
