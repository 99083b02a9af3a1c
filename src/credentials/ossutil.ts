/** Profiles of ossutil: which there are, and the keys of one. */
import { shownPath } from "./credentialsFile.ts";
import { type OssutilFile, ossutilPath, readOssutilFile } from "./ossutilFile.ts";
import { ossutilMode, ossutilValues, planOssutilProfile } from "./ossutilPlan.ts";
import { followPlan } from "./plan.ts";
import {
  endpointHost,
  isShownName,
  type ListedProfile,
  profilePlace,
  regionName,
  regionOfEndpoint,
  usableOr,
} from "./profileList.ts";
import type { CredentialsContext, CredentialsProvider } from "./provider.ts";

export interface OssutilProfiles {
  readonly profiles: readonly ListedProfile[];
  /** The endpoint of single buckets, by bucket. */
  readonly bucketEndpoints: Readonly<Record<string, string>>;
  /** The custom domain of single buckets, by bucket. */
  readonly bucketDomains: Readonly<Record<string, string>>;
}

/** What the file at an absolute path offers, never a key. Rejects with `credentials-file-…`. */
export async function listOssutilProfiles(
  file: string,
  homeFolder: string,
): Promise<OssutilProfiles> {
  const read = await readOssutilFile(file, homeFolder);
  const profiles = [...read.profiles.values()]
    .filter(({ name, values }) => isShownName(name) && (hasPlace(values) || ossutilMode(values)))
    .map(({ name }) => listed(read, name, homeFolder));
  const { bucketEndpoints, bucketDomains } = read;
  return { profiles, bucketEndpoints, bucketDomains };
}

/** Keys of the profile; by default `OSSUTIL_PROFILE`, else `default`, else version 1's only one. */
export function ossutilProvider(
  source: { readonly profile?: string | undefined; readonly file?: string | undefined },
  context: CredentialsContext,
): CredentialsProvider {
  const { homeFolder, env } = context;
  const file = ossutilPath(homeFolder, env, source.file);
  const chosen = source.profile?.trim() || env["OSSUTIL_PROFILE"]?.trim();
  const shownAs = shownPath(file, homeFolder);
  return async (signal) => {
    const read = await readOssutilFile(file, homeFolder);
    const name = chosen || defaultProfile(read);
    const plan = planOssutilProfile(read, name, homeFolder);
    return followPlan(plan, profilePlace(name, shownAs), context, signal);
  };
}

function listed(file: OssutilFile, name: string, homeFolder: string): ListedProfile {
  const usable = usableOr(() => planOssutilProfile(file, name, homeFolder));
  const own = file.profiles.get(name.toLowerCase())?.values ?? new Map<string, string>();
  const inherits = usableOr(() => ossutilValues(file, name)) === true;
  const values = inherits ? ossutilValues(file, name) : own;
  const endpoint = endpointHost(values.get("endpoint") ?? values.get("host"));
  const region = regionName(values.get("region")) ?? regionOfEndpoint(endpoint);
  return {
    name,
    mode: ossutilMode(values) ?? "unknown",
    ...(region && { region }),
    ...(endpoint && { endpoint }),
    usable,
  };
}

/** Version 1 has a section `[Default]` too, but of other things: log level, proxy, timeouts. */
function defaultProfile({ profiles }: OssutilFile): string {
  const values = profiles.get("default")?.values;
  const isVersion2 = values && (ossutilMode(values) || values.has("sourceprofile"));
  return isVersion2 || !profiles.has("credentials") ? "default" : "Credentials";
}

function hasPlace(values: ReadonlyMap<string, string>): boolean {
  return ["region", "endpoint", "host", "sourceprofile"].some((key) => values.has(key));
}
