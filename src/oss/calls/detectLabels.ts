/** The billable call: what is in an image. [Image label detection] */
import * as z from "zod/mini";
import type { Label } from "../../labels/label.ts";
import type { ObjectAddress } from "../address.ts";
import type { Called, Caller } from "../caller.ts";
import { serviceFailure } from "../failure.ts";
import { labelsProcess } from "../imageProcess.ts";
import { readLabelAnswer } from "../labelAnswer.ts";
import { scrub } from "../scrub.ts";
import { readServiceError } from "../serviceError.ts";
import { readObjectFacts } from "./objectHeaders.ts";
import { failure, jsonOf } from "./readAnswer.ts";

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
  caller: Caller,
  { bucket, key }: ObjectAddress,
  { threshold, signal }: DetectLabelsOptions,
): Promise<DetectedLabels> {
  const called = await caller.call(
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
  const { json, text: raw } = jsonOf(called);
  refuseErrorInDisguise(called, json);
  const answer = readLabelAnswer(json);
  if (answer === undefined) throw failure(called, "unreadable-answer");
  const { headers } = called.answer;
  const { crc64, lastModified } = readObjectFacts(called.answer);
  const named = answer.requestId ?? headers["x-oss-request-id"];
  const requestId = named && scrub(named, called.facts.secrets);
  const serverTime = Number(headers["x-oss-server-time"] ?? Number.NaN);
  return {
    labels: answer.labels,
    raw,
    possiblyBilledCalls: called.possiblyBilledCalls,
    ...(requestId !== undefined && { requestId }),
    ...(Number.isFinite(serverTime) && { serverTime }),
    ...(crc64 !== undefined && { crc64 }),
    ...(lastModified !== undefined && { lastModified }),
  };
}

const errorSchema = z.object({ Code: z.string(), Message: z.string() });

/** IMM's own errors have a Code and no labels; one behind a good status is an error still. */
function refuseErrorInDisguise({ answer, facts }: Called, json: unknown): void {
  const isError = errorSchema.safeParse(json).success;
  if (!isError || Object.hasOwn(Object(json), "Labels")) return;
  throw serviceFailure({ ...readServiceError(answer), imm: true }, facts);
}
