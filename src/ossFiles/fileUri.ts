/**
 * Names objects as files: `oss://bucket/key`, and `oss://account@bucket/key` where another account could be meant; an
 * older version of an object has a query, `?versionId=…`. These
 * are the parts of such a URI before it is written as text, which percent-encodes them once more where a URI must.
 */
import { Refusal } from "../errors/refusal.ts";
import { isBucketName, type ObjectAddress } from "../oss/address.ts";

export const fileScheme = "oss";

/** An object or a folder; the key of a folder is empty for the whole bucket, and may end in `/`. */
export interface FileName extends ObjectAddress {
  /** Name of the account; absent where the bucket tells. */
  readonly account?: string;
  /** Absent for the current version. */
  readonly versionId?: string;
}

export interface FileUriParts {
  readonly authority: string;
  readonly path: string;
  /** Absent and empty for the current version. Others than ours are no part of a name: VS Code adds one of its own. */
  readonly query?: string;
}

/** The parts that {@link readFileUri} reads back. */
export function fileUriParts({ account, bucket, key, versionId }: FileName): FileUriParts {
  const authority = account === undefined ? bucket : `${encodeAccount(account)}@${bucket}`;
  const query = versionId && `versionId=${encodeURIComponent(versionId)}`;
  return { authority, path: `/${key}`, ...(query && { query }) };
}

/**
 * The key is the path without its first slash, taken literally. Throws a `Refusal` with code `not-a-file-uri` where
 * there is no bucket.
 */
export function readFileUri({ authority, path, query = "" }: FileUriParts): FileName {
  const at = authority.lastIndexOf("@");
  const bucket = authority.slice(at + 1);
  if (!isBucketName(bucket)) {
    throw new Refusal("not-a-file-uri", { text: `oss://${authority}${path}`.slice(0, 200) });
  }
  const key = path.startsWith("/") ? path.slice(1) : path;
  const versionId = new URLSearchParams(query).get("versionId");
  return {
    ...{ bucket, key },
    ...(at > 0 && { account: decodeAccount(authority.slice(0, at)) }),
    ...(versionId && { versionId }),
  };
}

/** VS Code folds the case of what follows the first `@` of an authority, so that a name has none of its own. */
function encodeAccount(account: string): string {
  return account.replace(/[%@]/g, (sign) => (sign === "%" ? "%25" : "%40"));
}

/** A person may have written other escapes, or none. */
function decodeAccount(written: string): string {
  return written.replace(/%25|%40/g, (sign) => (sign === "%25" ? "%" : "@"));
}
