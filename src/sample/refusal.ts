/** Answers to what Node cannot read as a request, or hands over before it is one. */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { errorAnswer } from "./answer.ts";
import { newRequestId } from "./send.ts";
import { methodNotAllowed, ServiceError } from "./serviceError.ts";

/** For the event `clientError`: a malformed request line, oversized headers, a broken connection. */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const isTooLong = error.code === "HPE_HEADER_OVERFLOW";
  const message = isTooLong ? "Your request's headers are too long." : "The request is malformed.";
  end(socket, new ServiceError(isTooLong ? 431 : 400, "BadRequest", message));
}

/** For the event `connect`: the sample account is no proxy. */
export function refuseConnection(_request: IncomingMessage, socket: Duplex): void {
  end(socket, methodNotAllowed("CONNECT"));
}

function end(socket: Duplex, error: ServiceError): void {
  const requestId = newRequestId();
  const { body = "" } = errorAnswer(error, { method: "", requestId, host: "" });
  const lines = [
    `HTTP/1.1 ${error.status} Refused`,
    "Connection: close",
    "Content-Type: application/xml",
    `Content-Length: ${Buffer.byteLength(body)}`,
    `x-oss-request-id: ${requestId}`,
  ];
  socket.end(`${lines.join("\r\n")}\r\n\r\n${body}`);
}
