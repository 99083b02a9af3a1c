/** Runs a check that signs, and learns from it whether OSS accepts the account's key. */
import { t } from "@vscode/l10n";
import { Failure } from "../errors/failure.ts";
import { explain } from "../messages/explain.ts";
import type { Account } from "../oss/account.ts";
import type { OssClient, RequestLogLine } from "../oss/client.ts";
import { OssError } from "../oss/error.ts";
import type { Checked, Checklist } from "./checklist.ts";
import type { CheckId, Outcome } from "./setupItem.ts";
import { type CheckContext, failed, passed, skipped } from "./setupItem.ts";

/** What the checks of one run share. */
export interface Checking {
  readonly list: Checklist;
  readonly account: Account;
  readonly client: OssClient;
  /** Every request of the client so far. */
  readonly requests: readonly RequestLogLine[];
  /** Of the buckets that were listed, by name. */
  readonly regions: Map<string, string>;
  readonly context: CheckContext;
  /** Milliseconds for one check. */
  readonly limit: number;
}

/**
 * As `Checklist.check`. A failure that is about the key is noted at the check of the key only; `otherwise` may replace
 * the outcome of any other failure.
 */
export function signedCheck<T>(
  checking: Checking,
  id: CheckId,
  work: (signal: AbortSignal) => Promise<Checked<T>>,
  otherwise: (error: Failure) => Outcome | undefined = () => undefined,
): Promise<T | undefined> {
  const { list, context, limit } = checking;
  return list.check<T>(id, limit, context, async (signal) => {
    try {
      const checked = await work(signal);
      accepted(checking);
      return checked;
    } catch (error) {
      if (!(error instanceof Failure) || signal.aborted) throw error;
      if (isAboutKey(error)) {
        if (!isAccepted(list)) list.set("signature", failed(error, context));
        return { outcome: skipped(t("OSS does not accept the access key.")) };
      }
      // OSS refuses a permission only to a key that it has recognised.
      if (isMissingRight(error)) accepted(checking);
      return { outcome: otherwise(error) ?? failed(error, context) };
    }
  });
}

/** True once OSS has recognised the key. */
function isAccepted(list: Checklist): boolean {
  return list.items.some(({ id, verdict }) => id === "signature" && verdict === "passed");
}

/**
 * True when OSS refused because the key lacks a permission. A bucket in another region is refused with the same code.
 */
export function isMissingRight(error: Failure): boolean {
  return error.code === "AccessDenied" && explain(error).concerns !== "bucket";
}

function accepted({ list, account }: Checking): void {
  if (isAccepted(list)) return;
  const { region } = account;
  const text = t("OSS accepts the key and its signature for {region}.", { region });
  list.set("signature", passed(text));
}

/** The ECs of signatures begin with 0002. [Error responses] */
function isAboutKey(error: Failure): boolean {
  if (explain(error).concerns === "key") return true;
  return error instanceof OssError && (error.ec?.startsWith("0002-") ?? false);
}
