/** Whether archived objects can be read as they are: a bucket may allow that for the class Archive. [GetObject] */
import { Failure } from "../errors/failure.ts";
import type { OssClient } from "../oss/client.ts";
import type { ObjectRef } from "../oss/objectRef.ts";
import { whatHelps } from "./failures.ts";
import type { SourceVersion } from "./sources.ts";

type Reading = Pick<OssClient, "objectParts">;

/** Asks once for each bucket, by a read of one byte, which is no detection. */
export class ArchiveReads {
  readonly #client: (account: string) => Promise<Reading>;
  readonly #byBucket = new Map<string, Promise<boolean>>();

  constructor(client: (account: string) => Promise<Reading>) {
    this.#client = client;
  }

  /**
   * True also where the read fails for another reason than that the object is archived: its detection will tell.
   * Rejects with a `Failure` where there is no network.
   */
  async canRead(object: ObjectRef, version: SourceVersion, signal: AbortSignal): Promise<boolean> {
    const bucket = JSON.stringify([object.account, object.bucket]);
    const asked = this.#byBucket.get(bucket) ?? this.#read(object, version, signal);
    this.#byBucket.set(bucket, asked);
    return asked;
  }

  async #read(
    object: ObjectRef,
    { size = 0, etag }: SourceVersion,
    signal: AbortSignal,
  ): Promise<boolean> {
    try {
      const head = { size, ...(etag !== undefined && { etag }) };
      const client = await this.#client(object.account);
      for await (const _ of client.objectParts(object, { head, partSize: 1, signal })) break;
      return true;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof Failure) || whatHelps(error) === "network") throw error;
      return error.code !== "InvalidObjectState";
    }
  }
}
