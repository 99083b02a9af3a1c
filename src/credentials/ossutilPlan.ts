/** How a profile of ossutil gets its keys: what it inherits, and what its mode asks for. */
import { Refusal } from "../errors/refusal.ts";
import { completeKeys } from "./accessKey.ts";
import { inHome } from "./credentialsFile.ts";
import type { OssutilFile, OssutilValues } from "./ossutilFile.ts";
import type { Plan } from "./plan.ts";
import { isShownName, type ProfilePlace, profilePlace } from "./profileList.ts";
import { acceptedUri } from "./uri.ts";

/** All spellings once case, `-` and `_` are gone (ossutil 1's list, and [Configure ossutil]). */
const ids = ["accesskeyid", "accessid"];
const secrets = ["accesskeysecret", "accesskey"];
const tokens = ["ststoken"];
const uris = ["credentialuri", "credentialsuri"];
const roleArns = ["ramrolearn", "rolearn"];

const modes: Readonly<Record<string, string>> = {
  ak: "AK",
  ststoken: "StsToken",
  ramrolearn: "RamRoleArn",
  ecsramrole: "EcsRamRole",
  oidcrolearn: "OidcRoleArn",
  process: "Process",
  uri: "Uri",
  credentialuri: "Uri",
  credentialsuri: "Uri",
  anonymous: "Anonymous",
};

/**
 * The plan of a profile. Throws `profile-not-found`, `profile-loop`, `profile-unsupported`,
 * `credentials-missing`, `credentials-incomplete`, `credentials-malformed` or `credentials-uri-refused`.
 */
export function planOssutilProfile(file: OssutilFile, name: string, homeFolder: string): Plan {
  const values = ossutilValues(file, name);
  const place = profilePlace(name, file.shownAs);
  switch (ossutilMode(values)) {
    case undefined:
    case "AK":
    case "StsToken":
      return { by: "keys", credentials: keysOf(values, place) };
    case "RamRoleArn":
      return {
        by: "role",
        role: roleOf(values, place),
        source: { by: "keys", credentials: keysOf(values, place) },
      };
    case "OidcRoleArn": {
      const providerArn = required(values, ["oidcproviderarn"], "OIDCProviderArn", place);
      const tokenFile = required(values, ["oidctokenfilepath"], "OIDCTokenFilePath", place);
      const role = roleOf(values, place);
      return {
        by: "token-role",
        role: { ...role, providerArn, tokenFile: inHome(tokenFile, homeFolder) },
      };
    }
    case "EcsRamRole":
      return { by: "instance-role", role: values.get("ecsrolename") };
    case "Uri":
      return { by: "uri", uri: acceptedUri(required(values, uris, "credentialUri", place)).href };
    case "Process":
      throw new Refusal("profile-unsupported", { reason: "process", ...place });
    case "Anonymous":
      throw new Refusal("profile-unsupported", { reason: "anonymous", ...place });
    default:
      throw new Refusal("profile-unsupported", { reason: "unknown-mode", ...place });
  }
}

/** What a profile says with all that it inherits. Throws `profile-not-found` or `profile-loop`. */
export function ossutilValues(file: OssutilFile, name: string): OssutilValues {
  const visited = new Set<string>();
  let values: OssutilValues = new Map();
  let next: string | undefined = name;
  while (next) {
    const key = next.replace(/^profile\s+/i, "").toLowerCase();
    const profile = file.profiles.get(key);
    if (!profile) throw notFound(next, file.shownAs);
    if (visited.has(key)) {
      const place = profilePlace(name, file.shownAs);
      throw new Refusal("profile-loop", { field: "source-profile", ...place });
    }
    visited.add(key);
    values = inherit(values, profile.values);
    next = profile.values.get("sourceprofile");
  }
  return values;
}

/** The mode by its common spelling, `unknown`, or `undefined` where nothing says how to get keys. */
export function ossutilMode(values: OssutilValues): string | undefined {
  const mode = values.get("mode");
  if (mode) return modes[mode.replace(/[-_]/g, "").toLowerCase()] ?? "unknown";
  if (hasKeys(values)) return value(values, tokens) ? "StsToken" : "AK";
  if (value(values, uris)) return "Uri";
  if (values.get("credentialprocess")) return "Process";
  if (values.get("ecsrolename")) return "EcsRamRole";
  return undefined;
}

/** A key, its secret, its token and the mode belong together: own ones are never mixed with inherited ones. */
function inherit(own: OssutilValues, source: OssutilValues): OssutilValues {
  const values = new Map(source);
  if (hasKeys(own)) {
    for (const key of [...ids, ...secrets, ...tokens, "mode"]) values.delete(key);
  }
  for (const [key, text] of own) values.set(key, text);
  return values;
}

function keysOf(values: OssutilValues, place: ProfilePlace) {
  const accessKeyId = value(values, ids);
  // A token left over from another key would make a long-lived one fail.
  const plainKey = values.get("mode")?.toLowerCase() === "ak" && !accessKeyId?.startsWith("STS.");
  const raw = {
    accessKeyId,
    accessKeySecret: value(values, secrets),
    securityToken: plainKey ? undefined : value(values, tokens),
  };
  return completeKeys(raw, place, {
    id: "accessKeyID",
    secret: "accessKeySecret",
    token: "stsToken",
  });
}

function roleOf(values: OssutilValues, place: ProfilePlace) {
  return {
    arn: required(values, roleArns, "ramRoleArn", place),
    sessionName: values.get("rolesessionname"),
    duration: Number(values.get("tokentimeout")) || undefined,
    externalId: values.get("externalid"),
    stsRegion: values.get("stsregion"),
  };
}

function hasKeys(values: OssutilValues): boolean {
  return Boolean(value(values, ids) ?? value(values, secrets));
}

function value(values: OssutilValues, keys: readonly string[]): string | undefined {
  return keys.map((key) => values.get(key)?.trim()).find(Boolean);
}

function required(
  values: OssutilValues,
  keys: readonly string[],
  label: string,
  place: ProfilePlace,
): string {
  const found = value(values, keys);
  if (found) return found;
  throw new Refusal("credentials-incomplete", { reason: "ossutil", field: label, ...place });
}

function notFound(profile: string, file: string): Refusal {
  return new Refusal(
    "profile-not-found",
    isShownName(profile)
      ? { reason: "ossutil", profile, file }
      : { reason: "ossutil-unnamed", file },
  );
}
