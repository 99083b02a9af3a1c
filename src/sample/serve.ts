/** Takes one request from the wire to its answer. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import type { Address } from "./addressing.ts";
import { type Answer, asServiceError, errorAnswer } from "./answer.ts";
import { authorize, type KnownAccount } from "./authorization.ts";
import { bodyReader } from "./body.ts";
import type { Bucket } from "./bucket.ts";
import { type Call, processOf } from "./call.ts";
import type { Catalogue } from "./catalogue.ts";
import { checkBucketName, checkKey } from "./names.ts";
import { readRequest } from "./request.ts";
import { type RequestLine, RequestRecord } from "./requestLine.ts";
import { answerBucket, answerObject, answerService } from "./routing.ts";
import { newRequestId, send } from "./send.ts";
import { noSuchBucket } from "./serviceError.ts";

/** What all requests of one server share. */
export interface Serving {
  readonly account: KnownAccount;
  readonly buckets: ReadonlyMap<string, Bucket>;
  readonly catalogue: Catalogue;
  readonly clock: () => Date;
  readonly closing: AbortSignal;
  /** Milliseconds. */
  readonly latency: number;
  readonly onRequest: (line: RequestLine) => void;
  /** Called for each detection that a real account would have been charged for. */
  readonly onCharge: () => void;
}

/** Never rejects: whatever goes wrong becomes an answer, and a caller who left gets none. */
export async function serve(
  message: IncomingMessage,
  response: ServerResponse,
  serving: Serving,
): Promise<void> {
  const method = message.method ?? "";
  const sending = {
    requestId: newRequestId(),
    startedAt: performance.now(),
    now: serving.clock(),
  };
  const record = new RequestRecord(method, response, serving.onRequest);
  const reply = (answer: Answer) => {
    record.report(answer.status);
    send(response, answer, sending);
  };
  try {
    if (serving.latency > 0) await delay(serving.latency, undefined, { signal: serving.closing });
    const answer = await answerTo(message, response, { ...serving, now: sending.now, record });
    if (answer !== undefined && !response.destroyed) reply(answer);
  } catch (error) {
    if (serving.closing.aborted || response.headersSent) response.destroy();
    if (response.destroyed) return;
    const host = message.headers.host ?? "";
    reply(errorAnswer(asServiceError(error), { method, requestId: sending.requestId, host }));
  }
}

interface OneServing extends Serving {
  readonly now: Date;
  readonly record: RequestRecord;
}

async function answerTo(
  message: IncomingMessage,
  response: ServerResponse,
  serving: OneServing,
): Promise<Answer | undefined> {
  const { account, buckets, catalogue, now, record } = serving;
  const request = readRequest(message, buckets.keys());
  record.add({ process: processOf(request) ?? null, ...named(request.addresses[0]) });
  const address = authorize(request, account, now);
  record.add(named(address));
  const readBody = bodyReader(message);
  const endpoint = `${message.socket.localAddress}:${message.socket.localPort}`;
  const { region } = account;
  const call = { request, region, endpoint, now, buckets, catalogue, readBody };
  if (response.destroyed) return undefined;
  return answerAt(address, call, response, serving);
}

async function answerAt(
  { bucket: name, key }: Address,
  call: Call,
  response: ServerResponse,
  { closing, onCharge, record }: OneServing,
): Promise<Answer | undefined> {
  if (name === undefined) return answerService(call);
  checkBucketName(name);
  const bucket = call.buckets.get(name);
  if (bucket === undefined) throw noSuchBucket(name);
  if (key === undefined) return answerBucket({ ...call, bucket });
  checkKey(key);

  const charge = () => {
    record.add({ billable: true });
    onCharge();
  };
  const proceed = async () => answerObject({ ...call, bucket, key });
  const { request } = call;
  const process = processOf(request);
  const respond = bucket.find(key)?.respond ?? proceed;
  const answer = await respond({ request, process, response, closing, charge, proceed });
  if (answer?.billable) charge();
  return answer;
}

function named(address: Address = {}): { bucket: string | null; key: string | null } {
  return { bucket: address.bucket ?? null, key: address.key ?? null };
}
