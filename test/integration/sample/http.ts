/** Raw HTTP for these tests: what is given goes on the wire as it is. */
import * as http from "node:http";
import * as net from "node:net";
import { encodePath, presignedQuery, signHeaders } from "../../../src/oss/signature.ts";
import {
  type SampleOptions,
  type SampleServer,
  startSampleServer,
} from "../../../src/sample/server.ts";
import { smallAccount } from "../../catalogues/catalogue.ts";

export interface Reply {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
  readonly text: string;
}

export interface RawRequest {
  readonly method?: string;
  /** With its query. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}

/** A request before it is signed; names and values are decoded. */
export interface PlainRequest {
  readonly method?: string;
  readonly bucket?: string;
  readonly key?: string;
  readonly query?: readonly (readonly [string, string])[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly additionalHeaders?: readonly string[];
  readonly body?: Buffer | string;
}

/** What a signature is made with, where it differs from what the server knows. */
export interface Signing {
  readonly accessKeyId?: string;
  readonly accessKeySecret?: string;
  readonly securityToken?: string;
  readonly region?: string;
  readonly date?: Date;
}

/** A server over the small account, closed after the suite that asks for it. */
export function sampleServer(options: SampleOptions = {}): () => SampleServer {
  let server: SampleServer | undefined;
  before(async () => {
    server = await startSampleServer({ ...smallAccount(), ...options });
  });
  after(() => server?.close());
  return () => server as SampleServer;
}

/** Resolves when the answer is whole, or longer than `maxBytes`, which ends it. */
export function send(
  server: SampleServer,
  request: RawRequest,
  maxBytes = Number.POSITIVE_INFINITY,
): Promise<Reply> {
  const { method = "GET", path } = request;
  // As bytes: Node would write the headers in the encoding of a text.
  const body = request.body === undefined ? undefined : Buffer.from(request.body);
  const headers = { ...lengthOf(body, request.headers), ...request.headers };
  const { hostname, port } = new URL(server.endpoint);
  return new Promise((resolve, reject) => {
    const outgoing = http.request({ hostname, port, method, path, headers }, (message) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      const finish = () => {
        const whole = Buffer.concat(chunks);
        const status = message.statusCode ?? 0;
        resolve({ status, headers: message.headers, body: whole, text: whole.toString() });
      };
      message.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        bytes += chunk.length;
        if (bytes <= maxBytes) return;
        finish();
        outgoing.destroy();
      });
      message.on("error", reject);
      message.on("end", finish);
    });
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** Node leaves it out for some methods, and the body would be taken for another request. */
function lengthOf(body: Buffer | undefined, headers: Readonly<Record<string, string>> = {}) {
  const isChunked = headers["transfer-encoding"] !== undefined;
  return body === undefined || isChunked ? {} : { "content-length": String(body.length) };
}

/** Path style, signed in the header. */
export function signed(
  server: SampleServer,
  request: PlainRequest,
  signing: Signing = {},
  maxBytes?: number,
): Promise<Reply> {
  const { headers, path } = signRequest(server, request, signing);
  return send(server, { ...request, headers, path }, maxBytes);
}

/** The path and headers that `signed` would send. */
export function signRequest(server: SampleServer, request: PlainRequest, signing: Signing = {}) {
  const { bucket, headers = {}, key, method = "GET", query = [] } = request;
  const { additionalHeaders } = request;
  const signable = { method, bucket, key, query, headers, additionalHeaders };
  return {
    path: pathOf(request),
    headers: signHeaders(signable, signerOf(server, signing)),
  };
}

/** Path style, signed in the URL. */
export function presignedPath(
  server: SampleServer,
  request: PlainRequest,
  expires = 60,
  signing: Signing = {},
): string {
  const { bucket, headers = {}, key, method = "GET", query = [] } = request;
  const signable = { method, bucket, key, query, headers, additionalHeaders: undefined };
  const text = presignedQuery(signable, signerOf(server, signing), expires);
  return `${pathOf({ ...request, query: [] })}?${text}`;
}

export function pathOf({ bucket, key, query = [] }: PlainRequest): string {
  const path = bucket === undefined ? "/" : `/${bucket}/${encodePath(key ?? "")}`;
  const pairs = query.map(([name, value]) =>
    [name, ...(value === "" ? [] : [value])].map(encodeURIComponent).join("="),
  );
  return pairs.length === 0 ? path : `${path}?${pairs.join("&")}`;
}

function signerOf(server: SampleServer, signing: Signing) {
  const { accessKeyId, accessKeySecret, region } = server;
  const { securityToken } = signing;
  return {
    region: signing.region ?? region,
    date: signing.date ?? new Date(),
    credentials: {
      accessKeyId: signing.accessKeyId ?? accessKeyId,
      accessKeySecret: signing.accessKeySecret ?? accessKeySecret,
      ...(securityToken === undefined ? {} : { securityToken }),
    },
  };
}

/** The text of the first element of this name; `undefined` when there is none. */
export function textOf(xml: string, name: string): string | undefined {
  return textsOf(xml, name)[0];
}

export function textsOf(xml: string, name: string): string[] {
  const elements = xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, "g"));
  return Array.from(elements, ([, text = ""]) => decodeXml(text));
}

function decodeXml(text: string): string {
  return text
    .replace(/&#(\d+);/g, (_whole, code: string) => String.fromCharCode(Number(code)))
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

/** Sends bytes and reads until the server hangs up, or until one whole answer's head has come. */
export function sendBytes(server: SampleServer, bytes: string | Buffer): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = net.connect(Number(new URL(server.endpoint).port), "127.0.0.1", () => {
      socket.end(bytes);
    });
    socket.on("data", (chunk) => chunks.push(chunk));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(Buffer.concat(chunks).toString("latin1")));
  });
}
