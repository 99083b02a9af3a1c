/** Keys that the person typed, kept in the editor's secret storage. */
import type { Credentials } from "../oss/account.ts";
import { completeKeys } from "./accessKey.ts";
import { credentialsError } from "./failure.ts";
import type { CredentialsContext } from "./provider.ts";

/** Rejects with `credentials-missing`, `credentials-expired` or what `completeKeys` finds. */
export async function storedCredentials(context: CredentialsContext): Promise<Credentials> {
  const { accountName } = context;
  const stored = await readStored(context);
  if (!stored) {
    throw credentialsError(
      "credentials-missing",
      `No access key is kept for the account ${accountName} on this machine. Edit the account and enter one.`,
    );
  }
  const credentials = completeKeys(stored, `the account ${accountName}`);
  if (credentials.expiration && credentials.expiration <= context.now()) {
    throw credentialsError(
      "credentials-expired",
      `The temporary key of the account ${accountName} has expired. Edit the account and enter a new one.`,
    );
  }
  return credentials;
}

async function readStored(context: CredentialsContext): Promise<Credentials | undefined> {
  try {
    return await context.readStoredSecret(context.accountName);
  } catch {
    // The storage's own error may quote what it could not decrypt.
    throw credentialsError(
      "credentials-missing",
      `The editor's secret storage could not be read for the account ${context.accountName}. Unlock the system's keyring, or edit the account and enter the key again.`,
    );
  }
}
