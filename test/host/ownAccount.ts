/** An account with a typed key, added and removed as a person does it. */
import { sayingToQuickInputs, typedAccount } from "./accountsInputs.ts";
import { run } from "./accountsScene.ts";
import { answering } from "./extension.ts";

export interface TypedKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
  /** The only one that the account is for. */
  readonly bucket?: string;
}

export async function addTypedAccount(
  name: string,
  endpoint: string,
  key: TypedKey,
): Promise<void> {
  await sayingToQuickInputs(typedAccount({ name, endpoint, ...key }), () => run("addAccount"));
  const { bucket } = key;
  if (bucket === undefined) return;
  await sayingToQuickInputs([{ type: bucket }], () => run("editAccount", name, "bucket"));
}

export async function removeAccount(name: string): Promise<void> {
  await answering("Remove", () => run("removeAccount", name));
}
