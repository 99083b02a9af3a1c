/** Uploads an object. [PutObject] */
import type { ObjectAddress } from "../address.ts";
import { crc64 } from "../crc64.ts";
import type { RequestRunner } from "../request.ts";
import { readObjectFacts } from "./objectHeaders.ts";
import { failure } from "./responseBody.ts";

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
  runner: RequestRunner,
  { bucket, key }: ObjectAddress,
  bytes: Uint8Array,
  { contentType = "application/octet-stream", forbidOverwrite = false, signal }: PutObjectOptions,
): Promise<PutResult> {
  const result = await runner.run(
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
      // A repeat after a lost response would meet its own first upload and call it someone else's.
      retry: forbidOverwrite ? "never" : "idempotent",
    },
    signal,
  );
  const { etag, crc64: arrived } = readObjectFacts(result);
  if (arrived !== undefined && arrived !== crc64(bytes)) throw failure(result, "checksum-mismatch");
  return { ...(etag !== undefined && { etag }), ...(arrived !== undefined && { crc64: arrived }) };
}
