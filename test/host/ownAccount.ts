/** An account with a typed key, added and removed as a person does it. */
import { sayingToQuickInputs } from "./accountsInputs.ts";
import { run } from "./accountsScene.ts";
import { answering } from "./extension.ts";

export interface TypedKey {
  readonly accessKeyId: string;
  readonly accessKeySecret: string;
  readonly securityToken?: string;
  /** The only one that the key may read. */
  readonly bucket?: string;
}

export async function addTypedAccount(
  name: string,
  endpoint: string,
  { accessKeyId, accessKeySecret, securityToken = "", bucket = "" }: TypedKey,
): Promise<void> {
  await sayingToQuickInputs(
    [
      { type: name },
      { pick: "Type an AccessKey" },
      { pick: endpoint, type: endpoint },
      { pick: "cn-hangzhou" },
      { type: bucket },
      { type: accessKeyId },
      { type: accessKeySecret },
      { type: securityToken },
    ],
    () => run("addAccount"),
  );
}

export async function removeAccount(name: string): Promise<void> {
  await answering("Remove", () => run("removeAccount", name));
}
