/** Tries the keys of an account that is not saved yet. */
import { t } from "@vscode/l10n";
import { denialOf } from "../../messages/denialRows.ts";
import { explain } from "../../messages/explain.ts";
import type { Credentials } from "../../oss/account.ts";
import { OssError } from "../../oss/error.ts";
import { isCancellation } from "../present.ts";
import type { AccountSetting } from "../settingsSchema.ts";
import { clientOpener, type OpenClientServices } from "./openClient.ts";

/** True where nothing but a right of the key is missing, which Check Setup shows. */
function lacksRight(error: OssError): boolean {
  return error.code === "AccessDenied" && denialOf(error.code, error.facts) === undefined;
}

/** Milliseconds: a person who adds an account should not wait for a network that is not there. */
const timeLimit = 5_000;

/** What became of keys that were tried. */
export interface Tried {
  /** A sentence where they will not do. */
  readonly problem?: string;
  /** False where they are right, and may not list the account's buckets. */
  readonly mayList: boolean;
}

/**
 * One ordinary request that lists the account's bucket, or its buckets where none is set. A right that the key lacks is
 * no problem: OSS has recognised the key.
 * @param keys those that were typed, for an account that keeps its own
 */
export async function tryAccount(
  setting: AccountSetting,
  keys: Credentials | undefined,
  services: OpenClientServices,
): Promise<Tried> {
  const open = clientOpener(
    {
      ...services,
      secrets: { read: async () => keys },
      // Every address of the wizard has been asked about.
      plainHttp: { allows: () => true },
    },
    { attempts: 1 },
  );
  const { bucket, prefix = "" } = setting;
  try {
    const { client } = await open(setting);
    try {
      const signal = AbortSignal.timeout(timeLimit);
      await (bucket === undefined
        ? client.listBuckets({ signal })
        : client.listObjects(bucket, { prefix, maxKeys: 1, signal }));
      return { mayList: true };
    } finally {
      await client.close();
    }
  } catch (error) {
    if (error instanceof OssError && lacksRight(error)) return { mayList: bucket !== undefined };
    const problem = isCancellation(error)
      ? t("There was no answer within {0} seconds.", timeLimit / 1000)
      : explain(error).what;
    return { problem, mayList: true };
  }
}
