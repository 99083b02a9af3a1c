/** What a service itself said of a failure: its words, not ours. */
import { t } from "@vscode/l10n";
import type { Failure } from "../errors/failure.ts";
import { explain } from "./explain.ts";

/**
 * One line, such as `OSS says: Access denied by bucket policy.`; `undefined` where the service said nothing, or nothing
 * that our own sentence does not quote. Free of secrets and control characters, as the facts of a failure are.
 */
export function serviceWords(error: Failure): string | undefined {
  const { serviceMessage, imm } = error.facts;
  if (typeof serviceMessage !== "string" || serviceMessage === "") return undefined;
  if (explain(error).what.includes(serviceMessage)) return undefined;
  return imm === true ? t("IMM says: {0}", serviceMessage) : t("OSS says: {0}", serviceMessage);
}
