/** Looks for an account's keys: whether there are any, where from, and until when; never shows them. */
import { Failure } from "../errors/failure.ts";
import { Refusal } from "../errors/refusal.ts";
import type { Account, Credentials } from "../oss/account.ts";
import type { Checked } from "./checklist.ts";
import { durationText } from "./clock.ts";
import { works } from "./outcome.ts";
import type { Outcome } from "./setupItem.ts";
import type { SetupRequest } from "./setupRequest.ts";

type KeyFacts = Pick<SetupRequest, "keySource" | "renewsKeys" | "typedKeys">;

/** Temporary keys that nobody renews are pointed out when they have less than this to live; milliseconds. */
const soon = 30 * 60_000;

/**
 * Rejects with a `Failure`.
 * @param serviceTime the service's time as far as it is known, asked for temporary keys only
 */
export async function findCredentials(
  account: Account,
  facts: KeyFacts,
  serviceTime: () => Promise<Date>,
  signal: AbortSignal,
): Promise<Checked<Credentials>> {
  const credentials = await ask(account, signal);
  const { expiration } = credentials;
  const outcome =
    expiration === undefined
      ? found(credentials, facts)
      : temporary(credentials, facts, expiration.getTime() - (await serviceTime()).getTime());
  return { outcome, value: credentials };
}

/** Errors of a source can quote the keys, so that only our own are passed on. */
async function ask(account: Account, signal: AbortSignal): Promise<Credentials> {
  try {
    return await account.credentials(signal);
  } catch (error) {
    if (signal.aborted || error instanceof Failure) throw error;
    throw new Refusal("no-credentials", { account: account.name });
  }
}

function found({ accessKeyId, securityToken }: Credentials, { keySource }: KeyFacts): Outcome {
  const kind = securityToken ? " with a security token whose expiry is not known" : "";
  return works(`Found ${maskedKeyId(accessKeyId)}${kind}: ${keySource}.`);
}

function temporary(
  { accessKeyId }: Credentials,
  { keySource, renewsKeys, typedKeys }: KeyFacts,
  left: number,
): Outcome {
  const keys = `Found temporary keys ${maskedKeyId(accessKeyId)}: ${keySource}`;
  const ends = left > 0 ? `end in ${durationText(left)}` : `ended ${durationText(-left)} ago`;
  if (renewsKeys && left > 0) return works(`${keys}; they ${ends} and are renewed before.`);
  if (left > soon) return works(`${keys}; they ${ends}.`);
  return {
    verdict: "attention",
    finding: `${keys}; they ${ends}.`,
    nextStep: renewsKeys
      ? "Sign in again where they come from, then check again."
      : "Get new ones, then edit the account.",
    action: renewsKeys
      ? { kind: "checkAgain" }
      : { kind: "editAccount", part: typedKeys ? "keys" : "credentials" },
  };
}

/** Enough of an AccessKey ID to tell two apart: `LTAI****abcd`. */
export function maskedKeyId(id: string): string {
  return id.length < 12 ? "****" : `${id.slice(0, 4)}****${id.slice(-4)}`;
}
