/**
 * What a person answers about an account, as it was typed, so that every step can be gone back to.
 * Knows no VS Code.
 */
import type { CredentialSource } from "../../credentials/source.ts";
import type { Credentials } from "../../oss/account.ts";
import { plainRegion, readEndpoint } from "../../oss/endpoint.ts";
import type { AccountSetting } from "../settingsSchema.ts";

/** Where the keys come from, as it is chosen; `ossutil-file` is a file other than ossutil's own. */
export type SourceChoice =
  | Exclude<CredentialSource["source"], "sample">
  | "sample"
  | "ossutil-file";

export interface AccountAnswers {
  readonly name: string;
  readonly source: SourceChoice;
  /** Of ossutil or the CLI; empty for the one that the tool itself would take. */
  readonly profile: string;
  /** With `ossutil-file`. */
  readonly file: string;
  /** With `instance-role`; empty for the one that is attached. */
  readonly role: string;
  /** With `uri`. */
  readonly uri: string;
  /** A region or an endpoint. */
  readonly place: string;
  /** The place that a profile named; while it stands, another profile may replace it. */
  readonly suggestedPlace: string;
  /** Where the endpoint does not tell. */
  readonly region: string;
  /** `bucket` or `bucket/prefix`; empty for all buckets. */
  readonly bucket: string;
  /** Buckets with a domain of their own. */
  readonly customDomains: Readonly<Record<string, string>>;
  /** The bucket whose domain is asked for, and the domain; empty to have none. */
  readonly domainBucket: string;
  readonly domain: string;
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken: string;
}

export const noAnswers: AccountAnswers = {
  name: "",
  source: "stored",
  profile: "",
  file: "",
  role: "",
  uri: "",
  place: "",
  suggestedPlace: "",
  region: "",
  bucket: "",
  customDomains: {},
  domainBucket: "",
  domain: "",
  accessKeyId: "",
  accessKeySecret: "",
  securityToken: "",
};

/** What would have been answered for an account to be as it is; without its keys. */
export function answersOf(setting: AccountSetting): AccountAnswers {
  const { name, region = "", endpoint, bucket = "", prefix = "", credentials } = setting;
  return {
    ...noAnswers,
    name,
    ...sourceAnswers(credentials as CredentialSource),
    place: endpoint ?? region,
    region,
    bucket: prefix === "" ? bucket : `${bucket}/${prefix}`,
    customDomains: setting.customDomains ?? {},
  };
}

function sourceAnswers(credentials: CredentialSource): Partial<AccountAnswers> {
  switch (credentials.source) {
    case "ossutil": {
      const { profile = "", file } = credentials;
      return file === undefined
        ? { source: "ossutil", profile }
        : { source: "ossutil-file", profile, file };
    }
    case "cli":
      return { source: "cli", profile: credentials.profile ?? "" };
    case "instance-role":
      return { source: "instance-role", role: credentials.role ?? "" };
    case "uri":
      return { source: "uri", uri: credentials.uri };
    default:
      return { source: credentials.source };
  }
}

/**
 * The account as the settings hold it; the answers have been checked. A place that is still the one of `before`
 * stays as it was written there. Throws `OssError` for another one that is wrong.
 */
export function settingOf(answers: AccountAnswers, before?: AccountSetting): AccountSetting {
  const name = answers.name.trim();
  const credentials = credentialsOf(answers);
  if (credentials.source === "sample") return { name, credentials };
  const { bucket, prefix } = readBucketAnswer(answers.bucket);
  const customDomains = domainsOf(answers);
  return {
    name,
    ...(before && samePlace(answers, answersOf(before)) ? writtenPlace(before) : placeOf(answers)),
    ...(bucket !== "" && { bucket }),
    ...(prefix !== "" && { prefix }),
    ...(Object.keys(customDomains).length > 0 && { customDomains }),
    credentials,
  };
}

/**
 * The keys that were typed. With the ID of the `present` ones, what was left empty stays as it is; `undefined`
 * when that is no key.
 */
export function keysOf(answers: AccountAnswers, present?: Credentials): Credentials | undefined {
  if (answers.source !== "stored") return undefined;
  const accessKeyId = answers.accessKeyId.trim();
  const accessKeySecret = answers.accessKeySecret.trim();
  const securityToken = answers.securityToken.trim();
  const kept = keptKeys(answers, present);
  if (kept && accessKeySecret === "") {
    return securityToken === "" ? kept : { ...withoutEnd(kept), securityToken };
  }
  if (accessKeyId === "" || accessKeySecret === "") return undefined;
  return { accessKeyId, accessKeySecret, ...(securityToken !== "" && { securityToken }) };
}

/** The present keys while their ID is the one that is typed. */
export function keptKeys(
  { accessKeyId }: AccountAnswers,
  present: Credentials | undefined,
): Credentials | undefined {
  return present?.accessKeyId === accessKeyId.trim() ? present : undefined;
}

function withoutEnd({ accessKeyId, accessKeySecret }: Credentials): Credentials {
  return { accessKeyId, accessKeySecret };
}

/** `photos/2024/` or `oss://photos/2024/` → the bucket `photos` and the prefix `2024/`. */
export function readBucketAnswer(text: string): { bucket: string; prefix: string } {
  const path = text.trim().replace(/^oss:\/\//i, "");
  const slash = path.indexOf("/");
  if (slash === -1) return { bucket: path, prefix: "" };
  return { bucket: path.slice(0, slash), prefix: path.slice(slash + 1) };
}

function credentialsOf({ source, profile, file, role, uri }: AccountAnswers): CredentialSource {
  const named = profile === "" ? {} : { profile };
  switch (source) {
    case "ossutil":
      return { source, ...named };
    case "ossutil-file":
      return { source: "ossutil", ...named, file: file.trim() };
    case "cli":
      return { source, ...named };
    case "instance-role":
      return { source, ...(role.trim() !== "" && { role: role.trim() }) };
    case "uri":
      return { source, uri: uri.trim() };
    default:
      return { source };
  }
}

function samePlace(answers: AccountAnswers, before: AccountAnswers): boolean {
  return answers.place === before.place && answers.region === before.region;
}

function writtenPlace({ region, endpoint }: AccountSetting) {
  return { ...(region !== undefined && { region }), ...(endpoint !== undefined && { endpoint }) };
}

/** A region alone stands for its public endpoint over HTTPS. */
function placeOf({ place, region }: AccountAnswers): { region: string; endpoint?: string } {
  const endpoint = readEndpoint(place);
  const known = endpoint.region ?? plainRegion(region);
  const isUsual = endpoint.kind === "public" && endpoint.endpoint.startsWith("https://");
  return isUsual ? { region: known } : { region: known, endpoint: endpoint.endpoint };
}

function domainsOf({ customDomains, domainBucket, domain }: AccountAnswers) {
  const bucket = domainBucket.trim();
  if (bucket === "") return customDomains;
  const { [bucket]: _, ...others } = customDomains;
  return domain.trim() === "" ? others : { ...others, [bucket]: readEndpoint(domain).endpoint };
}
