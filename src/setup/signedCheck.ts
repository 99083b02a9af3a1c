/** Runs a check that signs, and learns from it whether OSS accepts the account's key. */
import type { Account } from "../oss/account.ts";
import type { OssClient, RequestLogLine } from "../oss/client.ts";
import { OssError } from "../oss/error.ts";
import type { Checked, Checklist } from "./checklist.ts";
import { type ErrorPlaces, failed, skipped, works } from "./outcome.ts";
import type { CheckId, Outcome } from "./setupItem.ts";

/** What the checks of one run share. */
export interface Checking {
  readonly list: Checklist;
  readonly account: Account;
  readonly client: OssClient;
  /** Every request of the client so far. */
  readonly requests: readonly RequestLogLine[];
  /** Of the buckets that were listed, by name. */
  readonly regions: Map<string, string>;
  readonly place: ErrorPlaces;
  /** Milliseconds for one check. */
  readonly limit: number;
}

/**
 * As `Checklist.check`. What says that the key is not accepted is noted where the key is, and not here as well;
 * `explain` may put another outcome in the place of any other failure.
 */
export function signedCheck<T>(
  checking: Checking,
  id: CheckId,
  work: (signal: AbortSignal) => Promise<Checked<T>>,
  explain: (error: OssError) => Outcome | undefined = () => undefined,
): Promise<T | undefined> {
  const { list, place, limit } = checking;
  return list.check<T>(id, limit, place, async (signal) => {
    try {
      const checked = await work(signal);
      accepted(checking);
      return checked;
    } catch (error) {
      if (!(error instanceof OssError) || signal.aborted) throw error;
      if (isAboutKey(error)) {
        if (!isAccepted(list)) list.set("signature", failed(error, place));
        return { outcome: skipped("OSS does not accept the access key.") };
      }
      // Whoever is refused a right has been recognised.
      if (isMissingRight(error, id)) accepted(checking);
      return { outcome: explain(error) ?? failed(error, place) };
    }
  });
}

/** True once OSS has recognised the key. */
export function isAccepted(list: Checklist): boolean {
  return list.items.some(({ id, verdict }) => id === "signature" && verdict === "works");
}

/**
 * True for the refusal of something that the key would need a right for. A bucket that is elsewhere is refused with
 * the same code, and its error's action is another.
 */
export function isMissingRight({ code, action }: OssError, id: CheckId): boolean {
  return code === "AccessDenied" && (id === "buckets" || action !== "editAccount");
}

function accepted({ list, account }: Checking): void {
  if (isAccepted(list)) return;
  list.set("signature", works(`OSS accepts the key and its signature for ${account.region}.`));
}

/** Codes of keys, tokens and signatures; the ECs of signatures begin with 0002. [Error responses] */
function isAboutKey({ code, ec = "" }: OssError): boolean {
  return keyCode.test(code) || ec.startsWith("0002-") || ec === "0003-00000002";
}

const keyCode =
  /^(?:InvalidAccessKeyId|SignatureDoesNotMatch|SecurityTokenExpired|InvalidSecurityToken|AccessKeyIdAndSecurityTokenNotMatch|RequestTimeTooSkewed|no-credentials|credentials-.*)$/;
