/** Looks for an account's keys: whether there are any, where from, and until when; never shows them. */
import { t } from "@vscode/l10n";
import { Failure } from "../errors/failure.ts";
import { Refusal } from "../errors/refusal.ts";
import { type Account, type Credentials, maskedKeyId } from "../oss/account.ts";
import type { Checked } from "./checklist.ts";
import { durationText } from "./clock.ts";
import type { Outcome } from "./setupItem.ts";
import { found, passed } from "./setupItem.ts";

/** What is known of an account's keys before they are read. */
export interface KeyFacts {
  /** Where they come from, for the middle of a sentence. */
  readonly keySource: string;
  /** True for keys that a person typed here. */
  readonly typedKeys: boolean;
  /** True where a source gives new temporary keys by itself. */
  readonly renewsKeys: boolean;
}

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
      ? foundKeys(credentials, facts)
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

function foundKeys({ accessKeyId, securityToken }: Credentials, { keySource }: KeyFacts): Outcome {
  const facts = { keyId: maskedKeyId(accessKeyId), keySource };
  return passed(
    securityToken
      ? t("Found {keyId} with a security token whose expiry is not known: {keySource}.", facts)
      : t("Found {keyId}: {keySource}.", facts),
  );
}

function temporary(
  { accessKeyId }: Credentials,
  { keySource, renewsKeys, typedKeys }: KeyFacts,
  left: number,
): Outcome {
  const time = durationText(Math.abs(left));
  const facts = { keyId: maskedKeyId(accessKeyId), keySource };
  if (renewsKeys && left > 0) {
    return passed(
      t(
        "Found temporary keys {keyId}: {keySource}; they expire in {time} and are renewed before that.",
        { ...facts, time },
      ),
    );
  }
  if (left > soon) {
    return passed(
      t("Found temporary keys {keyId}: {keySource}; they expire in {time}.", { ...facts, time }),
    );
  }
  const context = { typedKeys };
  if (left > 0) return found("attention", "keys-end-soon", { ...facts, left: time }, context);
  const finding = renewsKeys ? "renewed-keys-ended" : "keys-ended";
  return found("attention", finding, { ...facts, ago: time }, context);
}
