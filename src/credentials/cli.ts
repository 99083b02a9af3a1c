/** Profiles of the Alibaba Cloud CLI: which there are, and the keys of one. */
import { type CliFile, readCliFile } from "./cliFile.ts";
import { type CliPlanning, cliMode, cliPlace, planCliProfile } from "./cliPlan.ts";
import { followPlan } from "./plan.ts";
import { isShownName, type ListedProfile, regionName, usableOr } from "./profileList.ts";
import type { CredentialsContext, CredentialsProvider } from "./provider.ts";

export interface CliProfiles {
  readonly profiles: readonly ListedProfile[];
  /** Name of the profile that is used when none is named. */
  readonly current: string;
}

/** What the CLI's file offers, never a key. Rejects with `credentials-file-…`. */
export async function listCliProfiles(planning: CliPlanning): Promise<CliProfiles> {
  const file = await readCliFile(planning.homeFolder);
  const shown = file.profiles.filter(({ name }) => isShownName(name));
  const profiles = shown.map((profile) => {
    const region = regionName(profile.region_id);
    return {
      name: profile.name,
      mode: cliMode(profile) ?? "unknown",
      ...(region && { region }),
      usable: usableOr(() => planCliProfile(file, profile.name, planning)),
    };
  });
  return { profiles, current: currentProfile(file, planning.env) };
}

/** Keys of the profile; by default the environment's, else the file's current one, else `default`. */
export function cliProvider(
  source: { readonly profile?: string | undefined },
  context: CredentialsContext,
): CredentialsProvider {
  const { env, homeFolder } = context;
  const chosen = source.profile?.trim();
  return async (signal) => {
    const file = await readCliFile(homeFolder);
    const name = chosen || currentProfile(file, env);
    const plan = planCliProfile(file, name, { env, homeFolder, now: context.now() });
    return followPlan(plan, cliPlace(name), context, signal);
  };
}

function currentProfile({ current }: CliFile, env: NodeJS.ProcessEnv): string {
  const variables = ["ALIBABACLOUD_PROFILE", "ALIBABA_CLOUD_PROFILE", "ALICLOUD_PROFILE"];
  const named = variables.map((name) => env[name]?.trim()).find(Boolean);
  return named || current || "default";
}
