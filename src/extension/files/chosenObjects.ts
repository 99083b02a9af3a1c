/** Which objects a command is about, of all that is selected; the person is told what was left out. */
import { t } from "@vscode/l10n";
import { grouped } from "../../labels/format.ts";
import type { ObjectRef } from "../../oss/objectRef.ts";
import type { BucketAccounts } from "../accounts/bucketAccounts.ts";
import { readNode } from "../commandArgument.ts";
import {
  chooseImage,
  type ChoosingServices as OneServices,
  selectionOf,
} from "../detect/chooseImages.ts";
import { objectOf } from "../images/images.ts";
import { readTarget, type Target } from "../images/target.ts";

export interface ChoosingServices extends OneServices {
  readonly bucketAccounts: Pick<BucketAccounts, "accountFor">;
}

/**
 * The objects of tree nodes, of URIs, and of files that a mapping leads to OSS, each once; the one that the person names
 * where nothing is given. None when the person changed their mind. Throws a `Refusal` where no account may be meant, or
 * for text that names no object.
 */
export async function chosenObjects(
  argument: unknown,
  selected: unknown,
  title: string,
  services: ChoosingServices,
): Promise<ObjectRef[]> {
  const items = selectionOf(argument, selected);
  if (items.length === 0) {
    const target = await chooseImage(undefined, services, title);
    if (!target) return [];
    const object = await refOf(target, services);
    if (!object) void services.ui.tell({ text: leftOutText(1) });
    return object ? [object] : [];
  }
  const objects: ObjectRef[] = [];
  for (const item of items) {
    const node = readNode(item);
    if (node && node.key === undefined) continue;
    const object = await refOf(readTarget(item), services);
    if (object) objects.push(object);
  }
  const leftOut = items.length - objects.length;
  if (leftOut > 0) void services.ui.tell({ text: leftOutText(leftOut) });
  return objects;
}

async function refOf(
  target: Target,
  { bucketAccounts }: ChoosingServices,
): Promise<ObjectRef | undefined> {
  const address = objectOf(target);
  if (!address) return undefined;
  const named = target.kind === "object" ? target.account : undefined;
  const account = named ?? (await bucketAccounts.accountFor(address.bucket, address.key)).name;
  return { account, ...address };
}

function leftOutText(count: number): string {
  if (count === 1) return t("1 selected item was left out, since it is no object in OSS.");
  return t("{0} selected items were left out, since they are no objects in OSS.", grouped(count));
}
