/** Takes one request from the wire to its response. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { authorize, type SampleCredentials } from "./auth/authorization.ts";
import type { Exchange, Faults } from "./faults.ts";
import { type Address, checkBucketName, checkKey } from "./http/addressing.ts";
import { bodyReader, readRequest } from "./http/request.ts";
import { type RequestLine, RequestRecord } from "./http/requestRecord.ts";
import { asServiceError, errorResponse, type SampleResponse } from "./http/response.ts";
import { newRequestId, send } from "./http/send.ts";
import { answerImm } from "./imm/immActions.ts";
import { type ImmDoor, isImmRequest } from "./imm/immRequest.ts";
import type { Projects } from "./imm/projects.ts";
import { type Call, processOf } from "./operations/call.ts";
import { callBucket, callObject, callService } from "./operations/routing.ts";
import { accessDenied, noSuchBucket } from "./serviceError.ts";
import type { Bucket } from "./store/bucket.ts";
import type { Catalogue } from "./store/catalogue.ts";
import type { BucketIndexes } from "./store/preparedIndexes.ts";

/** What all requests of one server share. */
export interface ServerContext {
  readonly credentials: SampleCredentials;
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly catalogue: Catalogue;
  readonly faults: Faults;
  readonly indexes: BucketIndexes;
  readonly immDoor: ImmDoor;
  readonly projects: Projects;
  /** RAM actions that the key lacks. */
  readonly denied: readonly string[];
  readonly clock: () => Date;
  readonly closing: AbortSignal;
  /** Milliseconds. */
  readonly latency: number;
  readonly onRequest: (line: RequestLine) => void;
  /** Called for each detection that a real account would have been charged for. */
  readonly onCharge: () => void;
}

/** Never rejects: every failure becomes a response, and a caller who has left gets none. */
export async function serve(
  message: IncomingMessage,
  response: ServerResponse,
  server: ServerContext,
): Promise<void> {
  const method = message.method ?? "";
  const sending = {
    requestId: newRequestId(),
    startedAt: performance.now(),
    now: wholeSeconds(server.clock()),
  };
  const record = new RequestRecord(method, response, server.onRequest);
  const reply = (content: SampleResponse) => {
    record.report(content.status);
    send(response, content, sending);
  };
  try {
    if (server.latency > 0) await delay(server.latency, undefined, { signal: server.closing });
    const content = await respond(message, response, { ...server, now: sending.now, record });
    if (content !== undefined && !response.destroyed) reply(content);
  } catch (error) {
    if (server.closing.aborted || response.headersSent) response.destroy();
    if (response.destroyed) return;
    const host = message.headers.host ?? "";
    reply(errorResponse(asServiceError(error), { method, requestId: sending.requestId, host }));
  }
}

interface RequestContext extends ServerContext {
  readonly now: Date;
  readonly record: RequestRecord;
}

/** `undefined` when the caller has left, or a fault has taken over the response. */
async function respond(
  message: IncomingMessage,
  response: ServerResponse,
  context: RequestContext,
): Promise<SampleResponse | undefined> {
  const { buckets, catalogue, credentials, denied, indexes, now, record } = context;
  if (isImmRequest(message)) return callImm(message, context);
  const request = readRequest(message, buckets.keys());
  record.add({ process: processOf(request) ?? null, ...named(request.addresses[0]) });
  const address = authorize(request, credentials, now);
  record.add(named(address));
  const readBody = bodyReader(message);
  const endpoint = `${message.socket.localAddress}:${message.socket.localPort}`;
  const { region } = credentials;
  const allows = (ramAction: string) => {
    if (denied.includes(ramAction)) throw accessDenied("You have no right to access this bucket.");
  };
  const call = { request, region, endpoint, now, buckets, catalogue, indexes, allows, readBody };
  if (response.destroyed) return undefined;
  return callAddress(address, call, response, context);
}

/** IMM has a host of its own; here it listens where OSS does, and is told apart by the header of its calls. */
function callImm(
  message: IncomingMessage,
  { buckets, denied, immDoor: door, now, projects, record }: RequestContext,
): Promise<SampleResponse> {
  const onAction = (action: string) => record.add({ action });
  const readBody = bodyReader(message);
  return answerImm(message, { door, projects, buckets, now, denied, onAction, readBody });
}

async function callAddress(
  { bucket: name, key }: Address,
  call: Call,
  response: ServerResponse,
  { closing, faults, onCharge, record }: RequestContext,
): Promise<SampleResponse | undefined> {
  if (name === undefined) return callService(call);
  checkBucketName(name);
  const bucket = call.buckets.get(name);
  if (bucket === undefined) throw noSuchBucket(name);
  if (key === undefined) return callBucket({ ...call, bucket });
  checkKey(key);

  const { request } = call;
  const exchange: Exchange = {
    request,
    process: processOf(request),
    response,
    closing,
    charge() {
      record.add({ billable: true });
      onCharge();
    },
    proceed: async () => callObject({ ...call, bucket, key }),
  };
  const fault = faults.get(`${name}/${key}`);
  const content = await (fault ? fault(exchange) : exchange.proceed());
  if (content?.billable) exchange.charge();
  return content;
}

function named(address: Address = {}): { bucket: string | null; key: string | null } {
  return { bucket: address.bucket ?? null, key: address.key ?? null };
}

/** OSS's times have no fractions: not those of objects, which the Python SDK insists on, nor others. */
function wholeSeconds(date: Date): Date {
  return new Date(Math.floor(date.getTime() / 1000) * 1000);
}
