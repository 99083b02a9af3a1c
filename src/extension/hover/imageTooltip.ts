/** The tooltip of an image in the tree: thumbnail, size, what is known of it. */
import type * as vscode from "vscode";
import { formatObjectUri } from "../../oss/address.ts";
import type { OssClient } from "../../oss/client.ts";
import type { LabelStore } from "../labelStore.ts";
import type { Pictures } from "../pictures.ts";
import { isImageKey } from "../tree/listing.ts";
import type { ObjectNode } from "../tree/nodes.ts";
import { labelMarkdown } from "./labelMarkdown.ts";

export interface TooltipServices {
  readonly client: (account: string) => Promise<OssClient>;
  readonly labelStore: LabelStore;
  readonly pictures: Pictures;
}

export async function imageTooltip(
  node: ObjectNode,
  { client, labelStore, pictures }: TooltipServices,
): Promise<vscode.MarkdownString> {
  const { account, bucket, object } = node;
  const address = { bucket, key: object.key };
  const [answer, picture] = await Promise.all([
    labelStore.ofNode(node),
    isImageKey(object.key)
      ? client(account).then((open) =>
          pictures.thumbnail(open, { account, address, etag: object.etag }),
        )
      : undefined,
  ]);
  return labelMarkdown({
    name: formatObjectUri(address),
    size: object.size,
    ...(picture && { picture }),
    ...(answer && { answer }),
    links: [],
  });
}
