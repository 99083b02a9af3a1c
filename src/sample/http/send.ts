/** Puts a response on the wire, with the headers that every response of OSS has. */
import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { methodNotAllowed, ServiceError } from "../serviceError.ts";
import { errorResponse, type SampleResponse } from "./response.ts";

/** 24 hexadecimal digits in upper case. */
export function newRequestId(): string {
  return randomBytes(12).toString("hex").toUpperCase();
}

export interface SendContext {
  readonly requestId: string;
  /** By `performance.now()`. */
  readonly startedAt: number;
  /** The server's own clock, by which SDKs correct theirs. */
  readonly now: Date;
}

export function send(
  response: ServerResponse,
  content: SampleResponse,
  context: SendContext,
): void {
  const { body = "", chunked, headers = {}, length, status } = content;
  response.statusCode = status;
  response.setHeader("Server", "AliyunOSS");
  response.setHeader("Date", context.now.toUTCString());
  response.setHeader("x-oss-request-id", context.requestId);
  const serverTime = Math.round(performance.now() - context.startedAt);
  response.setHeader("x-oss-server-time", String(serverTime));
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  const hasBody = status !== 204 && status !== 304;
  // Only HEAD may name a length without sending it: anyone else would wait for the bytes.
  const announced = response.req.method === "HEAD" ? length : undefined;
  if (hasBody && !chunked) {
    response.setHeader("Content-Length", announced ?? Buffer.byteLength(body));
  }
  // Written before it ends, Node does not know the length and sends chunks.
  if (chunked) response.write(body);
  response.end(chunked || !hasBody ? undefined : body);
}

/** Refuses what Node cannot read, for the event `clientError`: a malformed request line, oversized headers, a broken connection. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const isTooLong = error.code === "HPE_HEADER_OVERFLOW";
  const message = isTooLong ? "Your request's headers are too long." : "The request is malformed.";
  end(socket, new ServiceError(isTooLong ? 431 : 400, "BadRequest", message));
}

/** Refuses CONNECT, for the event `connect`: the sample account is no proxy. */
export function refuseConnection(_request: IncomingMessage, socket: Duplex): void {
  end(socket, methodNotAllowed("CONNECT", "SERVICE", ["GET"]));
}

function end(socket: Duplex, error: ServiceError): void {
  const requestId = newRequestId();
  const { body = "" } = errorResponse(error, { method: "", requestId, host: "" });
  const lines = [
    `HTTP/1.1 ${error.status} Refused`,
    "Connection: close",
    "Content-Type: application/xml",
    `Content-Length: ${Buffer.byteLength(body)}`,
    `x-oss-request-id: ${requestId}`,
  ];
  socket.end(`${lines.join("\r\n")}\r\n\r\n${body}`);
}
