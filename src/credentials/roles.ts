/** RAM roles that STS hands out keys for: with another key (AssumeRole), or with an OIDC token. */
import type { Credentials } from "../oss/account.ts";
import { OssError } from "../oss/error.ts";
import { credentialsError } from "./failure.ts";
import { isNetworkFailure, type LibraryProvider, libraryKeys, namesCode } from "./libraryKeys.ts";

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

/** Why STS refuses, by the error codes of its API reference, and what to do next. */
const refusals: readonly (readonly [code: string, reason: string])[] = [
  [
    "NoPermission",
    "the key may not assume the role. Let it call sts:AssumeRole, and the role trust it",
  ],
  ["EntityNotExist.Role", "the role does not exist. Correct its ARN"],
  ["InvalidAccessKeyId.NotFound", "the AccessKey ID does not exist. Correct it"],
  ["InvalidAccessKeyId.Inactive", "the access key is disabled. Enable it, or use another"],
  ["SignatureDoesNotMatch", "the AccessKey secret is wrong. Copy it again"],
  ["InvalidSecurityToken.Expired", "the keys behind the role have expired. Renew them"],
  ["AuthenticationFail.OIDCToken.Expired", "the OIDC token has expired. Renew it"],
  ["AuthenticationFail.OIDCToken.Invalid", "the OIDC token is not valid. Renew it"],
  ["Throttling.User", "STS is asked too often. Wait a moment and try again"],
];

/** Keys of `role`, assumed with the keys of `source`. Rejects with `role-refused` or `sts-unreachable`. */
export async function assumeRole(
  role: Role,
  source: Credentials,
  place: string,
): Promise<Credentials> {
  return refusedInWords(place, async () => {
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
export async function assumeRoleWithToken(role: TokenRole, place: string): Promise<Credentials> {
  return refusedInWords(place, async () => {
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

async function refusedInWords(
  place: string,
  build: () => Promise<LibraryProvider>,
): Promise<Credentials> {
  try {
    return await libraryKeys(await build(), `the answer of STS for ${place}`);
  } catch (error) {
    throw inWords(error, place);
  }
}

function inWords(error: unknown, place: string): OssError {
  if (error instanceof OssError) return error;
  if (isNetworkFailure(error)) {
    return credentialsError(
      "sts-unreachable",
      `STS, which gives the keys of the role of ${place}, could not be reached. Check the network, the proxy and the STS endpoint.`,
    );
  }
  const known = refusals.find(([code]) => namesCode(error, code));
  const reason =
    known?.[1] ??
    "the answer held no keys. Check the role with the tool that the profile belongs to";
  return credentialsError("role-refused", `STS gave no keys for the role of ${place}: ${reason}.`);
}
