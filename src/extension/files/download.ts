/** "Download…": objects as files of this machine, whole or not at all, and none in the place of another unasked. */

import { readdir } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { Refusal } from "../../errors/refusal.ts";
import { grouped, sizeText } from "../../labels/format.ts";
import { wordsFor } from "../../messages/explain.ts";
import { formatObjectUri } from "../../oss/address.ts";
import type { OssClient } from "../../oss/client.ts";
import { lastSegment, type ObjectRef } from "../../oss/objectRef.ts";
import { scrub } from "../../oss/scrub.ts";
import { freeFileName, safeFileName, sameFile } from "../../ossFiles/safeName.ts";
import { writeWholeFile } from "../exchange/wholeFile.ts";
import type { Log } from "../log.ts";
import { isCancellation, logError } from "../present.ts";
import type { ReportProgress, Ui } from "../ui.ts";

export interface DownloadServices {
  readonly client: (account: string) => Promise<OssClient>;
  readonly ui: Ui;
  readonly log: Log;
}

interface Download {
  readonly object: ObjectRef;
  /** Path on this machine. */
  readonly file: string;
}

/** Rejects with a `Failure` where one object was chosen and cannot be had; of several, those that can be had are. */
export async function downloadObjects(
  objects: readonly ObjectRef[],
  services: DownloadServices,
): Promise<void> {
  const downloads = await placesFor(objects, services.ui);
  if (downloads.length === 0) return;
  const failures: unknown[] = [];
  const done: Download[] = [];
  const title =
    downloads.length === 1
      ? t("Downloading")
      : t("Downloading {0} objects", grouped(downloads.length));
  await services.ui.progress(title, async (signal, report) => {
    for (const download of downloads) {
      try {
        const share = 100 / downloads.length;
        await downloadOne(download, services, { signal, report, share });
        done.push(download);
      } catch (error) {
        if (isCancellation(error) || signal.aborted) return;
        failures.push(error);
      }
    }
  });
  if (downloads.length === 1 && failures.length > 0) throw failures[0];
  for (const failure of failures) logError(failure, services.log);
  if (done.length > 0 || failures.length > 0) tellOf(downloads, done, failures, services.ui);
}

interface Progress {
  readonly signal: AbortSignal;
  readonly report: ReportProgress;
  /** Percent of all that this object is. */
  readonly share: number;
}

async function downloadOne(
  { object, file }: Download,
  { client }: DownloadServices,
  { signal, report, share }: Progress,
): Promise<void> {
  const name = lastSegment(object.key);
  report(name);
  const oss = await client(object.account);
  const head = await oss.headObject(object, { signal });
  let read = 0;
  async function* parts(): AsyncGenerator<Uint8Array> {
    for await (const part of oss.objectParts(object, { head, signal })) {
      yield part;
      read += part.length;
      const increment = (share * part.length) / head.size;
      const [done, all] = [sizeText(read), sizeText(head.size)];
      report(t("{name}: {done} of {all}", { name, done, all }), increment);
    }
  }
  await writeWholeFile(file, parts(), signal);
}

/** Where each object goes; none when the person changed their mind. */
async function placesFor(objects: readonly ObjectRef[], ui: Ui): Promise<Download[]> {
  const [first] = objects;
  if (objects.length === 1 && first) {
    const suggestion = vscode.Uri.joinPath(startFolder(), safeFileName(first.key));
    const chosen = await ui.chooseFile({
      ...{ kind: "save", title: t("Download {0}", formatObjectUri(first)), button: t("Download") },
      suggestion,
    });
    // The dialog itself asks before a file is replaced.
    return chosen ? [{ object: first, file: localPath(chosen) }] : [];
  }
  if (objects.length === 0) return [];
  const folder = await ui.chooseFile({
    ...{
      kind: "folder",
      title: t("Download {0} Objects", grouped(objects.length)),
      button: t("Download Here"),
    },
    suggestion: startFolder(),
  });
  return folder ? placesIn(localPath(folder), objects, ui) : [];
}

/** No two objects become one file, and no file that is there is replaced unasked. */
async function placesIn(
  folder: string,
  objects: readonly ObjectRef[],
  ui: Ui,
): Promise<Download[]> {
  const there = new Set((await namesIn(folder)).map(sameFile));
  const wanted = objects.map((object) => ({ object, name: safeFileName(object.key) }));
  const inTheWay = wanted.filter(({ name }) => there.has(sameFile(name))).length;
  const answer = inTheWay === 0 ? "keepBoth" : await askAboutFiles(inTheWay, folder, ui);
  if (answer === undefined) return [];
  const taken = new Set<string>();
  return wanted.map(({ object, name }) => {
    const isTaken = (one: string) => {
      const mayReplace = answer === "replace" && one === name;
      return taken.has(sameFile(one)) || (there.has(sameFile(one)) && !mayReplace);
    };
    const free = freeFileName(name, isTaken);
    taken.add(sameFile(free));
    return { object, file: join(folder, free) };
  });
}

async function askAboutFiles(
  count: number,
  folder: string,
  ui: Ui,
): Promise<"replace" | "keepBoth" | undefined> {
  const text =
    count === 1
      ? t("1 file of the same name is in {0}. Replace it?", folder)
      : t("{count} files of the same names are in {folder}. Replace them?", {
          count: grouped(count),
          folder,
        });
  const detail = t("Keep Both numbers the new ones, as in cat (2).jpg.");
  const [replace, keepBoth] = [t("Replace"), t("Keep Both")];
  const buttons = [replace, keepBoth];
  const chosen = await ui.tell({ text, detail, severity: "warning", modal: true, buttons });
  if (chosen === undefined) return undefined;
  return chosen === replace ? "replace" : "keepBoth";
}

/** A folder that is not there yet has none; whatever else is wrong with it shows when a file is written. */
async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

function tellOf(
  downloads: readonly Download[],
  done: readonly Download[],
  failures: readonly unknown[],
  ui: Ui,
): void {
  const open = t("Open");
  const [first] = done;
  if (downloads.length === 1 && first) {
    const text = t("Downloaded {0}.", lastSegment(first.object.key));
    void ui.tell({ text, buttons: [open] }).then((answer) => {
      if (answer !== open) return;
      void vscode.commands.executeCommand("vscode.open", vscode.Uri.file(first.file));
    });
    return;
  }
  const [failure] = failures;
  const [count, all] = [grouped(done.length), grouped(downloads.length)];
  if (failure !== undefined) {
    const facts = { count, all, reason: wordsFor(failure) };
    const text = t("Downloaded {count} of {all} objects. {reason}", facts);
    void ui.tell({ text, severity: "warning" });
    return;
  }
  const text =
    done.length === downloads.length
      ? t("Downloaded {0} objects.", all)
      : t("Downloaded {count} of {all} objects.", { count, all });
  void ui.tell({ text });
}

/** The workspace's first folder on this machine, else the person's own. */
function startFolder(): vscode.Uri {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders.find(({ uri }) => uri.scheme === "file")?.uri ?? vscode.Uri.file(homedir());
}

function localPath(uri: vscode.Uri): string {
  if (uri.scheme === "file") return uri.fsPath;
  throw new Refusal("wrong-file", { text: scrub(uri.toString()).slice(0, 200) });
}
