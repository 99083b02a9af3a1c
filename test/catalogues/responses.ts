/** Ways to respond that a service should not have. */
import { pipeline } from "node:stream/promises";
import { setTimeout as delay } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { Exchange, Respond } from "../../src/sample/faults.ts";
import type { SampleResponse } from "../../src/sample/http/response.ts";
import type { ServiceError } from "../../src/sample/serviceError.ts";

const json = { "Content-Type": "application/json;charset=utf-8" };

/** Affects image/labels; everything else works. */
export function onLabels(respond: Respond): Respond {
  return (exchange) =>
    exchange.process?.startsWith("image/labels") ? respond(exchange) : exchange.proceed();
}

/** Affects a plain GET; everything else works. */
export function onGet(respond: Respond): Respond {
  return (exchange) =>
    exchange.request.method === "GET" && exchange.process === undefined
      ? respond(exchange)
      : exchange.proceed();
}

export function failing(error: ServiceError): Respond {
  return async () => {
    throw error;
  };
}

/** A fixed response in place of the service's, charged for or not. */
export function responding(response: SampleResponse): Respond {
  return async () => response;
}

/** 200 with this body, charged for like any detection. */
export function respondingWith(
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = json,
): Respond {
  return responding({ status: 200, headers, body, chunked: true, billable: true });
}

/** Fails `times` times for each start of the server, then does what the service does. */
export function failingFirst(times: number, respond: Respond): Respond {
  let left = times;
  return (exchange) => (left-- > 0 ? respond(exchange) : exchange.proceed());
}

export function slowly(milliseconds: number): Respond {
  return async (exchange) => {
    await delay(milliseconds, undefined, { signal: exchange.closing });
    return exchange.proceed();
  };
}

/** Neither answers nor hangs up. */
export const silent: Respond = async () => undefined;

/** Sends half of a good answer, then nothing more. */
export const stallingMidway: Respond = async (exchange) => {
  await sendHalf(exchange);
  return undefined;
};

/** Sends half of a good answer and hangs up in good order, before the last chunk. */
export const truncating: Respond = async (exchange) => {
  await sendHalf(exchange);
  exchange.response.socket?.end();
  return undefined;
};

/** Resets the connection before an answer. */
export const resetting: Respond = async ({ response }) => {
  response.socket?.resetAndDestroy();
  return undefined;
};

/** Resets the connection in the middle of a good answer. */
export const resettingMidway: Respond = async (exchange) => {
  await sendHalf(exchange);
  exchange.response.socket?.resetAndDestroy();
  return undefined;
};

async function sendHalf(exchange: Exchange): Promise<void> {
  const { body = "", headers = {}, status } = await exchange.proceed();
  exchange.charge();
  exchange.response.writeHead(status, { ...headers });
  const text = Buffer.from(body);
  exchange.response.write(text.subarray(0, text.length >> 1));
}

/** Announces more bytes than it sends. */
export const shortened: Respond = async ({ proceed, response }) => {
  const { body = "", headers = {}, status } = await proceed();
  response.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(body) + 1000 });
  response.write(body);
  response.socket?.end();
  return undefined;
};

export const wrongChecksum: Respond = async ({ proceed }) => {
  const content = await proceed();
  return { ...content, headers: { ...content.headers, "x-oss-hash-crc64ecma": "1234567890" } };
};

/** Streams an answer of this many bytes, as fast as it is read. */
export function flooding(
  status: number,
  start: string,
  bytes: number,
  headers: Readonly<Record<string, string>> = json,
): Respond {
  return async ({ closing, response }) => {
    response.writeHead(status, headers);
    try {
      await pipeline(blocks(start, bytes), response, { signal: closing });
    } catch {
      // The reader had enough of it, which is what the flood is for.
    }
    return undefined;
  };
}

function* blocks(start: string, bytes: number): Generator<Buffer> {
  yield Buffer.from(start);
  const block = Buffer.alloc(64 * 1024, "x");
  for (let sent = 0; sent < bytes; sent += block.length) yield block;
}

/** A kilobyte of gzip for each megabyte of spaces that it unpacks to. */
export function bomb(megabytes: number): Respond {
  return async () => {
    // Members of gzip may follow one another, so that one is packed for all.
    const member = gzipSync(Buffer.alloc(1024 * 1024, " "));
    const body = Buffer.concat(Array<Buffer>(megabytes).fill(member));
    const headers = { ...json, "Content-Encoding": "gzip" };
    return { status: 200, headers, body, chunked: true, billable: true };
  };
}
