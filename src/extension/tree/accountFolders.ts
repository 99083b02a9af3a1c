/** The buckets an account shows: the one it is limited to, or those the service lists and those a person named. */
import { t } from "@vscode/l10n";
import { Refusal } from "../../errors/refusal.ts";
import type { OssClient } from "../../oss/client.ts";
import { OssError } from "../../oss/error.ts";
import { folderPrefix } from "../../oss/objectRef.ts";
import type { AccountSetting } from "../settingsSchema.ts";

export interface AccountFolder {
  readonly bucket: string;
  /** Empty for the whole bucket, else ends in `/`. */
  readonly prefix: string;
  readonly region?: string;
}

export interface AccountFolders {
  readonly folders: readonly AccountFolder[];
  /** Why the buckets of the account could not be listed, where others are shown all the same. */
  readonly problem?: unknown;
}

/**
 * Rejects with a `Failure`, unless a person named buckets: those are shown whatever goes wrong with the list, and where
 * listing is not allowed nothing else was expected.
 */
export async function accountFolders(
  setting: AccountSetting,
  client: OssClient,
  named: readonly string[],
): Promise<AccountFolders> {
  if (setting.bucket !== undefined) {
    return { folders: [{ bucket: setting.bucket, prefix: rootPrefix(setting, setting.bucket) }] };
  }
  const byName = named.map((bucket) => ({ bucket, prefix: "" }));
  try {
    const listed = await listAllBuckets(client);
    const others = byName.filter(({ bucket }) => !listed.some((one) => one.bucket === bucket));
    return { folders: [...listed, ...others] };
  } catch (error) {
    if (named.length === 0) throw error;
    const isForbidden = error instanceof OssError && error.code === "AccessDenied";
    return { folders: byName, ...(!isForbidden && { problem: error }) };
  }
}

/** Of a thousand buckets each: far more than an account may have, which is a hundred unless it asks for more. */
const maxBucketPages = 50;

async function listAllBuckets(client: OssClient): Promise<AccountFolder[]> {
  const folders: AccountFolder[] = [];
  const markers = new Set<string>();
  let marker: string | undefined;
  do {
    const page = await client.listBuckets({
      maxKeys: 1000,
      ...(marker !== undefined && { marker }),
    });
    folders.push(...page.buckets.map(({ name, region }) => ({ bucket: name, prefix: "", region })));
    marker = page.nextMarker;
    if (marker !== undefined && (markers.has(marker) || markers.size === maxBucketPages)) {
      throw new Refusal("listing-repeats", { target: t("buckets") });
    }
    if (marker !== undefined) markers.add(marker);
  } while (marker !== undefined);
  return folders;
}

/** Where a bucket begins as an account shows it: empty for the whole bucket, else it ends in `/`. */
export function rootPrefix(setting: AccountSetting, bucket: string): string {
  return setting.bucket === bucket ? folderPrefix(setting.prefix) : "";
}
