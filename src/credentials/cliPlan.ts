/** How a profile of the Alibaba Cloud CLI gets its keys. */
import { Refusal } from "../errors/refusal.ts";
import type { Credentials } from "../oss/account.ts";
import { completeKeys, parseExpiration } from "./accessKey.ts";
import { type CliFile, type CliProfile, cliFileShownAs } from "./cliFile.ts";
import { inHome } from "./credentialsFile.ts";
import type { Plan } from "./plan.ts";
import { isShownName, type ProfilePlace, profilePlace } from "./profileList.ts";
import type { SignInMode } from "./signedIn.ts";
import { acceptedUri, isProtected } from "./uri.ts";

/** The CLI ignores the case of modes. */
const modes = [
  "AK",
  "StsToken",
  "RamRoleArn",
  "EcsRamRole",
  "ChainableRamRoleArn",
  "OIDC",
  "CredentialsURI",
  "CloudSSO",
  "OAuth",
  "External",
  "RsaKeyPair",
  "RamRoleArnWithRoleName",
  "BearerToken",
  "Anonymous",
] as const;

export type CliMode = (typeof modes)[number];

export interface CliPlanning {
  readonly env: NodeJS.ProcessEnv;
  readonly homeFolder: string;
  readonly now: Date;
}

/** Keys that the CLI keeps in its file are taken while they last at least this long, in milliseconds. */
const longEnough = 5 * 60_000;

const keyNames = { id: "access_key_id", secret: "access_key_secret", token: "sts_token" };

/**
 * The plan of a profile. Throws `profile-not-found`, `profile-loop`, `profile-unsupported`,
 * `profile-disabled`, `external-process-disabled`, `sign-in-ended`, `credentials-missing`, `-incomplete`,
 * `-malformed` or `credentials-uri-refused`.
 */
export function planCliProfile(
  file: CliFile,
  name: string,
  planning: CliPlanning,
  visited: readonly string[] = [],
): Plan {
  // The SDKs obey this variable; the library that follows some plans would stop at it too.
  if (isSet(planning.env["ALIBABA_CLOUD_CLI_PROFILE_DISABLED"])) {
    throw new Refusal("profile-disabled", {});
  }
  const profile = file.profiles.find((candidate) => candidate.name === name);
  const place = cliPlace(name);
  if (!profile) throw notFound(name);
  if (visited.includes(name)) {
    throw new Refusal("profile-loop", { field: "source_profile", ...place });
  }
  const mode = cliMode(profile);
  switch (mode) {
    case "AK":
      return { by: "keys", credentials: ownKeys({ ...profile, sts_token: undefined }, place) };
    case "StsToken":
      return { by: "keys", credentials: ownKeys(profile, place) };
    case "RamRoleArn": {
      const cached = cachedKeys(profile, place, planning.now);
      if (cached?.accessKeyId.startsWith("STS.")) return { by: "keys", credentials: cached };
      const source: Plan = { by: "keys", credentials: ownKeys(baseOf(profile), place) };
      return { by: "role", role: roleOf(profile, place), source };
    }
    case "ChainableRamRoleArn": {
      const sourceName = required(profile.source_profile, "source_profile", place);
      const source = planCliProfile(file, sourceName, planning, [...visited, name]);
      return { by: "role", role: roleOf(profile, place), source };
    }
    case "OIDC": {
      const providerArn = required(profile.oidc_provider_arn, "oidc_provider_arn", place);
      const tokenFile = required(profile.oidc_token_file, "oidc_token_file", place);
      const role = roleOf(profile, place);
      const absolute = inHome(tokenFile, planning.homeFolder);
      return { by: "token-role", role: { ...role, providerArn, tokenFile: absolute } };
    }
    case "EcsRamRole":
      return { by: "instance-role", role: profile.ram_role_name };
    case "CredentialsURI": {
      refuseWhenDisabled(place, planning.env);
      const uri = required(profile.credentials_uri, "credentials_uri", place);
      return { by: "uri", uri: acceptedUri(uri).href };
    }
    case "CloudSSO":
    case "OAuth":
    case "External":
      return planSignedIn(mode, profile, place, planning);
    default:
      throw new Refusal(
        "profile-unsupported",
        mode ? { reason: "mode", mode, ...place } : { reason: "unknown-mode", ...place },
      );
  }
}

