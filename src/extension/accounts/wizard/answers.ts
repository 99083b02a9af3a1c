/**
 * What a person answers about an account, as it was typed, so that every step can be gone back to, and what is wrong
 * with it. Knows no VS Code.
 */

import { t } from "@vscode/l10n";
import { completeKeys } from "../../../credentials/accessKey.ts";
import type { CredentialSource } from "../../../credentials/source.ts";
import { acceptedUri } from "../../../credentials/uri.ts";
import { problemOf, wordsFor } from "../../../messages/explain.ts";
import type { Credentials } from "../../../oss/account.ts";
import { isBucketName } from "../../../oss/address.ts";
import {
  type Endpoint,
  plainRegion,
  readEndpoint,
  sendsInTheClear,
} from "../../../oss/endpoint.ts";
import { type AccountSetting, isSample } from "../../settingsSchema.ts";

/** Where the keys come from, as it is chosen; `ossutil-file` is a file other than ossutil's own. */
export type SourceChoice = CredentialSource["source"] | "ossutil-file";

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
  /** The region that a profile named beside its endpoint. */
  readonly suggestedRegion: string;
  /** Where the endpoint does not tell. */
  readonly region: string;
  /** `bucket` or `bucket/prefix`; empty for all buckets. */
  readonly bucket: string;
  /** False once the service has said that the keys may list no buckets. */
  readonly mayList: boolean;
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
  suggestedRegion: "",
  region: "",
  bucket: "",
  mayList: true,
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
    ...sourceAnswers(credentials),
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
 * stays as it was written there. Throws a `Refusal` for another one that is wrong.
 */
