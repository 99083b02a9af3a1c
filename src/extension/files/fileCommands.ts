/** The commands that get objects out: open, copy in several forms, download, reveal. Each does it to all that is selected. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { grouped } from "../../labels/format.ts";
import type { OssClient } from "../../oss/client.ts";
import type { ObjectRef } from "../../oss/objectRef.ts";
import { readNode } from "../commandArgument.ts";
import type { CommandId, Handler } from "../commandIds.ts";
import { selectionOf } from "../detect/chooseImages.ts";
import type { ObjectFileSystem } from "../fileSystem/objectFileSystem.ts";
import type { Log } from "../log.ts";
import type { Ui } from "../ui.ts";
import { type ChoosingServices, chosenObjects } from "./chosenObjects.ts";
import { downloadObjects } from "./download.ts";
import { revealLocalFile } from "./localFiles.ts";
import { learnRegions, neededDomainUrl, publicUrlOf } from "./objectAddresses.ts";
import { copyPresignedUrls } from "./presignedUrls.ts";
import { showVersions } from "./versions.ts";

export interface FileCommandServices extends ChoosingServices {
  readonly files: Pick<ObjectFileSystem, "openedByPerson" | "versionOpenedByPerson">;
  readonly client: (account: string) => Promise<OssClient>;
  readonly ui: Ui;
  readonly log: Log;
}

/** Editors that open at once without a question. */
const maxOpenedUnasked = 5;

export function fileCommands(services: FileCommandServices) {
  const { client, ui } = services;
  const choose = (argument: unknown, selected: unknown, title: string) =>
    chosenObjects(argument, selected, title, services);
  const copy = async (
    objects: readonly ObjectRef[],
    textOf: (object: ObjectRef) => Promise<string>,
  ) => {
    const texts: string[] = [];
    for (const object of objects) texts.push(await textOf(object));
    if (texts.length > 0) await vscode.env.clipboard.writeText(texts.join("\n"));
  };
  return {
    openImage: async (argument?: unknown, selected?: unknown) =>
      openObjects(await choose(argument, selected, t("Open Image")), services),
    copyKey: async (argument?: unknown, selected?: unknown) => {
      const keys = folderKeys(argument, selected);
      if (keys) await vscode.env.clipboard.writeText(keys.join("\n"));
      else await copy(await choose(argument, selected, t("Copy Key")), async ({ key }) => key);
    },
    copyPublicUrl: async (argument?: unknown, selected?: unknown) => {
      const objects = await choose(argument, selected, t("Copy Public URL"));
      await learnRegions(objects, client);
      await copy(objects, (object) => publicUrlOf(object, client));
    },
    copyDomainUrl: async (argument?: unknown, selected?: unknown) =>
      copy(await choose(argument, selected, t("Copy Custom Domain URL")), (object) =>
        neededDomainUrl(object, client),
      ),
    copyPresignedUrl: async (argument?: unknown, selected?: unknown) => {
      const objects = await choose(argument, selected, t("Copy Presigned URL"));
      if (objects.length > 0) await copyPresignedUrls(objects, services);
    },
    download: async (argument?: unknown, selected?: unknown) =>
      downloadObjects(await choose(argument, selected, t("Download")), services),
    showVersions: async (argument?: unknown) => {
      const [object] = await choose(argument, undefined, t("Show Versions"));
      if (object) await showVersions(object, services);
    },
    revealLocalFile: async (argument?: unknown, selected?: unknown) =>
      revealLocalFile(await choose(argument, selected, t("Reveal Mapped Local File")), ui),
  } satisfies Partial<Record<CommandId, Handler>>;
}

async function openObjects(
  objects: readonly ObjectRef[],
  { files, ui }: FileCommandServices,
): Promise<void> {
  const count = grouped(objects.length);
  const open = t("Open {0} Files", count);
  if (objects.length > maxOpenedUnasked) {
    const text = t("Open {0} files?", count);
    const detail = t("Each opens in a tab of its own and is read whole.");
    if ((await ui.tell({ text, detail, modal: true, buttons: [open] })) !== open) return;
  }
  // The first one opened alone replaces a preview; several must not replace one another.
  const options = { preview: objects.length === 1 };
  for (const object of objects) {
    const uri = files.openedByPerson(object);
    await vscode.commands.executeCommand("vscode.open", uri, options);
  }
}

/** Keys of all that is selected where folders of a bucket are among it; `undefined` where none are. */
function folderKeys(argument: unknown, selected: unknown): string[] | undefined {
  const nodes = selectionOf(argument, selected).map(readNode);
  if (!nodes.some((node) => node?.prefix)) return undefined;
  return nodes.flatMap((node) => node?.key ?? (node?.prefix || []));
}
