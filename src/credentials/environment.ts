/**
 * Keys of the environment. The bare `ACCESS_KEY_ID`, `ACCESS_KEY_SECRET` and `SECURITY_TOKEN`, which the
 * Alibaba Cloud CLI also reads, are left out: many other services' tools use these names, and their
 * keys would be sent to the wrong place.
 */
import { Refusal } from "../errors/refusal.ts";
import type { Credentials } from "../oss/account.ts";
import { completeKeys, type KeyNames } from "./accessKey.ts";

/** In the order of preference; the first spelling of which anything but a token is set is taken. */
const spellings: readonly KeyNames[] = [
  // Alibaba Cloud's OSS SDKs and ossutil 2.
  { id: "OSS_ACCESS_KEY_ID", secret: "OSS_ACCESS_KEY_SECRET", token: "OSS_SESSION_TOKEN" },
  // The other Alibaba Cloud SDKs.
  {
    id: "ALIBABA_CLOUD_ACCESS_KEY_ID",
    secret: "ALIBABA_CLOUD_ACCESS_KEY_SECRET",
    token: "ALIBABA_CLOUD_SECURITY_TOKEN",
  },
  // Older spellings of the Alibaba Cloud CLI.
  {
    id: "ALIBABACLOUD_ACCESS_KEY_ID",
    secret: "ALIBABACLOUD_ACCESS_KEY_SECRET",
    token: "ALIBABACLOUD_SECURITY_TOKEN",
  },
  {
    id: "ALICLOUD_ACCESS_KEY_ID",
    secret: "ALICLOUD_ACCESS_KEY_SECRET",
    token: "ALICLOUD_SECURITY_TOKEN",
  },
];

/**
 * The keys of the environment. Half a pair is an error (`credentials-incomplete`) rather than a reason to
 * try the next spelling: silently using other keys would surprise.
 */
export function environmentCredentials(env: NodeJS.ProcessEnv): Credentials {
  const names = spellings.find(({ id, secret }) => env[id]?.trim() || env[secret]?.trim());
  if (!names) {
    throw new Refusal("credentials-missing", { reason: "environment" });
  }
  const raw = {
    accessKeyId: env[names.id],
    accessKeySecret: env[names.secret],
    securityToken: env[names.token],
  };
  return completeKeys(raw, { place: "environment" }, names);
}
