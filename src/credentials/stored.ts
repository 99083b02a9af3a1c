/** Keys that the person typed, kept in the editor's secret storage. */
import { Refusal } from "../errors/refusal.ts";
import type { Credentials } from "../oss/account.ts";
import { completeKeys } from "./accessKey.ts";
import type { CredentialsContext } from "./provider.ts";

/** Rejects with `credentials-missing` or what `completeKeys` finds. */
export async function storedCredentials(context: CredentialsContext): Promise<Credentials> {
  const { accountName } = context;
  const stored = await readStored(context);
  if (!stored) {
    throw new Refusal("credentials-missing", { reason: "stored", account: accountName });
  }
  // Whether temporary keys have ended, the service says: this machine's clock may be wrong.
  return completeKeys(stored, { place: "account", account: accountName });
}

async function readStored(context: CredentialsContext): Promise<Credentials | undefined> {
  try {
    return await context.readStoredSecret(context.accountName);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    // The storage's own error may quote what it failed to decrypt.
    const account = context.accountName;
    throw new Refusal("credentials-missing", { reason: "storage-locked", account });
  }
}
