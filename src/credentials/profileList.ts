/** What a list of profiles shows: places and modes, cleaned of anything that could be a secret. */
import { type KeyPlace, Refusal } from "../errors/refusal.ts";

/** A profile of a credentials file, for choosing one and filling in an account. */
export interface ListedProfile {
  readonly name: string;
  /** The tool's own name of the mode (`AK`, `RamRoleArn`), or `unknown`. */
  readonly mode: string;
  /** Without the `oss-` prefix. */
  readonly region?: string;
  /** Host or origin, as in the file. */
  readonly endpoint?: string;
  /** `true`, or what hinders. */
  readonly usable: true | Refusal;
}

/** Names that can be shown. A malformed line, such as one with `=`, may hold a secret and is left out. */
export function isShownName(name: string): boolean {
  return /^[\p{L}\p{N}_.@+ /-]{1,64}$/u.test(name);
}

/** A profile of a file, as a refusal tells it. */
export type ProfilePlace = Extract<KeyPlace, { place: "profile" | "unnamed-profile" }>;

/** `file` as people write it: `~/.ossutilconfig`. */
export function profilePlace(name: string, file: string): ProfilePlace {
  return isShownName(name)
    ? { place: "profile", profile: name, file }
    : { place: "unnamed-profile", file };
}

/** What STS answers for the role of a profile. */
export function stsAnswerFor(profile: ProfilePlace): KeyPlace {
  return profile.place === "profile"
    ? { ...profile, place: "sts-answer" }
    : { ...profile, place: "unnamed-sts-answer" };
}

/** `cn-hangzhou` for that or `oss-cn-hangzhou`; `undefined` for what is no region. */
export function regionName(value: string | undefined): string | undefined {
  const region = value?.trim().replace(/^oss-/, "");
  return region && /^[a-z]{2,12}(-[a-z0-9]{1,12}){1,4}$/.test(region) ? region : undefined;
}

/** A host or an origin without user, path and query; `undefined` for what is neither. */
export function endpointHost(value: string | undefined): string | undefined {
  const endpoint = value?.trim().replace(/\/$/, "");
  const host = /^(https?:\/\/)?([a-z0-9-]{1,63}\.)+[a-z0-9-]{1,63}(:\d{1,5})?$/i;
  return endpoint && host.test(endpoint) ? endpoint : undefined;
}

/** The region in a public or internal OSS endpoint [Regions and endpoints]. */
export function regionOfEndpoint(endpoint: string | undefined): string | undefined {
  const host =
    /(?:^|\/\/|\.)(?:s3\.)?oss-([a-z0-9-]+?)(?:-internal)?\.aliyuncs\.com(?::\d{1,5})?$/i.exec(
      endpoint ?? "",
    );
  return host?.[1]?.startsWith("accelerate") ? undefined : regionName(host?.[1]);
}

/** `true`, or the refusal that `plan` throws. */
export function usableOr(plan: () => unknown): true | Refusal {
  try {
    plan();
    return true;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}
