/** Reads what one image is, without its bytes. */

import { formatObjectUri, type ObjectAddress } from "../oss/address.ts";
import type { ListedObject } from "../oss/calls/listObjects.ts";
import { unknown, works } from "./outcome.ts";
import { type Checking, signedCheck } from "./signedCheck.ts";

/** The image, when the key may read it. */
export async function readImage(
  checking: Checking,
  bucket: string,
  image: ListedObject | undefined,
): Promise<ObjectAddress | undefined> {
  const { client, list } = checking;
  if (image === undefined) {
    list.set("image", {
      ...unknown(`No JPEG or PNG image is among the first objects of ${bucket}.`),
      nextStep: "Check a bucket that has images.",
    });
    return undefined;
  }
  const address = { bucket, key: image.key };
  return signedCheck(checking, "image", async (signal) => {
    await client.headObject(address, { signal });
    return { outcome: works(`The key may read ${formatObjectUri(address)}.`), value: address };
  });
}
