/** Goes to an object by its name: its key where one is, its URI, or its URL. Leaves no filter behind. */
import * as vscode from "vscode";
import { problemOf, wordsFor } from "../../messages/explain.ts";
import { type ObjectAddress, parseObjectUri } from "../../oss/address.ts";
import type { OssClient } from "../../oss/client.ts";
import { OssError } from "../../oss/error.ts";
import type { BucketAccounts } from "../accounts/bucketAccounts.ts";
import { askText } from "../accounts/wizard/quickInputs.ts";
import { commandName } from "../commandIds.ts";
import { readTarget } from "../images/target.ts";
import type { Log } from "../log.ts";
import { logError } from "../present.ts";
import type { Ui } from "../ui.ts";
import type { BucketTree } from "./bucketTree.ts";
import type { FolderNode, ObjectNode, TreeNode } from "./nodes.ts";

export interface GoToObjectServices {
  readonly tree: BucketTree;
  readonly view: vscode.TreeView<TreeNode>;
  readonly bucketAccounts: BucketAccounts;
  readonly client: (account: string) => Promise<OssClient>;
  readonly ui: Ui;
  readonly log: Log;
}

interface FoundObject {
  readonly account: string;
  readonly address: ObjectAddress;
}

/**
 * Asks for an object, and shows it in the tree and in its panel. Of one that is not there, or that the account may not
 * read, the question says so and stays open. Throws a `CancellationError` when the person closes it.
 * @param folder where a bare key is meant to be
 */
export async function goToObject(
  folder: FolderNode | undefined,
  services: GoToObjectServices,
): Promise<void> {
  let found: FoundObject | undefined;
  const here = folder && `oss://${folder.bucket}/${folder.prefix}`;
  const answer = await askText(
    services.ui,
    {
      title: "Go to Object",
      prompt: `${here === undefined ? "" : `A key in ${here}, or `}oss://bucket/key, or the URL of an object.`,
      value: "",
      problem: (text) => problemOf(() => addressesOf(text, folder)),
      check: async (text) => {
        try {
          found = await findObject(addressesOf(text, folder), folder, services);
          return undefined;
        } catch (error) {
          return wordsFor(error);
        }
      },
    },
    { step: 1, totalSteps: 1, canGoBack: false },
  );
  if (answer.go !== "on") return;
  // Which account may read the bucket is asked when this question is closed: VS Code shows one at a time.
  found ??= await findInSomeAccount(addressesOf(answer.value, folder), services);
  const node = await revealObject(found, services).catch((error: unknown) => {
    // What the tree cannot show, in a bucket that may not be listed for instance, may be read all the same.
    logError(error, services.log);
    return undefined;
  });
  const { account, address } = found;
  const argument = {
    kind: "object",
    account,
    bucket: address.bucket,
    object: { key: address.key },
  };
  await vscode.commands.executeCommand(commandName("openPanel"), node ?? argument);
}

/** What a text may mean, most likely first: within a folder, a key may also be written from the bucket on. */
export function addressesOf(
  text: string,
  folder: Pick<FolderNode, "bucket" | "prefix"> | undefined,
): ObjectAddress[] {
  const written = text.trim();
  if (/^https?:\/\//i.test(written)) {
    const target = readTarget(written);
    if (target.kind === "object") return [target.address];
  }
  if (folder === undefined || written === "" || /^oss:\/\//i.test(written)) {
    return [parseObjectUri(written)];
  }
  const { bucket, prefix } = folder;
  const isWhole = prefix !== "" && written.startsWith(prefix);
  return [`${prefix}${written}`, ...(isWhole ? [written] : [])].map((key) => ({ bucket, key }));
}

/** `undefined` where the person has to say first which account is meant. Rejects with a `Failure`. */
async function findObject(
  addresses: readonly ObjectAddress[],
  folder: FolderNode | undefined,
  services: GoToObjectServices,
): Promise<FoundObject | undefined> {
  const [first] = addresses;
  if (!first) return undefined;
  const { bucket, key } = first;
  const account =
    folder?.bucket === bucket ? folder.account : services.bucketAccounts.known(bucket, key)?.name;
  return account === undefined ? undefined : findIn(account, addresses, services);
}

async function findInSomeAccount(
  addresses: readonly ObjectAddress[],
  services: GoToObjectServices,
): Promise<FoundObject> {
  const [first = parseObjectUri("")] = addresses;
  const { name } = await services.bucketAccounts.accountFor(first.bucket, first.key);
  return findIn(name, addresses, services);
}

/** The first that is there; rejects with the `Failure` of the first when none is. */
async function findIn(
  account: string,
  addresses: readonly ObjectAddress[],
  { client }: GoToObjectServices,
): Promise<FoundObject> {
  let failure: unknown;
  for (const address of addresses) {
    try {
      await (await client(account)).headObject(address);
      return { account, address };
    } catch (error) {
      failure ??= error;
      if (!(error instanceof OssError) || error.status !== 404) break;
    }
  }
  throw failure;
}

/** `undefined` when the folder is there and the object is not. */
async function revealObject(
  { account, address: { bucket, key } }: FoundObject,
  { tree, view }: GoToObjectServices,
): Promise<ObjectNode | undefined> {
  const folder = tree.folder(account, bucket, key.slice(0, key.lastIndexOf("/") + 1));
  const found = await tree.objectIn(folder, key);
  await view.reveal(found ?? folder, { select: true, focus: true, expand: !found });
  return found;
}
