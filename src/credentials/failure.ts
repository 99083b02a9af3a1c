/** What can go wrong before a request is even signed. */
import { OssError } from "../oss/error.ts";

/** The codes of the errors of this folder; `OssError.code` holds one. */
export type CredentialsErrorCode =
  | "credentials-missing"
  | "credentials-incomplete"
  | "credentials-malformed"
  | "credentials-expired"
  | "credentials-file-missing"
  | "credentials-file-unreadable"
  | "credentials-file-malformed"
  | "profile-not-found"
  | "profile-loop"
  | "profile-unsupported"
  | "profile-disabled"
  | "external-process-disabled"
  | "external-process-failed"
  | "sign-in-ended"
  | "role-refused"
  | "sts-unreachable"
  | "instance-role-disabled"
  | "instance-role-missing"
  | "instance-role-unreachable"
  | "credentials-uri-refused"
  | "credentials-uri-unreachable"
  | "credentials-uri-unexpected";

/** What may work a moment later without a change to the account. */
const worthRetrying: ReadonlySet<CredentialsErrorCode> = new Set([
  "external-process-failed",
  "sign-in-ended",
  "sts-unreachable",
  "instance-role-unreachable",
  "credentials-uri-unreachable",
  "credentials-uri-unexpected",
]);

/**
 * An error with a sentence, an action and nothing else. It takes no cause on purpose: what files, commands and
 * libraries say of credentials can quote them.
 */
export function credentialsError(code: CredentialsErrorCode, message: string): OssError {
  return new OssError({ code, message, action: worthRetrying.has(code) ? "retry" : "editAccount" });
}
