/**
 * CLI profiles whose keys come from a sign-in or a command. `@alicloud/credentials` does the exchange.
 * It is given the one profile instead of the file, so that it cannot quote the file in its errors.
 */
import { Refusal } from "../errors/refusal.ts";
import type { Credentials } from "../oss/account.ts";
import type { CliProfile } from "./cliFile.ts";
import { isNetworkFailure, type LibraryProvider, libraryKeys } from "./libraryKeys.ts";
import type { ProfilePlace } from "./profileList.ts";

export type SignInMode = "CloudSSO" | "OAuth" | "External";

/** Not in the library's types, and stable in the version that the package pins. */
interface LibraryInside {
  homedir: string;
  createExternalCredentialUpdateCallback: unknown;
  getCredentialsProvider(configuration: object, profileName: string): LibraryProvider;
}

/**
 * Keys of a profile that was signed in with the CLI, or that names a command. Rejects with
 * `sign-in-ended` or `external-process-failed`. A renewed OAuth sign-in is written back to the CLI's
 * file, as the CLI does, since the old one ends with it.
 */
export async function signedInCredentials(
  mode: SignInMode,
  profile: CliProfile,
  place: ProfilePlace,
  homeFolder: string,
): Promise<Credentials> {
  try {
    const { CLIProfileCredentialsProvider } = await import("@alicloud/credentials");
    const builder = CLIProfileCredentialsProvider.builder().withProfileName(profile.name);
    const library = builder.build() as unknown as LibraryInside;
    library.homedir = homeFolder;
    // The library would write the command's keys into the CLI's file: nobody asked for that.
    library.createExternalCredentialUpdateCallback = () => undefined;
    const configuration = { profiles: [{ ...profile, mode }] };
    return await libraryKeys(library.getCredentialsProvider(configuration, profile.name), place);
  } catch (error) {
    throw refusalOf(mode, profile.name, place, error);
  }
}

/** What the library threw stays behind: it can quote keys. */
function refusalOf(
  mode: SignInMode,
  profile: string,
  place: ProfilePlace,
  error: unknown,
): Refusal {
  if (error instanceof Refusal) return error;
  if (mode === "External") return new Refusal("external-process-failed", place);
  const reason = isNetworkFailure(error) ? "unreachable" : "no-keys";
  return new Refusal("sign-in-ended", { reason, ...place, mode, profile });
}
