/** RAM roles that STS hands out keys for: with another key (AssumeRole), or with an OIDC token. */
import { Refusal, type RefusalFacts } from "../errors/refusal.ts";
import type { Credentials } from "../oss/account.ts";
import { isNetworkFailure, type LibraryProvider, libraryKeys, namesCode } from "./libraryKeys.ts";
import { type ProfilePlace, stsAnswerFor } from "./profileList.ts";

export interface Role {
  /** `acs:ram::1234567890123456:role/name` */
  readonly arn: string;
  readonly sessionName?: string | undefined;
  /** Seconds; STS takes 900 and more, and 3,600 when absent. */
  readonly duration?: number | undefined;
  readonly externalId?: string | undefined;
  readonly stsRegion?: string | undefined;
  /** Host of STS, reached over https only. */
  readonly stsEndpoint?: string | undefined;
}

export interface TokenRole extends Role {
  readonly providerArn: string;
  /** Absolute path of the file with the OIDC token. */
  readonly tokenFile: string;
}

/** Why STS refuses, by the error codes of its API reference. */
const refusals: readonly (readonly [code: string, reason: RoleRefusal])[] = [
  ["NoPermission", "not-allowed"],
  ["EntityNotExist.Role", "no-role"],
  ["InvalidAccessKeyId.NotFound", "unknown-key"],
  ["InvalidAccessKeyId.Inactive", "disabled-key"],
  ["SignatureDoesNotMatch", "wrong-secret"],
  ["InvalidSecurityToken.Expired", "expired-keys"],
  ["AuthenticationFail.OIDCToken.Expired", "expired-token"],
  ["AuthenticationFail.OIDCToken.Invalid", "invalid-token"],
  ["Throttling.User", "throttled"],
];

type RoleRefusal = RefusalFacts["role-refused"]["reason"];

/** Keys of `role`, assumed with the keys of `source`. Rejects with `role-refused` or `sts-unreachable`. */
export async function assumeRole(
  role: Role,
  source: Credentials,
  place: ProfilePlace,
): Promise<Credentials> {
  return withRefusals(place, async () => {
    const { RAMRoleARNCredentialsProvider } = await import("@alicloud/credentials");
    const { securityToken = "", ...key } = source;
    const previous = {
      getCredentials: async () => ({ ...key, securityToken, providerName: "static" }),
      getProviderName: () => "static",
    };
    const builder = RAMRoleARNCredentialsProvider.builder()
      .withCredentialsProvider(previous)
      .withRoleArn(role.arn);
    if (role.externalId) builder.withExternalId(role.externalId);
    applyOptions(builder, role);
    return builder.build();
  });
}

/** Keys of `role` for the token in a file, as in Kubernetes (AssumeRoleWithOIDC). Rejects as above. */
export async function assumeRoleWithToken(
  role: TokenRole,
  place: ProfilePlace,
): Promise<Credentials> {
  return withRefusals(place, async () => {
    const { OIDCRoleArnCredentialsProvider } = await import("@alicloud/credentials");
    const builder = OIDCRoleArnCredentialsProvider.builder()
      .withOIDCProviderArn(role.providerArn)
      .withOIDCTokenFilePath(role.tokenFile)
      .withRoleArn(role.arn);
    applyOptions(builder, role);
    return builder.build();
  });
}

interface RoleBuilder {
  withRoleSessionName(name: string): unknown;
  withDurationSeconds(seconds: number): unknown;
  withStsRegionId(region: string): unknown;
  withStsEndpoint(host: string): unknown;
}

function applyOptions(builder: RoleBuilder, role: Role): void {
  builder.withRoleSessionName(role.sessionName || "oss-image-labels");
  if (role.duration) builder.withDurationSeconds(Math.max(900, role.duration));
  if (role.stsRegion) builder.withStsRegionId(role.stsRegion);
  if (role.stsEndpoint) builder.withStsEndpoint(role.stsEndpoint.replace(/^https?:\/\//, ""));
}

async function withRefusals(
  place: ProfilePlace,
  build: () => Promise<LibraryProvider>,
): Promise<Credentials> {
  try {
    return await libraryKeys(await build(), stsAnswerFor(place));
  } catch (error) {
    throw refusalOf(error, place);
  }
}

/** What the library threw stays behind: it can quote keys. */
function refusalOf(error: unknown, place: ProfilePlace): Refusal {
  if (error instanceof Refusal) return error;
  if (isNetworkFailure(error)) return new Refusal("sts-unreachable", place);
  const known = refusals.find(([code]) => namesCode(error, code));
  return new Refusal("role-refused", { reason: known?.[1] ?? "no-keys", ...place });
}
