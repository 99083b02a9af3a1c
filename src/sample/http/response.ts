/** What the sample account sends back for one request, before it is put on the wire. */
import { ServiceError } from "../serviceError.ts";
import { element, optionalElement, textElement, xmlDeclaration } from "./xml.ts";

export interface SampleResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
  /** Content-Length of a response to HEAD; otherwise it is the body's own. */
  readonly length?: number;
  /** True to send the body in chunks, without its length. */
  readonly chunked?: boolean;
  /** True when a real account would have been charged for a detection. */
  readonly billable?: boolean;
}

/** 200 with an XML document, whose declaration is added here. */
export function xmlResponse(document: string): SampleResponse {
  const headers = { "Content-Type": "application/xml" };
  return { status: 200, headers, body: xmlDeclaration + document };
}

export interface ErrorContext {
  readonly method: string;
  readonly requestId: string;
  readonly host: string;
}

/** The XML of an error; for HEAD, which has no body, in base64 in the header `x-oss-err`. */
export function errorResponse(error: ServiceError, context: ErrorContext): SampleResponse {
  const xml = xmlDeclaration + errorDocument(error, context);
  const ec = error.ec === undefined ? {} : { "x-oss-ec": error.ec };
  const own = { ...error.headers, ...ec };
  if (context.method === "HEAD") {
    return { status: error.status, headers: { ...own, "x-oss-err": base64(xml) }, length: 0 };
  }
  const headers = { "Content-Type": "application/xml", ...own };
  return { status: error.status, headers, body: xml };
}

/** Characters of the request that an error repeats in one element: it must fit a header of HEAD. */
const maxQuoted = 4096;

function errorDocument(error: ServiceError, context: ErrorContext): string {
  const { code, ec, elements, message } = error;
  return element(
    "Error",
    textElement("Code", code),
    textElement("Message", message),
    textElement("RequestId", context.requestId),
    textElement("HostId", context.host),
    ...Object.entries(elements).map(([name, text]) => textElement(name, text.slice(0, maxQuoted))),
    optionalElement("EC", ec),
    optionalElement("RecommendDoc", ec && `https://api.aliyun.com/troubleshoot?q=${ec}`),
  );
}

/** Anything else that is thrown is a fault of the sample itself, and says so. */
export function asServiceError(error: unknown): ServiceError {
  if (error instanceof ServiceError) return error;
  const message = "The sample account has a fault of its own. Please report it.";
  return new ServiceError(500, "InternalError", message);
}

function base64(text: string): string {
  return Buffer.from(text).toString("base64");
}
