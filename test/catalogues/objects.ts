/** Objects for sample buckets, from bytes. */
import type { SampleObject } from "../../src/sample/store/bucket.ts";
import { contentTypeOf } from "../../src/sample/store/catalogue.ts";
import { etagOf } from "../../src/sample/store/digests.ts";

export const madeOn = new Date("2025-03-01T10:00:00Z");

/** An object that holds these bytes and behaves well. */
export function objectOf(key: string, content: Buffer): SampleObject {
  return {
    key,
    size: content.length,
    etag: etagOf(content),
    lastModified: madeOn,
    contentType: contentTypeOf(key),
    read: async () => content,
  };
}
