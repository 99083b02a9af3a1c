/** Goes to an object by its name: its key where one is, its URI, or its URL. Leaves no filter behind. */
import * as vscode from "vscode";
import { isBucketName, type ObjectAddress, parseObjectUri } from "../../oss/address.ts";
import type { ListedObject } from "../../oss/calls/listObjects.ts";
import type { OssClient } from "../../oss/client.ts";
import { OssError } from "../../oss/error.ts";
import type { BucketAccounts } from "../accounts/bucketAccounts.ts";
import { commandName } from "../commandIds.ts";
import { readTarget } from "../images/target.ts";
import type { Log } from "../log.ts";
import { logError } from "../present.ts";
import type { Ui } from "../ui.ts";
import { askForPlace } from "./askForPlace.ts";
import type { BucketTree } from "./bucketTree.ts";
import { folderOfKey } from "./keyCompletion.ts";
import type { FolderNode, ObjectNode, TreeNode } from "./nodes.ts";
import type { Places } from "./places.ts";

export interface GoToObjectServices {
  readonly tree: BucketTree;
  readonly view: vscode.TreeView<TreeNode>;
  readonly places: Places;
  readonly bucketAccounts: BucketAccounts;
  readonly client: (account: string) => Promise<OssClient>;
  readonly ui: Ui;
  readonly log: Log;
}

/** An object that is there, or a folder, whose key is empty or ends in `/`. */
interface FoundPlace {
  readonly account: string;
  readonly address: ObjectAddress;
  /** What a listing told of it. */
  readonly listed?: ListedObject;
}

/**
 * Asks for an object or a folder, and shows it in the tree, an object in its panel too. Of one that is not there, or
 * that the account may not read, the question says so and stays open. Throws a `CancellationError` when the person
 * closes it.
 * @param folder where a bare key is meant to be
 */
export async function goToObject(
  folder: FolderNode | undefined,
  services: GoToObjectServices,
): Promise<void> {
  const chosen = await askForPlace(folder, {
    ...services,
    find: (text) => findObject(addressesOf(text, folder), folder, services),
    addresses: (text) => addressesOf(text, folder),
  });
  // Which account may read the bucket is asked when this question is closed: VS Code shows one at a time.
  const found: FoundPlace =
    chosen.kind === "place"
      ? chosen.place
      : await findInSomeAccount(addressesOf(chosen.text, folder), services);
  const { account, address } = found;
  await services.places.visited({ account, ...address });
  if (isFolderKey(address.key)) return revealFolder(found, services);
  const node = await revealObject(found, services).catch((error: unknown) => {
    // What the tree cannot show, in a bucket that may not be listed for instance, may be read all the same.
    logError(error, services.log);
    return undefined;
  });
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
    return [parsePlaceUri(written)];
  }
  const { bucket, prefix } = folder;
  const isWhole = prefix !== "" && written.startsWith(prefix);
  return [`${prefix}${written}`, ...(isWhole ? [written] : [])].map((key) => ({ bucket, key }));
}

/** An object's URI, or that of a bucket or folder. */
function parsePlaceUri(text: string): ObjectAddress {
  const [, bucket] = /^oss:\/\/([^/]+)\/?$/i.exec(text) ?? [];
  if (bucket !== undefined && isBucketName(bucket)) return { bucket, key: "" };
  return parseObjectUri(text);
}

/** `undefined` where the person has to say first which account is meant. Rejects with a `Failure`. */
async function findObject(
  addresses: readonly ObjectAddress[],
  folder: FolderNode | undefined,
  services: GoToObjectServices,
): Promise<FoundPlace | undefined> {
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
): Promise<FoundPlace> {
  const [first = parseObjectUri("")] = addresses;
  const { name } = await services.bucketAccounts.accountFor(first.bucket, first.key);
  return findIn(name, addresses, services);
}

/** The first that is there; rejects with the `Failure` of the first when none is. */
async function findIn(
  account: string,
  addresses: readonly ObjectAddress[],
  { client }: GoToObjectServices,
): Promise<FoundPlace> {
  let failure: unknown;
  for (const address of addresses) {
    const { bucket, key } = address;
    try {
      const asking = await client(account);
      if (isFolderKey(key)) {
        const { objects } = await asking.listObjects(bucket, { prefix: key, maxKeys: 1 });
        if (objects.length > 0 || key === "") return { account, address };
      }
      await asking.headObject(address);
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
  { account, address: { bucket, key }, listed }: FoundPlace,
  { tree, view }: GoToObjectServices,
): Promise<ObjectNode | undefined> {
  const folder = tree.folder(account, bucket, folderOfKey(key));
  const found = await tree.objectIn(folder, key, listed);
  await view.reveal(found ?? folder, { select: true, focus: true, expand: !found });
  return found;
}

async function revealFolder(
  { account, address: { bucket, key } }: FoundPlace,
  { tree, view }: GoToObjectServices,
): Promise<void> {
  const folder = tree.folder(account, bucket, key);
  await view.reveal(folder, { select: true, focus: true, expand: true });
}

function isFolderKey(key: string): boolean {
  return key === "" || key.endsWith("/");
}
