/** The billable call: what is in an image. [Image label detection] */
import * as z from "zod/mini";
import type { Label } from "../../labels/label.ts";
import type { ObjectAddress } from "../address.ts";
import { serviceFailure } from "../failure.ts";
import { labelsProcess } from "../imageProcess.ts";
import { readLabelsBody } from "../labelsBody.ts";
import type { CallResult, RequestRunner } from "../request.ts";
import { scrub } from "../scrub.ts";
import { readServiceError } from "../serviceError.ts";
import { readObjectFacts } from "./objectHeaders.ts";
import { failure, jsonOf } from "./responseBody.ts";

export interface DetectLabelsOptions {
  /** 0–1: labels of a lower confidence are not answered. */
  readonly threshold: number;
  readonly signal?: AbortSignal;
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
  /** 1, and more where an attempt before may have been billed too. */
  readonly possiblyBilledCalls: number;
}

const maxBytes = 8_000_000;

/** Throws an `OssError`; its `possiblyBilledCalls` counts what may have cost money all the same. */
export async function detectLabels(
  runner: RequestRunner,
  { bucket, key }: ObjectAddress,
  { threshold, signal }: DetectLabelsOptions,
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
      retry: "once",
      billable: true,
    },
    signal,
  );
  const { json, text: raw } = jsonOf(result);
  refuseErrorInDisguise(result, json);
  const body = readLabelsBody(json);
  if (body === undefined) throw failure(result, "unreadable-answer");
  const { headers } = result.response;
  const { crc64, lastModified } = readObjectFacts(result.response);
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

const errorSchema = z.object({ Code: z.string(), Message: z.string() });

/** IMM's own errors have a Code and no labels; one behind a good status is an error still. */
function refuseErrorInDisguise({ response, context }: CallResult, json: unknown): void {
  const isError = errorSchema.safeParse(json).success;
  if (!isError || Object.hasOwn(Object(json), "Labels")) return;
  throw serviceFailure({ ...readServiceError(response), imm: true }, context);
}
