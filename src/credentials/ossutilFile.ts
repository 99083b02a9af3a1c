/**
 * The configuration file of ossutil, version 1 (aliyun/ossutil) and 2 [Configure ossutil].
 * Section names and keys ignore case; keys ignore `-` and `_` too.
 */

import { join } from "node:path";
import { Refusal } from "../errors/refusal.ts";
import { inHome, readCredentialsFile, shownPath } from "./credentialsFile.ts";
import { type IniSection, iniSections } from "./iniSections.ts";
import { endpointHost } from "./profileList.ts";

/** The values of one profile, by key in lower case without `-` and `_`: `accesskeyid`. */
export type OssutilValues = ReadonlyMap<string, string>;

export interface OssutilFile {
  /** For people: `~/.ossutilconfig`. */
  readonly shownAs: string;
  /** By lower-case name; version 1's only one is `credentials`. */
  readonly profiles: ReadonlyMap<string, { readonly name: string; readonly values: OssutilValues }>;
  /** Version 1, `[Bucket-Endpoint]`: the endpoint of single buckets, by bucket. */
  readonly bucketEndpoints: Readonly<Record<string, string>>;
  /** Version 1, `[Bucket-Cname]`: the custom domain of single buckets, by bucket. */
  readonly bucketDomains: Readonly<Record<string, string>>;
}

/** Sections that are no profile: version 1's lists, and version 2's groups of buckets. */
const otherSections = /^(bucket-endpoint|bucket-cname|akservice|buckets\s.*|)$/i;

/** `file` of the settings, else `OSSUTIL_CONFIG_FILE`, else `~/.ossutilconfig`; absolute. */
export function ossutilPath(
  homeFolder: string,
  env: NodeJS.ProcessEnv,
  file: string | undefined,
): string {
  const chosen = file?.trim() || env["OSSUTIL_CONFIG_FILE"]?.trim();
  return chosen ? inHome(chosen, homeFolder) : join(homeFolder, ".ossutilconfig");
}

/** Reads the file at an absolute path. Rejects with the codes `credentials-file-…`. */
export async function readOssutilFile(file: string, homeFolder: string): Promise<OssutilFile> {
  const shownAs = shownPath(file, homeFolder);
  const sections = await iniSections(await readCredentialsFile(file, shownAs));
  if (!sections) {
    throw new Refusal("credentials-file-malformed", { reason: "ossutil", file: shownAs });
  }
  return {
    shownAs,
    profiles: profilesOf(sections),
    bucketEndpoints: hostsOf(sections, "bucket-endpoint"),
    bucketDomains: hostsOf(sections, "bucket-cname"),
  };
}

function profilesOf(sections: readonly IniSection[]): OssutilFile["profiles"] {
  const profiles = new Map<string, { name: string; values: Map<string, string> }>();
  for (const section of sections) {
    if (otherSections.test(section.name)) continue;
    const name = section.name.replace(/^profile\s+/i, "");
    const profile = profiles.get(name.toLowerCase()) ?? { name, values: new Map() };
    for (const [key, value] of section.values) profile.values.set(plainKey(key), value);
    profiles.set(name.toLowerCase(), profile);
  }
  const service = sections.find(({ name }) => name.toLowerCase() === "akservice");
  const address = [...(service?.values ?? [])].find(([key]) => plainKey(key) === "ecsak")?.[1];
  // Version 1 asks this address for the keys of `[Credentials]`.
  if (address) profiles.get("credentials")?.values.set("credentialuri", address);
  return profiles;
}

function hostsOf(sections: readonly IniSection[], name: string): Record<string, string> {
  const found = sections.filter((section) => section.name.toLowerCase() === name);
  const hosts = found.flatMap(({ values }) =>
    [...values].flatMap(([bucket, value]) => {
      const host = endpointHost(value);
      return host && /^[a-z0-9_-]{3,63}$/.test(bucket) ? [[bucket, host] as const] : [];
    }),
  );
  return Object.fromEntries(hosts);
}

function plainKey(key: string): string {
  return key.replace(/[-_]/g, "").toLowerCase();
}
