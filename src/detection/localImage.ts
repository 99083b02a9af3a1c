/** Detects the labels of a picture that is not in OSS: uploads it, asks once, deletes the copy. */
import { createHash, randomUUID } from "node:crypto";
import type { ObjectVersion } from "../labelIndex/storedDetection.ts";
import type { ObjectAddress } from "../oss/address.ts";
import type { OssClient } from "../oss/client.ts";
import { crc64 } from "../oss/crc64.ts";
import { OssError } from "../oss/error.ts";
import type { ObjectRef } from "../oss/objectRef.ts";
import type { DetectionOutcome, Detector } from "./detector.ts";
import { checkImageSize, checkThreshold } from "./preflight.ts";

export interface LocalImage {
  /** File name, for sentences and the copy's key. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType: "image/jpeg" | "image/png";
}

export interface LocalDetectionRequest {
  readonly account: string;
  /** The account's client; opened only when something is asked. */
  readonly client: () => Promise<OssClient>;
  /** Where the copy is put; its key is `prefix/<random>-<name>`. */
  readonly location: { readonly bucket: string; readonly prefix: string };
  readonly image: LocalImage;
  /** 0–1 */
  readonly threshold: number;
  readonly refresh?: boolean;
  readonly signal: AbortSignal;
  /** Who keeps account of copies, so that none is left behind when this process ends in the middle. */
  readonly copies: {
    /** Awaited before the copy is uploaded. */
    note(copy: ObjectRef): Promise<void>;
    /** The copy is deleted, or was never there. */
    gone(copy: ObjectRef): Promise<void>;
    /** The copy could not be deleted, or may have arrived and could not. */
    leftBehind(copy: ObjectRef): void;
  };
}

/**
 * Labels of a local picture. Nothing is uploaded when a detection of these bytes is stored. The copy is
 * deleted on success, failure and cancel alike. Rejects with a `Failure`.
 */
export async function detectLocalImage(
  detector: Detector,
  request: LocalDetectionRequest,
): Promise<DetectionOutcome> {
  const { image, threshold, refresh = false } = request;
  checkThreshold(threshold);
  checkImageSize(image.name, image.bytes.length);
  const address = copyAddress(request.location, image.name);
  const version = localVersion(request.account, address, image.bytes);
  const stored = await detector.stored(version, request);
  if (stored) return stored;
  let copy: Promise<DetectionOutcome> | undefined;
  const ask = (signal: AbortSignal) => {
    const { account, client } = request;
    const object = { account, ...address };
    copy = withCopy({ ...request, signal }, address, () =>
      detector.ask({ object, client, threshold, refresh }, version, signal),
    );
    return copy;
  };
  try {
    return await detector.askOnce(version, request, request.signal, ask);
  } finally {
    // Someone who cancels does not wait for the answer, but does wait until the copy is gone.
    await copy?.catch(() => undefined);
  }
}

async function withCopy(
  { account, client: open, image, signal, copies }: LocalDetectionRequest,
  address: ObjectAddress,
  detect: () => Promise<DetectionOutcome>,
): Promise<DetectionOutcome> {
  const client = await open();
  const copy = { account, ...address };
  let mayBeThere = false;
  await copies.note(copy);
  try {
    await client
      .putObject(address, image.bytes, {
        contentType: image.contentType,
        forbidOverwrite: true,
        signal,
      })
      .catch((error: unknown) => {
        // Only a response proves that nothing was stored; a broken connection leaves that open.
        mayBeThere = !(error instanceof OssError && error.status !== undefined);
        throw error;
      });
    mayBeThere = true;
    return await detect();
  } finally {
    // A cancelled or broken upload may have arrived all the same, so the delete is always tried; it
    // is not tied to the person's signal, since cancelling must not leave the copy behind.
    // The account's client may be another by now.
    const deleted = await open()
      .then((present) => present.deleteObject(address))
      .then(
        () => true,
        () => false,
      );
    if (deleted || !mayBeThere) await copies.gone(copy);
    else copies.leftBehind(copy);
  }
}

function copyAddress(location: { bucket: string; prefix: string }, name: string): ObjectAddress {
  const folder = location.prefix === "" || location.prefix.endsWith("/") ? "" : "/";
  const plainName = name.replace(/[^\p{L}\p{N}._-]+/gu, "-").slice(-80);
  return {
    bucket: location.bucket,
    key: `${location.prefix}${folder}${randomUUID()}-${plainName}`,
  };
}

/** The version the copy will have: OSS's ETag of a plain upload is the MD5 of its bytes. */
export function localVersion(
  account: string,
  address: ObjectAddress,
  bytes: Uint8Array,
): ObjectVersion {
  const etag = createHash("md5").update(bytes).digest("hex").toUpperCase();
  return {
    account,
    bucket: address.bucket,
    key: address.key,
    size: bytes.length,
    etag: `"${etag}"`,
    crc64: crc64(bytes),
  };
}
