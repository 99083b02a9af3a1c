/** Reads the headers that describe an object. [HeadObject] */
import type { HttpResponse } from "../../http/response.ts";
import { readDate } from "../lenient.ts";
import type { CallResult } from "../request.ts";
import { withoutSecrets } from "../scrub.ts";

/** Of the object, as far as the response tells. */
export interface ObjectFacts {
  readonly etag?: string;
  /** CRC-64 in decimal digits. */
  readonly crc64?: string;
  readonly contentType?: string;
  readonly lastModified?: Date;
  /** `Standard`, `IA`, `Archive`, `ColdArchive` or `DeepColdArchive`; OSS is not of one mind about case. */
  readonly storageClass?: string;
  readonly versionId?: string;
  /** Of an archived object that is or was restored, such as `ongoing-request="true"`. */
  readonly restore?: string;
}

/** True unless the headers that every response of OSS about an object has are missing. */
export function isFromOss({ headers }: HttpResponse): boolean {
  return headers["x-oss-request-id"] !== undefined || headers["etag"] !== undefined;
}

/** What is kept of them holds nothing that the request carried, whatever the service repeats. */
export function readObjectFacts({ response, context }: CallResult): ObjectFacts {
  const { headers } = response;
  const lastModified = readDate(headers["last-modified"]);
  const facts = {
    etag: headers["etag"] && withoutSecrets(headers["etag"], context.secrets),
    crc64: checksum(headers["x-oss-hash-crc64ecma"]),
    contentType: headers["content-type"],
    lastModified,
    storageClass: headers["x-oss-storage-class"],
    versionId: headers["x-oss-version-id"] ?? headers["x-oss-versionid"],
    restore: headers["x-oss-restore"],
  };
  return Object.fromEntries(Object.entries(facts).filter(([, fact]) => fact !== undefined));
}

/** A text of others that is kept: nothing but digits is one. */
function checksum(written: string | undefined): string | undefined {
  return written !== undefined && /^\d{1,20}$/.test(written) ? written : undefined;
}
