/** Objects dragged from a tree: as URIs on their way, and as what the document's language wants where they are dropped. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { altPhrases } from "../../labels/altPhrases.ts";
import { formatObjectUri } from "../../oss/address.ts";
import type { OssClient } from "../../oss/client.ts";
import type { ObjectRef } from "../../oss/objectRef.ts";
import { fileScheme } from "../../ossFiles/fileUri.ts";
import { betweenImages, imageMarkup } from "../../references/imageMarkup.ts";
import { readNode } from "../commandArgument.ts";
import type { FileUris } from "../fileSystem/fileUris.ts";
import type { ObjectFileSystem } from "../fileSystem/objectFileSystem.ts";
import type { Images } from "../images/images.ts";
import type { LabelLanguages } from "../images/labelLanguages.ts";
import { domainUrlOf, publicUrlOf } from "./objectAddresses.ts";

export interface DragServices {
  readonly uris: FileUris;
  readonly files: Pick<ObjectFileSystem, "openedByPerson">;
  readonly images: Images;
  readonly languages: LabelLanguages;
  readonly client: (account: string) => Promise<OssClient>;
}

const uriList = "text/uri-list";

/** Puts the objects among what is dragged; folders are not put there. */
export function dragObjects(
  nodes: readonly unknown[],
  data: vscode.DataTransfer,
  { files }: Pick<DragServices, "files">,
): void {
  const uris = nodes.flatMap((item) => {
    const { account, bucket, key } = readNode(item) ?? {};
    if (account === undefined || bucket === undefined || key === undefined) return [];
    // Dropped where no text is, it is opened.
    return [files.openedByPerson({ account, bucket, key }).toString()];
  });
  if (uris.length > 0) data.set(uriList, new vscode.DataTransferItem(uris.join("\r\n")));
}

/**
 * The image in the document's language, with words from the labels that are known, and as another choice its `oss://`
 * URI. Nothing for what is no object. Asks no service.
 */
export async function dropImages(
  document: vscode.TextDocument,
  data: vscode.DataTransfer,
  services: DragServices,
): Promise<vscode.DocumentDropEdit[]> {
  const objects = await droppedObjects(data, services.uris);
  if (objects.length === 0) return [];
  const snippet = new vscode.SnippetString();
  for (const [index, object] of objects.entries()) {
    if (index > 0) snippet.appendText(betweenImages(document.languageId));
    const alt = await knownWords(object, services);
    const url =
      (await domainUrlOf(object, services.client)) ?? (await publicUrlOf(object, services.client));
    const markup = imageMarkup({ url, ...(alt !== undefined && { alt }) }, document.languageId);
    snippet.appendText(markup.before);
    // What a person has to say about a picture of which nothing is known.
    if (markup.alt === "") snippet.appendTabstop();
    else snippet.appendText(markup.alt ?? "");
    snippet.appendText(markup.after);
  }
  const kind = vscode.DocumentDropOrPasteEditKind.Empty.append("ossImage");
  const uris = objects.map(formatObjectUri).join("\n");
  const many = objects.length > 1;
  return [
    new vscode.DocumentDropEdit(
      snippet,
      many ? t("Insert OSS Images") : t("Insert OSS Image"),
      kind,
    ),
    new vscode.DocumentDropEdit(
      new vscode.SnippetString().appendText(uris),
      many ? t("Insert OSS URIs") : t("Insert OSS URI"),
      kind.append("uri"),
    ),
  ];
}

/** None where anything else is dragged along, which is for others to insert. */
async function droppedObjects(data: vscode.DataTransfer, uris: FileUris): Promise<ObjectRef[]> {
  const list = await data.get(uriList)?.asString();
  const lines = (list ?? "").split(/\r?\n/).filter((line) => line !== "" && !line.startsWith("#"));
  try {
    const objects = lines.map((line) => {
      const uri = vscode.Uri.parse(line, true);
      return uri.scheme === fileScheme ? uris.refOf(uri) : undefined;
    });
    const ours = objects.filter((object) => object !== undefined && object.key !== "");
    return ours.length === objects.length ? (ours as ObjectRef[]) : [];
  } catch {
    return [];
  }
}

async function knownWords(
  object: ObjectRef,
  { images, languages }: Pick<DragServices, "images" | "languages">,
): Promise<string | undefined> {
  const { account, ...address } = object;
  const labels = await images.labels({ kind: "object", account, address }).catch(() => undefined);
  return labels && altPhrases(labels, await languages.ready())[0];
}
