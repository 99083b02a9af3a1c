/** The Alibaba Cloud CLI's configuration file, `~/.aliyun/config.json` (aliyun/aliyun-cli, `config/profile.go`). */

import { join } from "node:path";
import * as z from "zod/mini";
import { Refusal } from "../errors/refusal.ts";
import { lenient, parseJson } from "../oss/lenient.ts";
import { readCredentialsFile } from "./credentialsFile.ts";

const text = lenient(z.string());
const number = lenient(z.number());

/** A field of a wrong type counts as absent: the CLI's own versions disagree about some. */
const profile = z.object({
  name: z.string(),
  mode: text,
  region_id: text,
  access_key_id: text,
  access_key_secret: text,
  sts_token: text,
  sts_expiration: number,
  sts_region: text,
  sts_endpoint: text,
  ram_role_name: text,
  ram_role_arn: text,
  ram_session_name: text,
  external_id: text,
  source_profile: text,
  expired_seconds: number,
  process_command: text,
  credentials_uri: text,
  oidc_provider_arn: text,
  oidc_token_file: text,
  cloud_sso_sign_in_url: text,
  cloud_sso_account_id: text,
  cloud_sso_access_config: text,
  access_token: text,
  cloud_sso_access_token_expire: number,
  oauth_site_type: text,
  oauth_refresh_token: text,
  oauth_access_token: text,
  oauth_access_token_expire: number,
});

const file = z.object({ current: text, profiles: z.array(z.unknown()) });

export type CliProfile = z.infer<typeof profile>;

export interface CliFile {
  /** Name of the profile that the CLI uses by default. */
  readonly current: string | undefined;
  readonly profiles: readonly CliProfile[];
}

/** How the file is called in sentences. */
export const cliFileShownAs = "~/.aliyun/config.json";

/** Reads the file; profiles without a name are left out. Rejects with the codes `credentials-file-…`. */
export async function readCliFile(homeFolder: string): Promise<CliFile> {
  const path = join(homeFolder, ".aliyun", "config.json");
  const content = await readCredentialsFile(path, cliFileShownAs);
  const parsed = file.safeParse(parseJson(content));
  if (!parsed.success) {
    throw new Refusal("credentials-file-malformed", { reason: "cli", file: cliFileShownAs });
  }
  const profiles = parsed.data.profiles.flatMap((entry) => profile.safeParse(entry).data ?? []);
  return { current: parsed.data.current, profiles };
}
