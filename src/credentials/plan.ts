/**
 * How a profile's keys are obtained. Reading a file gives a plan, without any request; following the
 * plan gives keys. So a list of profiles can say which are usable without asking anyone.
 */
import type { Credentials } from "../oss/account.ts";
import type { CliProfile } from "./cliFile.ts";
import { instanceRoleCredentials } from "./instanceRole.ts";
import type { ProfilePlace } from "./profileList.ts";
import type { CredentialsContext } from "./provider.ts";
import { assumeRole, assumeRoleWithToken, type Role, type TokenRole } from "./roles.ts";
import { type SignInMode, signedInCredentials } from "./signedIn.ts";
import { uriCredentials } from "./uri.ts";

export type Plan =
  | { readonly by: "keys"; readonly credentials: Credentials }
  | { readonly by: "role"; readonly role: Role; readonly source: Plan }
  | { readonly by: "token-role"; readonly role: TokenRole }
  | { readonly by: "instance-role"; readonly role: string | undefined }
  | { readonly by: "uri"; readonly uri: string }
  | { readonly by: "sign-in"; readonly mode: SignInMode; readonly profile: CliProfile };

/** Obtains the keys; `place` is whose plan it is. */
export async function followPlan(
  plan: Plan,
  place: ProfilePlace,
  context: CredentialsContext,
  signal?: AbortSignal,
): Promise<Credentials> {
  switch (plan.by) {
    case "keys":
      return plan.credentials;
    case "role":
      return assumeRole(plan.role, await followPlan(plan.source, place, context, signal), place);
    case "token-role":
      return assumeRoleWithToken(plan.role, place);
    case "instance-role": {
      const { env, metadataOrigin } = context;
      return instanceRoleCredentials({ role: plan.role, env, metadataOrigin, signal });
    }
    case "uri":
      return uriCredentials(plan.uri, context, signal);
    case "sign-in":
      return signedInCredentials(plan.mode, plan.profile, place, context.homeFolder);
  }
}
