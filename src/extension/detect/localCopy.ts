/** Whether a file of the workspace and the object it is mapped to are the same picture. */
import * as vscode from "vscode";
import { localVersion } from "../../detection/localImage.ts";
import { isSameContent } from "../../labelIndex/sameBytes.ts";
import type { ObjectAddress } from "../../oss/address.ts";

export type Comparison = "same" | "different" | "unknown";

/** Compares size, MD5 and CRC-64 with what HEAD said of the object. */
export async function compareWithObject(
  file: vscode.Uri,
  address: ObjectAddress,
  head: { readonly size: number; readonly etag?: string; readonly crc64?: string },
): Promise<Comparison> {
  const { size } = await vscode.workspace.fs.stat(file);
  if (size !== head.size) return "different";
  const local = localVersion("", address, await vscode.workspace.fs.readFile(file));
  if (isSameContent(local, head)) return "same";
  return head.crc64 === undefined && head.etag === undefined ? "unknown" : "different";
}
