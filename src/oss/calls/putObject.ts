/** Uploads an object. [PutObject] */
import type { ObjectAddress } from "../address.ts";
import type { Caller } from "../caller.ts";
import { crc64 } from "../crc64.ts";
import { readObjectFacts } from "./objectHeaders.ts";
import { failure } from "./readAnswer.ts";

export interface PutObjectOptions {
  readonly contentType?: string;
  /** True refuses to replace an object: `FileAlreadyExists`. */
  readonly forbidOverwrite?: boolean;
  readonly signal?: AbortSignal;
}

export interface PutResult {
  readonly etag?: string;
  readonly crc64?: string;
}

/** Throws `checksum-mismatch` when other bytes arrived than were sent. */
export async function putObject(
  caller: Caller,
  { bucket, key }: ObjectAddress,
  bytes: Uint8Array,
  { contentType = "application/octet-stream", forbidOverwrite = false, signal }: PutObjectOptions,
): Promise<PutResult> {
  const called = await caller.call(
    {
      name: "putObject",
      method: "PUT",
      bucket,
      key,
      query: [],
      headers: {
        "content-type": contentType,
        ...(forbidOverwrite && { "x-oss-forbid-overwrite": "true" }),
      },
      body: bytes,
      maxBytes: 100_000,
      timeout: "upload",
      // A repeat after a lost answer would meet its own first upload and call it someone else's.
      retry: forbidOverwrite ? "never" : "idempotent",
    },
    signal,
  );
  const { etag, crc64: arrived } = readObjectFacts(called.answer);
  if (arrived !== undefined && arrived !== crc64(bytes)) throw failure(called, "checksum-mismatch");
  return { ...(etag !== undefined && { etag }), ...(arrived !== undefined && { crc64: arrived }) };
}
