/** Marks `oss:` files whose labels are known, in the Explorer, on tabs and in our trees. Asks no service. */
import { t } from "@vscode/l10n";
import type * as vscode from "vscode";
import { grouped, joined, plainLine } from "../../labels/format.ts";
import { topLabels } from "../../labels/report.ts";
import { shownText } from "../../labels/shownNames.ts";
import type { ObjectRef } from "../../oss/objectRef.ts";
import { fileScheme } from "../../ossFiles/fileUri.ts";
import { isDetectableName } from "../../references/imageExtension.ts";
import type { Images } from "../images/images.ts";
import type { LabelLanguages } from "../images/labelLanguages.ts";
import type { LabelChange } from "../images/labelStore.ts";
import type { FileUris } from "./fileUris.ts";

export interface LabelDecorationServices {
  readonly uris: FileUris;
  readonly images: Pick<Images, "labels">;
  readonly languages: Pick<LabelLanguages, "ready">;
}

/** `undefined` for what is no image in OSS, and where no labels are known. */
export async function labelDecoration(
  uri: vscode.Uri,
  { uris, images, languages }: LabelDecorationServices,
): Promise<vscode.FileDecoration | undefined> {
  if (uri.scheme !== fileScheme || !isDetectableName(uri.path)) return undefined;
  const ref = refOf(uri, uris);
  if (!ref) return undefined;
  const { account, versionId, ...address } = ref;
  // What is known is of the current version.
  if (versionId !== undefined) return undefined;
  const labels = await images.labels({ kind: "object", account, address });
  if (!labels) return undefined;
  const namer = await languages.ready();
  const names = topLabels(labels, 3).map(({ name }) => plainLine(shownText(name, namer)));
  return { badge: "●", tooltip: tooltipText(labels.length, names) };
}

/** How many labels there are, and the names of the first. */
function tooltipText(count: number, names: readonly string[]): string {
  const listed = joined(names);
  if (count === 0) return t("Known to have no labels");
  return count === 1 ? t("1 label: {0}", listed) : t("{0} labels: {1}", grouped(count), listed);
}

/** The files whose mark a change concerns; `undefined` for all of them. */
export function markedBy(change: LabelChange, uris: FileUris): vscode.Uri[] | undefined {
  const objects = change.kind === "stored" ? [change.stored.object] : change.objects;
  return objects?.flatMap((object) => urisOf(object, uris));
}

/** Every URI under which an object is shown. */
export function urisOf(object: ObjectRef, uris: FileUris): vscode.Uri[] {
  return [uris.uriOf(object), uris.rowUriOf(object)];
}

/** A URI that nobody can place has no mark; whoever opens it is told why. */
function refOf(uri: vscode.Uri, uris: FileUris) {
  try {
    return uris.refOf(uri);
  } catch {
    return undefined;
  }
}
