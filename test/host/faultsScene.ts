/** What the tests about failures share. */
import * as vscode from "vscode";
import type { ObjectNode } from "../../src/extension/tree/nodes.ts";

/** A sentence for a person, in one line. */
export const sentence = /^[^\n\r\t]{10,}[.!?]$/;

export async function failureOf(work: PromiseLike<unknown>): Promise<Error & { code?: string }> {
  try {
    await work;
  } catch (error) {
    return error as Error & { code?: string };
  }
  throw new Error("It did not fail.");
}

export async function closeEditors(): Promise<void> {
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

/** An image as the tree hands it over. */
export function imageNode(account: string, bucket: string, key: string): Partial<ObjectNode> {
  const object = { key, size: 7, etag: '"e"', lastModified: new Date(0), storageClass: "Standard" };
  return { kind: "object", account, bucket, object };
}
