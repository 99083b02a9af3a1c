/** Puts an answer on the wire, with the headers that every answer of OSS has. */
import { randomBytes } from "node:crypto";
import type { ServerResponse } from "node:http";
import type { Answer } from "./answer.ts";

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

export function send(response: ServerResponse, answer: Answer, context: SendContext): void {
  const { body = "", chunked, headers = {}, length, status } = answer;
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
