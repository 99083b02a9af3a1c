/** Reads an object part by part, so that its size does not matter. [GetObject] [HTTP ranges] */

import { Refusal } from "../../errors/refusal.ts";
import type { ObjectAddress } from "../address.ts";
import { Crc64 } from "../crc64.ts";
import { OssError } from "../error.ts";
import type { CallResult, RequestRunner } from "../request.ts";
import type { ObjectHead } from "./headObject.ts";
import { failure } from "./responseBody.ts";

export interface ObjectPartsOptions {
  /** What `headObject` told: all parts are of this version. */
  readonly head: ObjectHead;
  /** Bytes of a part; 8 MB when absent. */
  readonly partSize?: number;
  readonly signal?: AbortSignal;
}

const defaultPartSize = 8 * 1024 * 1024;

/**
 * The bytes as they are stored, in order; none of an empty object. Throws a `Refusal` with code `object-changed` where
 * the object is another one by now, and an `OssError` with code `checksum-mismatch` after the last part where the bytes
 * are not those that the checksum is of: what was made of them is to be thrown away.
 */
export async function* objectParts(
  runner: RequestRunner,
  address: ObjectAddress,
  { head, partSize = defaultPartSize, signal }: ObjectPartsOptions,
): AsyncGenerator<Uint8Array, void> {
  const checksum = new Crc64();
  let last: CallResult | undefined;
  for (let first = 0; first < head.size; first += partSize) {
    const length = Math.min(partSize, head.size - first);
    last = await readPart(runner, address, { head, first, length }, signal);
    const { body } = last.response;
    checksum.add(body);
    yield body;
  }
  const isDamaged = head.crc64 !== undefined && head.crc64 !== checksum.digits;
  if (last && isDamaged) throw failure(last, "checksum-mismatch");
}

interface Part {
  readonly head: ObjectHead;
  readonly first: number;
  readonly length: number;
}

async function readPart(
  runner: RequestRunner,
  { bucket, key }: ObjectAddress,
  { head: { etag, size }, first, length }: Part,
  signal: AbortSignal | undefined,
): Promise<CallResult> {
  const isAll = length === size;
  const headers = {
    ...(etag !== undefined && { "if-match": etag }),
    ...(!isAll && { range: `bytes=${first}-${first + length - 1}` }),
  };
  const call = { name: "getObject", method: "GET", retry: "idempotent", asStored: true } as const;
  try {
    const result = await runner.run(
      { ...call, bucket, key, query: [], headers, maxBytes: length },
      signal,
    );
    // A proxy may take the range out of a request, or give what it has kept.
    if (result.response.body.length !== length) throw failure(result, "checksum-mismatch");
    return result;
  } catch (error) {
    if (!(error instanceof OssError) || error.status !== 412) throw error;
    const target = error.facts.target;
    throw new Refusal("object-changed", { target }, { cause: error });
  }
}
