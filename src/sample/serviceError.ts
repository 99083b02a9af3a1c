/** The errors that OSS answers with, as far as the sample account can run into them. */

export interface ServiceErrorDetails {
  /** OSS's finer error code; left out where no document names one. */
  readonly ec?: string | undefined;
  /** Further elements of the error's XML, such as `Key` or `BucketName`. */
  readonly elements?: Readonly<Record<string, string>> | undefined;
  /** Further headers of the response. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Thrown to end a request with an error that OSS would answer. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly status: number;
  readonly code: string;
  readonly ec: string | undefined;
  readonly elements: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, details: ServiceErrorDetails = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.ec = details.ec;
    this.elements = details.elements ?? {};
    this.headers = details.headers ?? {};
  }
}

/** 404; `BucketName` as in [404 errors]. */
export function noSuchBucket(bucket: string): ServiceError {
  return new ServiceError(404, "NoSuchBucket", "The specified bucket does not exist.", {
    ec: "0015-00000101",
    elements: { BucketName: bucket },
  });
}

export function noSuchKey(key: string): ServiceError {
  return new ServiceError(404, "NoSuchKey", "The specified key does not exist.", {
    ec: "0026-00000001",
    elements: { Key: key },
  });
}

export function noSuchVersion(): ServiceError {
  return new ServiceError(404, "NoSuchVersion", "The specified version does not exist.");
}

/** 400, for a parameter or header whose value OSS does not take. */
export function invalidArgument(
  message: string,
  name: string,
  value: string,
  ec?: string,
): ServiceError {
  const elements = { ArgumentName: name, ArgumentValue: value.slice(0, 1024) };
  return new ServiceError(400, "InvalidArgument", message, { ec, elements });
}

export function accessDenied(message: string, ec?: string): ServiceError {
  return new ServiceError(403, "AccessDenied", message, { ec });
}

/** For a method that OSS does not have for this type of resource: `BUCKET`, `OBJECT`. [405 errors] */
export function methodNotAllowed(
  method: string,
  type: string,
  allowed: readonly string[],
): ServiceError {
  const message = "The specified method is not allowed against this resource.";
  return new ServiceError(405, "MethodNotAllowed", message, {
    elements: { Method: method, ResourceType: type },
    headers: { Allow: allowed.join(", ") },
  });
}

/**
 * For an operation, parameter or header that the sample account lacks; `what` names it. The status is
 * 400, as for OSS's own error of this code [400 errors]: SDKs repeat a 501.
 */
export function notImplemented(
  what: string,
  elements?: Readonly<Record<string, string>>,
): ServiceError {
  const message = `The sample account does not implement ${what}. Use a real account for it.`;
  return new ServiceError(400, "NotImplemented", message, { elements });
}

/**
 * An error of IMM as OSS passes it on: code `Imm Client`, and a message of IMM's code, text and
 * request id [File processing errors].
 */
export function immError(immCode: string, text: string, immRequestId: string, ec?: string) {
  const message = `${immCode}, ${text} ${immRequestId}`;
  return new ServiceError(400, "Imm Client", message, { ec });
}
