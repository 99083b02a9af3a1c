/**
 * Runs the checklist of one account and one of its buckets. Nothing here costs more than ordinary requests: no
 * labels are detected.
 */
import type { ObjectAddress } from "../oss/address.ts";
import { Checklist } from "./checklist.ts";
import { skipped, works } from "./outcome.ts";
import { checkIds, type SetupItem } from "./setupItem.ts";
import { SetupRun } from "./setupRun.ts";
import type { SetupOptions, SetupSubject } from "./setupSubject.ts";

export interface SetupResult {
  readonly items: readonly SetupItem[];
  /** The bucket that was looked at. */
  readonly bucket?: string;
  /** What of the bucket the account is limited to, to narrow a policy. */
  readonly prefix?: string;
  /** Names of the buckets there are, as far as they are known. */
  readonly buckets: readonly string[];
  /** An image that the key may read. */
  readonly image?: ObjectAddress;
}

/** Milliseconds; a command of a profile may ask a person for a fingerprint. */
const defaultLimits = { limit: 15_000, credentialsLimit: 60_000 };

/** Resolves to the whole list, whatever fails; rejects with the signal's reason when it is given up. */
export async function checkSetup(
  subject: SetupSubject,
  options: SetupOptions,
): Promise<SetupResult> {
  const limits = { ...defaultLimits, ...options };
  const list = new Checklist(options);
  const place = { bucket: subject.bucket, typedKeys: subject.typedKeys };
  const opened = await list.check("account", limits.limit, place, async () => {
    const value = await subject.open();
    const { region, endpoint } = value.account;
    return { outcome: works(`${region}, through ${endpoint}.`), value };
  });
  if (!opened) {
    list.settleRest(checkIds, skipped("The account cannot be used as it is."));
    return { items: list.items, buckets: [] };
  }
  const run = new SetupRun(subject, limits, list, opened);
  try {
    const found = await run.all();
    return { ...found, items: list.items };
  } finally {
    await run.close();
  }
}
