/** The JSON in which the instance metadata service and credentials URIs hand out temporary keys. */
import * as z from "zod/mini";
import { lenient, parseJson } from "../oss/lenient.ts";
import { parseExpiration, type RawKeys } from "./accessKey.ts";

const text = lenient(z.string());

const answer = z.object({
  AccessKeyId: text,
  AccessKeySecret: text,
  SecurityToken: text,
  Expiration: lenient(z.union([z.string(), z.number()])),
});

/**
 * The keys of an answer, or `undefined` when it is not such JSON or lacks a key. The field `Code` is not
 * looked at: some services leave it out, and keys under any other code do no harm.
 */
export function parseTemporaryKeys(body: string): RawKeys | undefined {
  const parsed = answer.safeParse(parseJson(body));
  if (!parsed.success || !parsed.data.AccessKeyId || !parsed.data.AccessKeySecret) return undefined;
  return {
    accessKeyId: parsed.data.AccessKeyId,
    accessKeySecret: parsed.data.AccessKeySecret,
    securityToken: parsed.data.SecurityToken,
    expiration: parseExpiration(parsed.data.Expiration),
  };
}
