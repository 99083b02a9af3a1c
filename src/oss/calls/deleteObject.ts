/** Deletes an object; one that is not there counts as deleted. [DeleteObject] */
import type { ObjectAddress } from "../address.ts";
import type { Caller } from "../caller.ts";

export async function deleteObject(
  caller: Caller,
  { bucket, key }: ObjectAddress,
  signal: AbortSignal | undefined,
): Promise<void> {
  await caller.call(
    {
      name: "deleteObject",
      method: "DELETE",
      bucket,
      key,
      query: [],
      maxBytes: 100_000,
      retry: "idempotent",
    },
    signal,
  );
}
