/** The errors that OSS answers with, as far as the sample account can run into them. */

export interface ServiceErrorDetails {
  /** OSS's finer error code; left out where no document names one. */
  readonly ec?: string | undefined;
  /** Further elements of the error's XML, such as `Key` or `BucketName`. */
  readonly elements?: Readonly<Record<string, string>> | undefined;
}

/** Thrown to end a request with an error that OSS would answer. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly status: number;
  readonly code: string;
  readonly ec: string | undefined;
  readonly elements: Readonly<Record<string, string>>;

  constructor(status: number, code: string, message: string, details: ServiceErrorDetails = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.ec = details.ec;
    this.elements = details.elements ?? {};
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

/** 400, for a parameter or header whose value OSS does not take. */
export function invalidArgument(message: string, name?: string, value?: string): ServiceError {
  const elements =
    name === undefined ? {} : { ArgumentName: name, ArgumentValue: (value ?? "").slice(0, 1024) };
  return new ServiceError(400, "InvalidArgument", message, { elements });
}

export function accessDenied(message: string, ec?: string): ServiceError {
  return new ServiceError(403, "AccessDenied", message, { ec });
}

export function methodNotAllowed(method: string): ServiceError {
  const message = "The specified method is not allowed against this resource.";
  return new ServiceError(405, "MethodNotAllowed", message, { elements: { Method: method } });
}

/** 400 and no 501: SDKs repeat whatever is 500 or above. */
export function notPartOfSample(what: string): ServiceError {
  const message = `The sample account does not have ${what}. Use a real account for it.`;
  return new ServiceError(400, "NotPartOfSample", message);
}

/**
 * An error of IMM as OSS passes it on: code `Imm Client`, and a message of IMM's code, text and
 * request id [File processing errors].
 */
export function immError(immCode: string, text: string, immRequestId: string, ec?: string) {
  const message = `${immCode}, ${text} ${immRequestId}`;
  return new ServiceError(400, "Imm Client", message, { ec });
}
