/** An account with a typed key, added and removed as a person does it. */
import {
  type TypedKey as AnyKey,
  sayingToQuickInputs,
  typedAccount,
  typedKeys,
} from "./accountsInputs.ts";
import { accounts, run, setAccounts } from "./accountsScene.ts";
import { answering } from "./extension.ts";

export interface TypedKey extends AnyKey {
  /** The only one that the account is for. */
  readonly bucket?: string;
}

/** An account for one bucket is written in the settings, so that no other bucket is ever asked for; its key is typed. */
export async function addTypedAccount(
  name: string,
  endpoint: string,
  key: TypedKey,
): Promise<void> {
  const { bucket } = key;
  if (bucket === undefined) {
    await sayingToQuickInputs(typedAccount({ name, endpoint, ...key }), () => run("addAccount"));
    return;
  }
  const place = { region: "cn-hangzhou", endpoint, bucket };
  await setAccounts([...accounts(), { name, ...place, credentials: { source: "stored" } }]);
  await sayingToQuickInputs(typedKeys(key), () => run("editAccount", name, "keys"));
}

export async function removeAccount(name: string): Promise<void> {
  await answering("Remove", () => run("removeAccount", name));
}
