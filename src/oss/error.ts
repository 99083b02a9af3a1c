/** The error of a call to OSS: what was asked, where, and what came of it. */
import { Failure } from "../errors/failure.ts";

/** The calls of the client, and any to IMM itself; some codes mean another thing in another call. */
export type CallName =
  | "listBuckets"
  | "listObjects"
  | "listObjectVersions"
  | "headObject"
  | "getObject"
  | "imageInfo"
  | "detectLabels"
  | "putObject"
  | "deleteObject"
  | "getObjectTagging"
  | "putObjectTagging"
  | "openMetaQuery"
  | "metaQueryStatus"
  | "queryMetadata"
  | "closeMetaQuery"
  | "askImm";

/** Of every call to a service that did not work. Free of secrets, of control characters and of line breaks. */
export type CallFacts = {
  readonly call: CallName;
  readonly account: string;
  /** What the call was about: for OSS `oss://bucket/key`, else the bucket, else the host. */
  readonly target: string;
  readonly host: string;
  readonly region: string;
  /** True when the code is that of Intelligent Media Management, also where OSS passed it on. */
  readonly imm?: boolean | undefined;
  /** HTTP status, when a response came. */
  readonly status?: number | undefined;
  readonly requestId?: string | undefined;
  /** What the service itself said. */
  readonly serviceMessage?: string | undefined;
};

export type OssErrorFacts = CallFacts & {
  readonly bucket?: string | undefined;
  /** True when OSS names another endpoint for the bucket. */
  readonly isElsewhere?: boolean | undefined;
  /** OSS's finer error code, such as `0026-00000001`. */
  readonly ec?: string | undefined;
  /** What came, in place of what was asked for: its type and its size. */
  readonly received?: string | undefined;
  /** Detections that may have been billed although this error came of them; absent means none. */
  readonly possiblyBilledCalls?: number | undefined;
};

/**
 * A call to OSS that did not work. Its code is OSS's (`NoSuchKey`), IMM's where OSS passed one on, `http-` and the
 * status of a response that names none, or ours for what happened on the way (`timed-out`).
 */
export class OssError extends Failure {
  override readonly name = "OssError";
  declare readonly facts: OssErrorFacts;

  constructor(code: string, facts: OssErrorFacts, options?: ErrorOptions) {
    super(code, facts, options);
  }

  get status(): number | undefined {
    return this.facts.status;
  }

  get ec(): string | undefined {
    return this.facts.ec;
  }

  get requestId(): string | undefined {
    return this.facts.requestId;
  }

  get serviceMessage(): string | undefined {
    return this.facts.serviceMessage;
  }

  /** 0 unless a detection may have been billed. */
  get possiblyBilledCalls(): number {
    return this.facts.possiblyBilledCalls ?? 0;
  }
}
