/**
 * What each failure means to a person and what to do about it: a table of sentences. Whatever is not
 * in it is shown as the service said it.
 */
import type { ErrorAction } from "./error.ts";
import { imageRows } from "./errors/imageRows.ts";
import { networkRows } from "./errors/networkRows.ts";
import { serviceRows } from "./errors/serviceRows.ts";
import { statusRows } from "./errors/statusRows.ts";

/** The calls that the client makes; some errors mean another thing in another call. */
export type CallName =
  | "listBuckets"
  | "listObjects"
  | "headObject"
  | "getObject"
  | "imageInfo"
  | "detectLabels"
  | "putObject"
  | "deleteObject"
  | "getObjectTagging"
  | "putObjectTagging";

/** One meaning. All conditions given must hold; of several rows that fit, the most specific one wins. */
export interface ErrorRow {
  /** OSS's Code, IMM's behind `imm:`, ours in kebab-case; absent in rows that go by status or EC alone. */
  readonly code?: string;
  /** OSS's finer code. It may change over time, so that no row depends on it alone where a Code is known. */
  readonly ec?: string;
  readonly status?: number;
  readonly call?: CallName;
  /** With `{target}` (the object, else the bucket, else the host), `{bucket}`, `{host}` and `{region}`. */
  readonly sentence: string;
  readonly action: ErrorAction;
}

/** What is known of a failure. */
export interface Failure {
  readonly code?: string | undefined;
  readonly ec?: string | undefined;
  readonly status?: number | undefined;
  readonly call?: CallName | undefined;
}

export const errorRows: readonly ErrorRow[] = [
  ...serviceRows,
  ...imageRows,
  ...networkRows,
  ...statusRows,
];

/**
 * The most specific row that fits. IMM's code says more than the EC, which is the same for all of
 * IMM's errors; otherwise an EC weighs more than a Code, a Code more than a call, a status least.
 */
export function findErrorRow(failure: Failure): ErrorRow | undefined {
  let best: ErrorRow | undefined;
  let bestWeight = 0;
  for (const row of errorRows) {
    const weight = weigh(row, failure);
    if (weight > bestWeight) {
      best = row;
      bestWeight = weight;
    }
  }
  return best;
}

function weigh(row: ErrorRow, failure: Failure): number {
  let weight = 0;
  if (row.ec !== undefined) {
    if (row.ec !== failure.ec) return 0;
    weight += 8;
  }
  if (row.code !== undefined) {
    if (row.code !== failure.code) return 0;
    weight += row.code.startsWith("imm:") ? 9 : 4;
  }
  if (row.call !== undefined) {
    if (row.call !== failure.call) return 0;
    weight += 2;
  }
  if (row.status !== undefined) {
    if (row.status !== failure.status) return 0;
    weight += 1;
  }
  return weight;
}

/** What the placeholders of a sentence stand for. */
export interface ErrorPlace {
  readonly host: string;
  readonly region: string;
  readonly bucket?: string | undefined;
  /** `oss://bucket/key`, else the bucket, else the host. */
  readonly target: string;
}

/** Puts the place into a sentence. */
export function fillSentence(sentence: string, place: ErrorPlace): string {
  return sentence.replace(/\{(target|bucket|host|region)\}/g, (_, name: keyof ErrorPlace) =>
    shorten(place[name] ?? place.target),
  );
}

function shorten(text: string): string {
  return text.length > 200 ? `${text.slice(0, 199)}…` : text;
}
