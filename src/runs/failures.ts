/** What a failure means for the rest of a run: whether others will fail in the same way, and what would help. */
import { Failure } from "../errors/failure.ts";
import { OssError } from "../oss/error.ts";
import { isThrottled } from "../oss/retry.ts";

/**
 * `slower`: the service has too much to do. `network`, `keys` and `budget`: nothing works before something has
 * changed, and nothing was asked, so that the image can be asked about again.
 */
export type Help = "slower" | "network" | "keys" | "budget";

/** `undefined` for a failure that is about this image. */
export function whatHelps(error: unknown): Help | undefined {
  if (!(error instanceof Failure)) return undefined;
  const { code } = error;
  if (code === "daily-calls-spent") return "budget";
  if (error instanceof OssError) {
    if (error.possiblyBilledCalls > 0) return undefined;
    if (error.status !== undefined) {
      if (isThrottled({ status: error.status, code })) return "slower";
      return refusedKeys.has(code) ? "keys" : undefined;
    }
    return neverSent.has(code) ? "network" : undefined;
  }
  return keyProblems.test(code) ? "keys" : undefined;
}

const refusedKeys: ReadonlySet<string> = new Set([
  "InvalidAccessKeyId",
  "SignatureDoesNotMatch",
  "InvalidSecurityToken",
  "SecurityTokenExpired",
]);

/** The request certainly was not sent. */
const neverSent: ReadonlySet<string> = new Set([
  "connection-refused",
  "connect-timed-out",
  "host-not-found",
  "name-lookup-failed",
  "network-unreachable",
  "proxy-unreachable",
]);

const keyProblems =
  /^(?:no-credentials|credentials-|profile-|sign-in-ended|role-refused|sts-unreachable|instance-role-|external-process-|keys-not-kept)/;

/** Whether an image itself is the reason, so that the next may well be answered. */
export function isAboutImage(error: unknown): boolean {
  if (!(error instanceof OssError)) return error instanceof Failure;
  return error.status === 404 || (error.status === 400 && error.facts.imm !== true);
}
