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

/**
 * One ordinary request that lists the account's bucket, or its buckets where none is set: a sentence when it failed.
 * A right that the key lacks is no failure: OSS has recognised the key.
 * @param keys those that were typed, for an account that keeps its own
 */
export async function tryAccount(
  setting: AccountSetting,
  keys: Credentials | undefined,
  services: OpenClientServices,
): Promise<string | undefined> {
  const open = clientOpener(
    {
      ...services,
      secrets: { read: async () => keys },
      // Every address of the wizard has been asked about.
      plainHttp: { allows: () => true },
    },
    { attempts: 1 },
  );
  try {
    const { client } = await open(setting);
    try {
      const { bucket, prefix = "" } = setting;
      const signal = AbortSignal.timeout(timeLimit);
      await (bucket === undefined
        ? client.listBuckets({ signal })
        : client.listObjects(bucket, { prefix, maxKeys: 1, signal }));
      return undefined;
    } finally {
      await client.close();
    }
  } catch (error) {
    if (error instanceof OssError && lacksRight(error)) return undefined;
    if (isCancellation(error))
      return t("There was no answer within {0} seconds.", timeLimit / 1000);
    return explain(error).what;
  }
}