export function settingOf(answers: AccountAnswers, before?: AccountSetting): AccountSetting {
  const name = answers.name.trim();
  const credentials = credentialsOf(answers);
  if (isSample({ credentials })) return { name, credentials };
  const { bucket, prefix } = readBucketAnswer(answers.bucket);
  const customDomains = domainsOf(answers);
  return {
    name,
    ...(before && samePlace(answers, answersOf(before)) ? writtenPlace(before) : placeOf(answers)),
    ...(bucket !== "" && { bucket }),
    ...(prefix !== "" && { prefix }),
    ...(Object.keys(customDomains).length > 0 && { customDomains }),
    // Nobody is asked for it.
    ...(before?.requesterPays !== undefined && { requesterPays: before.requesterPays }),
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
  const securityToken = isTemporaryId(accessKeyId) ? answers.securityToken.trim() : "";
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

/** True where the endpoint leads to one bucket only, whose name it does not tell. */
export function needsBucket({ place }: AccountAnswers): boolean {
  return endpointIn(place)?.kind === "custom-domain";
}

/** True where the source of the keys has said all that there is to know about the place. */
export function knowsPlace(answers: AccountAnswers): boolean {
  const { place, suggestedPlace, suggestedRegion } = answers;
  if (suggestedPlace === "" || place !== suggestedPlace) return false;
  const endpoint = endpointIn(place);
  if (!endpoint || sendsInTheClear(endpoint)) return false;
  return endpoint.region !== undefined || suggestedRegion !== "";
}

/** True for the ID of a key that works only with a security token. */
export function isTemporaryId(accessKeyId: string): boolean {
  return accessKeyId.trim().startsWith("STS.");
}

/** What the place means; `undefined` while it means nothing. */
export function endpointIn(place: string): Endpoint | undefined {
  try {
    return readEndpoint(place);
  } catch {
    return undefined;
  }
}

/** A sentence, or `undefined` when nothing is wrong. */
export type Problem = string | undefined;

/** A name that fits into a row of the tree. */
const maxNameLength = 60;

/** `taken` are the names of the other accounts. */
export function nameProblem(text: string, taken: readonly string[]): Problem {
  const name = text.trim();
  if (name === "") return t("Write a name for the tree to show.");
  if (name.length > maxNameLength) return t("Write at most {0} characters.", maxNameLength);
  if (/\p{Cc}/u.test(name)) return t("Write the name on one line.");
  if (!taken.includes(name)) return undefined;
  return t('There is already an account named "{0}". Choose another name.', name);
}

/** A free name to begin with: the bucket's, else the profile's. */
export function suggestedName(
  { bucket, profile }: AccountAnswers,
  taken: readonly string[],
): string {
  const ofProfile = profile === "default" ? "" : profile;
  const wish = [readBucketAnswer(bucket).bucket, ofProfile].find((name) => name !== "") ?? "OSS";
  return freeName(wish, taken);
}

/** A name that is free: `OSS`, else `OSS 2` and so on. */
export function freeName(wish: string, taken: readonly string[]): string {
  let name = wish;
  for (let number = 2; taken.includes(name); number += 1) name = `${wish} ${number}`;
  return name;
}

export function bucketProblem(text: string, answers: AccountAnswers): Problem {
  if (text.trim() === "") {
    return needsBucket(answers)
      ? t("Write the bucket that the domain leads to; it leads to no other.")
      : undefined;
  }
  if (!isBucketName(readBucketAnswer(text).bucket)) {
    return t(
      "A bucket name has 3 to 63 characters: a–z, 0–9, - and _. Write bucket or bucket/prefix.",
    );
  }
  return undefined;
}

/** The bucket of a custom domain; it stands alone. */
export function domainBucketProblem(text: string): Problem {
  return isBucketName(text.trim())
    ? undefined
    : t(
        "A bucket name has 3 to 63 characters: a–z, 0–9, - and _. Write the bucket that the domain leads to.",
      );
}

/** A domain of a bucket; empty takes it away. */
export function domainProblem(text: string): Problem {
  if (text.trim() === "") return undefined;
  try {
    const { kind } = readEndpoint(text);
    if (kind === "custom-domain" || kind === "path") return undefined;
    return t(
      "This is an address of OSS itself. Write the domain that is bound to the bucket, such as img.example.com.",
    );
  } catch (error) {
    return wordsFor(error);
  }
}

export function roleProblem(text: string): Problem {
  return /^[\w.-]{0,64}$/.test(text.trim())
    ? undefined
    : t(
        "A RAM role's name has only letters, digits, - and . in it. Leave it empty for the role that is attached.",
      );
}

export function uriProblem(text: string): Problem {
  if (text.trim() === "") return t("Write the address that returns the keys.");
  return problemOf(() => acceptedUri(text.trim()));
}

/** What was typed as AccessKey ID. */
export function accessKeyIdProblem(text: string): Problem {
  const typed = text.trim();
  if (typed === "") return t("Write the AccessKey ID; it usually starts with LTAI.");
  // Secrets of RAM have 30 letters and digits; IDs are shorter, or begin with STS.
  if (/^(?!LTAI)[A-Za-z0-9]{30}$/.test(typed) && /[a-z]/.test(typed) && /[A-Z]/.test(typed)) {
    return t("This looks like the secret. Write the AccessKey ID, which usually starts with LTAI.");
  }
  return keyProblem({ accessKeyId: typed });
}

/** `kept` are keys with the same ID whose secret stays when none is typed. */
export function accessKeySecretProblem(text: string, kept: Credentials | undefined): Problem {
  if (text.trim() !== "") return keyProblem({ accessKeySecret: text });
  return kept ? undefined : t("Write the AccessKey secret that belongs to the ID.");
}

/** `kept` are keys with the same ID and secret whose token stays when none is typed. */
export function securityTokenProblem(
  text: string,
  { accessKeyId }: AccountAnswers,
  kept: Credentials | undefined,
): Problem {
  if (text.trim() !== "") return keyProblem({ securityToken: text });
  if (kept?.securityToken || !isTemporaryId(accessKeyId)) return undefined;
  return t("A key that starts with STS. works only with its security token. Write it here.");
}

/** Checks one of the three; the others are given as if they were right. */
function keyProblem(typed: Partial<Credentials>): Problem {
  const right = { accessKeyId: "id", accessKeySecret: "secret", securityToken: "token" };
  return problemOf(() => completeKeys({ ...right, ...typed }, { place: "entry" }));
}
