/** Hashes of objects, each worked out once. */
import { createHash } from "node:crypto";
import { crc64 } from "../../oss/crc64.ts";
import type { SampleObject } from "./bucket.ts";

/** What OSS gives as ETag for an object that was put in one piece. */
export function etagOf(content: Buffer): string {
  return `"${createHash("md5").update(content).digest("hex").toUpperCase()}"`;
}

/** As in the header Content-MD5. */
export function contentMd5(etag: string): string {
  return Buffer.from(etag.slice(1, -1), "hex").toString("base64");
}

/** Lower-case hexadecimal, as pictures are found by. */
export function sha256Of(content: Buffer): string {
  return createHash("sha256").update(content).digest("hex");
}

/** CRC-64/XZ in decimal, as in x-oss-hash-crc64ecma. */
export async function crc64Of(object: SampleObject): Promise<string> {
  const known = checksums.get(object.etag);
  if (known !== undefined) return known;
  const checksum = crc64(await object.read());
  if (checksums.size >= maxChecksums) checksums.clear();
  checksums.set(object.etag, checksum);
  return checksum;
}

/** By ETag, which is the MD5 of the content here. */
const checksums = new Map<string, string>();
const maxChecksums = 1000;
