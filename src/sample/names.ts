/** Names that OSS takes (OSS help, "Bucket naming conventions" and "Object naming conventions"). */
import { ServiceError } from "./serviceError.ts";

/** 3 to 63 lower-case letters, digits and hyphens; a hyphen neither first nor last. */
export function checkBucketName(name: string): void {
  if (/^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name)) return;
  const message = "The specified bucket is not valid.";
  throw new ServiceError(400, "InvalidBucketName", message, { elements: { BucketName: name } });
}

/** 1 to 1,023 bytes of UTF-8 that begin with neither kind of slash. */
export function checkKey(key: string): void {
  if (/^[^/\\]/.test(key) && Buffer.byteLength(key) <= 1023) return;
  const message = "The specified object is not valid.";
  throw new ServiceError(400, "InvalidObjectName", message, { elements: { ObjectName: key } });
}
