/** Deletes an object; one that is not there counts as deleted. [DeleteObject] */
import type { ObjectAddress } from "../address.ts";
import type { RequestRunner } from "../request.ts";

export async function deleteObject(
  runner: RequestRunner,
  { bucket, key }: ObjectAddress,
  signal: AbortSignal | undefined,
): Promise<void> {
  await runner.run(
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
