/** Marks `oss:` files whose labels are known, in the Explorer and on tabs. Asks no service. */
import { t } from "@vscode/l10n";
import type * as vscode from "vscode";
import { joined, plainLine } from "../../labels/format.ts";
import { topLabels } from "../../labels/report.ts";
import { shownText } from "../../labels/shownNames.ts";
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
  const { account, ...address } = ref;
  const labels = await images.labels({ kind: "object", account, address });
  if (!labels) return undefined;
  const namer = await languages.ready();
  const names = topLabels(labels, 3).map(({ name }) => plainLine(shownText(name, namer)));
  const tooltip =
    names.length === 0 ? t("Known to have no labels") : t("Labels: {0}", joined(names));
  return { badge: "●", tooltip };
}

/** The files whose mark a change concerns; `undefined` for all of them. */
export function markedBy(change: LabelChange, uris: FileUris): vscode.Uri[] | undefined {
  const objects = change.kind === "stored" ? [change.stored.object] : change.objects;
  return objects?.map((object) => uris.uriOf(object));
}

/** A URI that nobody can place has no mark; whoever opens it is told why. */
function refOf(uri: vscode.Uri, uris: FileUris) {
  try {
    return uris.refOf(uri);
  } catch {
    return undefined;
  }
}
