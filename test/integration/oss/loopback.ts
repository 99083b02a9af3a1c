/** Small servers on 127.0.0.1 that answer whatever a test wants, and clients for them. */
import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Server as NetServer } from "node:net";
import { Refusal } from "../../../src/errors/refusal.ts";
import type { Account } from "../../../src/oss/account.ts";
import { OssClient, type OssClientOptions } from "../../../src/oss/client.ts";
import { OssError } from "../../../src/oss/error.ts";

/** A request as it was on the wire. */
export interface Received {
  readonly method: string;
  /** Path and query, unchanged. */
  readonly url: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export type Reply = (response: ServerResponse, request: Received, count: number) => void;

export interface Loopback {
  readonly origin: string;
  readonly port: number;
  readonly received: Received[];
  /** Sockets ever opened. */
  readonly sockets: () => number;
  close(): Promise<void>;
}

/** Answers every request with `reply`; `count` is 1 for the first. */
export async function startLoopback(reply: Reply): Promise<Loopback> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method = "", url = "", headers } = request;
    const one = { method, url, headers, body: Buffer.concat(chunks).toString() };
    received.push(one);
    reply(response, one, received.length);
  });
  return { ...(await listen(server)), received };
}

/** Any server of node:net, node:http or node:tls, on a free port. */
export async function listen(
  server: NetServer,
): Promise<Pick<Loopback, "origin" | "port" | "sockets" | "close">> {
  let sockets = 0;
  const open = new Set<{ destroy(): unknown }>();
  server.on("connection", (socket) => {
    sockets++;
    open.add(socket);
    socket.on("error", () => undefined);
    socket.on("close", () => open.delete(socket));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    sockets: () => sockets,
    close: async () => {
      for (const socket of open) socket.destroy();
      (server as Partial<Server>).closeAllConnections?.();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export const secret = "canary-secret-7f3a";

/** An account whose bucket is in the path. */
export function accountAt(endpoint: string, rest: Partial<Account> = {}): Account {
  return {
    name: "test",
    region: "cn-hangzhou",
    endpoint,
    addressing: "path",
    credentials: async () => ({ accessKeyId: "ak", accessKeySecret: secret }),
    ...rest,
  };
}

/** Hardly a pause between attempts. */
export const quick: OssClientOptions = { retries: { firstDelay: 1, maxDelay: 2 } };

/** One attempt, and no patience in one respect alone, so that a busy machine does not decide the test. */
export function hasty(timeouts: NonNullable<OssClientOptions["timeouts"]>): OssClientOptions {
  return { timeouts, retries: { attempts: 1 } };
}

/** Runs `work` with a server and a client for it, and closes both. */
export async function withServer<T>(
  reply: Reply,
  work: (client: OssClient, server: Loopback) => Promise<T>,
  options: OssClientOptions = quick,
  account: Partial<Account> = {},
): Promise<T> {
  const server = await startLoopback(reply);
  const client = new OssClient(accountAt(server.origin, account), options);
  try {
    return await work(client, server);
  } finally {
    await client.close();
    await server.close();
  }
}

/** The error of a call that must fail. */
export async function failureOf(call: Promise<unknown>): Promise<OssError> {
  return rejectionOf(call, OssError);
}

/** Why a call was not even made, which must have been refused. */
export async function refusalOf(call: Promise<unknown>): Promise<Refusal> {
  return rejectionOf(call, Refusal);
}

async function rejectionOf<T>(call: Promise<unknown>, type: new (...given: never[]) => T) {
  try {
    await call;
  } catch (error) {
    if (error instanceof type) return error;
    throw error;
  }
  throw new Error("The call did not fail.");
}

/** An answer of OSS. */
export function answer(
  response: ServerResponse,
  status: number,
  body: string | Uint8Array = "",
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { "x-oss-request-id": "5C06A3B67B8B5A3DA422299D", ...headers });
  response.end(body);
}

/** The XML of an error. */
export function errorXml(code: string, message = "What happened.", more = ""): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>${message}</Message><RequestId>5C06A3B67B8B5A3DA422299D</RequestId><HostId>h</HostId>${more}</Error>`;
}
