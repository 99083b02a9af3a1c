/** The billable call: what is in an image. [Image label detection] */
import * as z from "zod/mini";
import { bodyText } from "../../http/response.ts";
import type { Label } from "../../labels/label.ts";
import type { ObjectAddress } from "../address.ts";
import { OssError } from "../error.ts";
import { serviceFailure } from "../failure.ts";
import { labelsProcess } from "../imageProcess.ts";
import { readFirstObject, readLabelsBody } from "../labelsBody.ts";
import type { CallResult, RequestRunner } from "../request.ts";
import { scrub, withoutSecrets } from "../scrub.ts";
import { readServiceError } from "../serviceError.ts";
import { readObjectFacts } from "./objectHeaders.ts";
import { failure, jsonOf } from "./responseBody.ts";

export interface DetectLabelsOptions {
  /** 0–1: labels of a lower confidence are not answered. */
  readonly threshold: number;
  readonly signal?: AbortSignal;
  /** Told when the request is sent, from when on it may be billed, and when it has failed. */
  readonly onSent?: (isSent: boolean) => void;
}

export interface DetectedLabels {
  /** In the order of the service. */
  readonly labels: readonly Label[];
  /** The body as it came. */
  readonly raw: string;
  /** IMM's, else OSS's. */
  readonly requestId?: string;
  /** Milliseconds the service took. */
  readonly serverTime?: number;
  /** Of the object that was looked at, in decimal digits. */
  readonly crc64?: string;
  readonly lastModified?: Date;
  /** 1, or 0 where the account bills nothing. */
  readonly possiblyBilledCalls: number;
}

const maxBytes = 8_000_000;

/** Throws an `OssError`; its `possiblyBilledCalls` counts what may have cost money all the same. */
export async function detectLabels(
  runner: RequestRunner,
  { bucket, key }: ObjectAddress,
  { threshold, signal, onSent }: DetectLabelsOptions,
): Promise<DetectedLabels> {
  const result = await runner.run(
    {
      name: "detectLabels",
      method: "GET",
      bucket,
      key,
      query: [["x-oss-process", labelsProcess(threshold)]],
      headers: { "accept-encoding": "gzip" },
      maxBytes,
      timeout: "detection",
      retry: "never",
      billable: true,
      onSent,
    },
    signal,
  );
  const { raw, json } = readWithoutSecrets(result);
  const body = readLabelsBody(json);
  if (body === undefined) {
    refuseErrorInDisguise(result, json);
    throw unusable(result);
  }
  const { headers } = result.response;
  const { crc64, lastModified } = readObjectFacts(result);
  const named = body.requestId ?? headers["x-oss-request-id"];
  const requestId = named && scrub(named, result.context.secrets);
  const serverTime = Number(headers["x-oss-server-time"] ?? Number.NaN);
  return {
    labels: body.labels,
    raw,
    possiblyBilledCalls: result.context.possiblyBilledCalls,
    ...(requestId !== undefined && { requestId }),
    ...(Number.isFinite(serverTime) && { serverTime }),
    ...(crc64 !== undefined && { crc64 }),
    ...(lastModified !== undefined && { lastModified }),
  };
}

/**
 * The body is kept and shown as it came; a server that repeats what it was sent must not put a key there. JSON can
 * spell a character as `\u0061`, so that a secret may be seen only once the escapes are read.
 */
function readWithoutSecrets({ response, context: { secrets } }: CallResult): {
  readonly raw: string;
  readonly json: unknown;
} {
  const raw = withoutSecrets(bodyText(response), secrets);
  const json = readFirstObject(raw);
  if (json === undefined || !raw.includes("\\")) return { raw, json };
  const spelled = JSON.stringify(json);
  const clean = withoutSecrets(spelled, secrets);
  return clean === spelled ? { raw, json } : { raw: clean, json: JSON.parse(clean) };
}

/** What came instead of labels. It may have been billed: the status was good. */
function unusable(result: CallResult): OssError {
  try {
    jsonOf(result);
  } catch (error) {
    if (error instanceof OssError) return error;
  }
  return failure(result, "no-label-answer");
}

const errorSchema = z.object({ Code: z.string(), Message: z.string() });

/** IMM's own errors have a Code; one behind a good status is an error still. */
function refuseErrorInDisguise({ response, context }: CallResult, json: unknown): void {
  if (!errorSchema.safeParse(json).success) return;
  throw serviceFailure({ ...readServiceError(response), imm: true }, context);
}