/** The mode by the CLI's spelling; `undefined` when it is unknown. Without one the CLI takes AK. */
export function cliMode({ mode }: Pick<CliProfile, "mode">): CliMode | undefined {
  if (!mode) return "AK";
  return modes.find((known) => known.toLowerCase() === mode.toLowerCase());
}

export function cliPlace(name: string): ProfilePlace {
  return profilePlace(name, cliFileShownAs);
}

function planSignedIn(
  mode: SignInMode,
  profile: CliProfile,
  place: ProfilePlace,
  { env, now }: CliPlanning,
): Plan {
  if (mode === "External") refuseWhenDisabled(place, env);
  const cached = cachedKeys(profile, place, now);
  if (cached) return { by: "keys", credentials: cached };
  if (mode === "External") required(profile.process_command, "process_command", place);
  const ends = parseExpiration(profile.cloud_sso_access_token_expire);
  if (mode === "CloudSSO" && (!profile.access_token || !ends || ends <= now)) {
    throw new Refusal("sign-in-ended", { reason: "ended", ...place, mode, profile: profile.name });
  }
  if (mode === "CloudSSO" && !isProtected(profile.cloud_sso_sign_in_url)) {
    throw new Refusal("profile-unsupported", { reason: "unprotected-sign-in", ...place });
  }
  return { by: "sign-in", mode, profile };
}

/** Temporary keys that the CLI left in its file, if they last a while. */
function cachedKeys(profile: CliProfile, place: ProfilePlace, now: Date): Credentials | undefined {
  const expiration = parseExpiration(profile.sts_expiration);
  if (!profile.sts_token || !profile.access_key_id || !profile.access_key_secret) return undefined;
  if (!expiration || expiration.getTime() - now.getTime() < longEnough) return undefined;
  return ownKeys(profile, place);
}

/** The key behind a role is a long-lived one, which a token left over from elsewhere would make fail. */
function baseOf(profile: CliProfile): CliProfile {
  return profile.access_key_id?.startsWith("STS.") ? profile : { ...profile, sts_token: undefined };
}

function ownKeys(profile: CliProfile, place: ProfilePlace): Credentials {
  const raw = {
    accessKeyId: profile.access_key_id,
    accessKeySecret: profile.access_key_secret,
    securityToken: profile.sts_token,
    expiration: profile.sts_token ? parseExpiration(profile.sts_expiration) : undefined,
  };
  return completeKeys(raw, place, keyNames);
}

function roleOf(profile: CliProfile, place: ProfilePlace) {
  return {
    arn: required(profile.ram_role_arn, "ram_role_arn", place),
    sessionName: profile.ram_session_name,
    duration: profile.expired_seconds,
    externalId: profile.external_id,
    stsRegion: profile.sts_region,
    stsEndpoint: profile.sts_endpoint,
  };
}

function required(value: string | undefined, field: string, place: ProfilePlace): string {
  if (value?.trim()) return value.trim();
  throw new Refusal("credentials-incomplete", { reason: "cli", field, ...place });
}

/** The CLI's own switch against running commands and asking addresses that a file names. */
function refuseWhenDisabled(place: ProfilePlace, env: NodeJS.ProcessEnv): void {
  if (!isSet(env["ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS"])) return;
  throw new Refusal("external-process-disabled", place);
}

function isSet(value: string | undefined): boolean {
  return value?.trim() === "1" || value?.trim().toLowerCase() === "true";
}

function notFound(profile: string): Refusal {
  const file = cliFileShownAs;
  return new Refusal(
    "profile-not-found",
    isShownName(profile) ? { reason: "cli", profile, file } : { reason: "cli-unnamed", file },
  );
}
