/** The buckets an account shows: the one it is limited to, or those the service lists and those a person named. */
import type { OssClient } from "../../oss/client.ts";
import { OssError } from "../../oss/error.ts";
import type { AccountSetting } from "../settingsSchema.ts";

export interface AccountFolder {
  readonly bucket: string;
  /** Empty for the whole bucket, else ends in `/`. */
  readonly prefix: string;
  readonly region?: string;
}

/** Rejects with a `Failure`, unless a person named buckets: those are shown even when listing is forbidden. */
export async function accountFolders(
  setting: AccountSetting,
  client: OssClient,
  named: readonly string[],
): Promise<AccountFolder[]> {
  if (setting.bucket !== undefined) {
    return [{ bucket: setting.bucket, prefix: rootPrefix(setting, setting.bucket) }];
  }
  const listed = await listAllBuckets(client).catch((error: unknown) => {
    if (named.length > 0 && error instanceof OssError && error.code === "AccessDenied") return [];
    throw error;
  });
  const others = named.filter((name) => !listed.some(({ bucket }) => bucket === name));
  return [...listed, ...others.map((bucket) => ({ bucket, prefix: "" }))];
}

async function listAllBuckets(client: OssClient): Promise<AccountFolder[]> {
  const folders: AccountFolder[] = [];
  let marker: string | undefined;
  do {
    const page = await client.listBuckets({
      maxKeys: 1000,
      ...(marker !== undefined && { marker }),
    });
    folders.push(...page.buckets.map(({ name, region }) => ({ bucket: name, prefix: "", region })));
    marker = page.nextMarker;
  } while (marker !== undefined);
  return folders;
}

/** Where a bucket begins as an account shows it: empty for the whole bucket, else it ends in `/`. */
export function rootPrefix(setting: AccountSetting, bucket: string): string {
  const prefix = setting.bucket === bucket ? (setting.prefix ?? "") : "";
  return prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`;
}
