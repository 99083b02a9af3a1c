/** "Show Versions…": the versions of an object, in a bucket that keeps them, to open an older one. Labels are of the current one. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { grouped, sizeText } from "../../labels/format.ts";
import type { ObjectVersion, ObjectVersions } from "../../oss/calls/listObjectVersions.ts";
import type { OssClient } from "../../oss/client.ts";
import { lastSegment, type ObjectRef } from "../../oss/objectRef.ts";
import type { ObjectFileSystem } from "../fileSystem/objectFileSystem.ts";
import { storageText } from "../tree/storageText.ts";
import type { Ui } from "../ui.ts";

export interface VersionServices {
  readonly files: Pick<ObjectFileSystem, "openedByPerson" | "versionOpenedByPerson">;
  readonly client: (account: string) => Promise<OssClient>;
  readonly ui: Ui;
}

interface VersionRow extends vscode.QuickPickItem {
  /** Absent for a row that only says something. */
  readonly version?: ObjectVersion;
}

/** Lists once, and opens what the person chooses. Rejects with a `Failure`. */
export async function showVersions(object: ObjectRef, services: VersionServices): Promise<void> {
  const { client, ui } = services;
  const name = lastSegment(object.key);
  const listed = await (await client(object.account)).listObjectVersions(object);
  const { versions } = listed;
  if (versions.length === 0) {
    await ui.tell({ text: t("{0} has no versions: there is no such object.", name) });
    return;
  }
  if (versions.length === 1 && versions[0]?.isDeleteMarker === false) {
    await ui.tell({ text: t("{0} has one version only, the current one.", name) });
    return;
  }
  const chosen = await ui.pick(rowsOf(listed), {
    title: t("Versions of {0}", name),
    placeholder: t("Choose a version to open it. Known labels are of the current version."),
    matchOnDescription: true,
  });
  if (chosen?.version) await openVersion(object, chosen.version, services);
}

function rowsOf({ versions, isWhole }: ObjectVersions): VersionRow[] {
  const rows = versions.map((version): VersionRow => {
    const icon = version.isDeleteMarker ? "trash" : version.isLatest ? "file-media" : "history";
    return {
      label: version.lastModified?.toLocaleString() ?? t("at an unknown time"),
      description: factsOf(version).join(" · "),
      iconPath: new vscode.ThemeIcon(icon),
      version,
    };
  });
  if (isWhole) return rows;
  const label = t("The newest {0} versions; there are older ones.", grouped(versions.length));
  return [...rows, { label, iconPath: new vscode.ThemeIcon("info") }];
}

function factsOf({ isLatest, isDeleteMarker, size, storageClass }: ObjectVersion): string[] {
  if (isDeleteMarker) {
    return [isLatest ? t("deleted: the object is gone") : t("deleted: the object was gone")];
  }
  const kept = storageText({ storageClass });
  return [isLatest ? t("current version") : "", sizeText(size), kept ?? ""].filter(Boolean);
}

async function openVersion(
  object: ObjectRef,
  { versionId, isLatest, isDeleteMarker, lastModified }: ObjectVersion,
  { files, ui }: VersionServices,
): Promise<void> {
  if (isDeleteMarker) {
    const text = t(
      "A delete marker has nothing to open: the object was deleted then. Choose an older version.",
    );
    await ui.tell({ text });
    return;
  }
  if (isLatest) {
    await vscode.commands.executeCommand("vscode.open", files.openedByPerson(object));
    return;
  }
  const name = lastSegment(object.key);
  const time = lastModified?.toLocaleString() ?? versionId;
  const uri = files.versionOpenedByPerson(object, versionId);
  await vscode.commands.executeCommand(
    "vscode.open",
    uri,
    {},
    t("{name} ({time})", { name, time }),
  );
}
