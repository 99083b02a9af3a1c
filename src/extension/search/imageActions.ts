/** What is done with images of a result: by the commands that the tree has for them. */
import * as vscode from "vscode";
import type { GalleryAction } from "../../gallery/intent.ts";
import type { Chosen } from "../../gallery/search.ts";
import type { LabelIndexPort } from "../../labelIndex/port.ts";
import type { ImageVersion } from "../../labelIndex/storedDetection.ts";
import { parseQuery } from "../../query/parse.ts";
import { type CommandId, commandName } from "../commandIds.ts";

const commands: Readonly<Record<GalleryAction, CommandId>> = {
  preview: "preview",
  open: "openPanel",
  detect: "detect",
  copyUri: "copyUri",
  copyAsCode: "copyAsCode",
  compareLabels: "compareLabels",
  showSimilar: "showSimilar",
  hideLabel: "hideLabel",
  addLabel: "addLabel",
  writeTags: "writeTags",
};

/** More are not handed to a command at once. */
const maxImages = 10_000;

export async function actOn(
  action: GalleryAction,
  chosen: Chosen,
  index: Pick<LabelIndexPort, "search">,
): Promise<void> {
  const { executeCommand } = vscode.commands;
  const detectMany = commandName("detectMany");
  if (action === "detect" && chosen.kind === "query") {
    await executeCommand(detectMany, { kind: "query", query: chosen.text });
    return;
  }
  const images = chosen.kind === "images" ? chosen.images : await imagesOf(chosen.text, index);
  const nodes = images.slice(0, maxImages).map(nodeOf);
  if (nodes.length === 0) return;
  // Many are a run, which is planned first and can be resumed.
  const isRun = action === "detect" && nodes.length > 1;
  await executeCommand(isRun ? detectMany : commandName(commands[action]), nodes[0], nodes);
}

async function imagesOf(
  text: string,
  index: Pick<LabelIndexPort, "search">,
): Promise<readonly ImageVersion[]> {
  const query = parseQuery(text);
  const images: ImageVersion[] = [];
  let after: string | undefined;
  do {
    const page = await index.search(query, { limit: 1000, after });
    images.push(...page.images.map(({ object }) => object));
    after = page.after;
  } while (after !== undefined && images.length < maxImages);
  return images;
}

/** As a menu of the tree hands it over. */
export function nodeOf({ account, bucket, key, size, etag }: ImageVersion): object {
  return { kind: "object", account, bucket, object: { key, size, etag } };
}
