/** What is known of a target without asking its account anything. */
import * as vscode from "vscode";
import type { StoredDetection } from "../labelIndex/storedDetection.ts";
import type { BucketOwners } from "./accounts/bucketOwners.ts";
import type { Target } from "./detect/target.ts";
import type { LabelStore } from "./labelStore.ts";

/** Files above this are not read to look their bytes up. */
export const largestRead = 8_000_000;

/** An object's newest answer, or the answer about a file's very bytes. */
export async function knownAnswerOf(
  target: Target,
  { owners, labelStore }: { owners: BucketOwners; labelStore: LabelStore },
): Promise<StoredDetection | undefined> {
  if (target.kind === "object") {
    const { account, address } = target;
    const owner = account ?? owners.known(address.bucket, address.key)?.name;
    return owner === undefined ? undefined : labelStore.latest({ account: owner, ...address });
  }
  const { size } = await vscode.workspace.fs.stat(target.uri);
  if (size > largestRead) return undefined;
  return labelStore.ofBytes(await vscode.workspace.fs.readFile(target.uri));
}
