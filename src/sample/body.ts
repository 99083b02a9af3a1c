/** Reads the body of a request, up to a limit. */
import type { IncomingMessage } from "node:http";
import { ServiceError } from "./serviceError.ts";

/** The returned function rejects with a `ServiceError` when the body is too long or breaks off. */
export function bodyReader(message: IncomingMessage): (mostBytes: number) => Promise<Buffer> {
  return async (mostBytes) => {
    if (Number(message.headers["content-length"] ?? 0) > mostBytes) throw tooLarge(mostBytes);
    const chunks: Buffer[] = [];
    let bytes = 0;
    try {
      for await (const chunk of message as AsyncIterable<Buffer>) {
        bytes += chunk.length;
        if (bytes <= mostBytes) chunks.push(chunk);
      }
    } catch {
      const message = "The request body broke off before the length it was announced with.";
      throw new ServiceError(400, "IncompleteBody", message);
    }
    if (bytes > mostBytes) throw tooLarge(mostBytes);
    return Buffer.concat(chunks, bytes);
  };
}

function tooLarge(mostBytes: number): ServiceError {
  const message = `Your proposed upload exceeds the maximum of ${mostBytes} bytes in the sample account.`;
  return new ServiceError(400, "EntityTooLarge", message);
}
