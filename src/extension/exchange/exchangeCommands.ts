/** The commands that search, export and import, for people and for programs. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { Refusal } from "../../errors/refusal.ts";
import { exchangeFormats } from "../../exchange/exchangeFormat.ts";
import type { LabelIndexPort } from "../../labelIndex/port.ts";
import { grouped, imagesText, joined, sentences } from "../../labels/format.ts";
import { lastSegment } from "../../oss/objectRef.ts";
import { scrub } from "../../oss/scrub.ts";
import { queryOfArgument } from "../albums/queryText.ts";
import type { AskQuery } from "../askQuery.ts";
import { argumentsOf } from "../commandArgument.ts";
import type { CommandId, Handler } from "../commandIds.ts";
import type { Log } from "../log.ts";
import { forProgram, type ProgramCommand, ProgramOptions } from "../programs.ts";
import type { Ui } from "../ui.ts";
import { askForExport, askForImport } from "./askForExport.ts";
import { type Exported, exportImages } from "./exportImages.ts";
import { type Imported, importImages } from "./importImages.ts";
import { readQuery, searchImages } from "./searchImages.ts";

export interface ExchangeServices {
  /** Opened when it is first asked for. */
  readonly index: () => Pick<LabelIndexPort, "search" | "count" | "exported" | "take" | "summary">;
  readonly askQuery: AskQuery;
  readonly ui: Ui;
  readonly log: Log;
}

export function exchangeCommands(services: ExchangeServices) {
  return {
    search: (...given: unknown[]) => searchForProgram(given, services),
    /** Of what an album, a label, an account, a bucket or a folder of the views stands for, or `{ query }`. */
    export: (argument?: unknown) => exportForPerson(argument, services),
    /** Of a file of the Explorer, else of one that is chosen. */
    import: (file?: unknown) => importForPerson(file, services),
  } satisfies Partial<Record<CommandId, Handler>>;
}

/** People have other ways to search, so that `search` is for programs alone. */
export function exchangePrograms(services: ExchangeServices) {
  const { log } = services;
  return {
    search: {
      isCalledByProgram: () => true,
      run: (given) => forProgram(log, () => searchForProgram(given, services)),
    },
    export: {
      isCalledByProgram: isExportOfProgram,
      run: (given) => forProgram(log, () => exportForProgram(given, services)),
    },
    import: {
      isCalledByProgram: (given) => {
        const [file, selected] = argumentsOf(given);
        return file !== undefined && !Array.isArray(selected);
      },
      run: (given) => forProgram(log, () => importForProgram(given, services)),
    },
  } satisfies Partial<Record<CommandId, ProgramCommand>>;
}

/** Menus give what they are on and a list of what is selected; a program says where to. */
function isExportOfProgram(given: readonly unknown[]): boolean {
  const [about, place, options] = argumentsOf(given);
  if (Array.isArray(place)) return false;
  if (place !== undefined || options !== undefined) return true;
  return typeof about === "string" || queryOfArgument(about) === undefined;
}

async function searchForProgram(given: readonly unknown[], { index }: ExchangeServices) {
  const [query, options] = argumentsOf(given);
  return searchImages(query, new ProgramOptions(options), index());
}

async function exportForProgram(
  given: readonly unknown[],
  { index }: ExchangeServices,
): Promise<Exported> {
  const [text, file, options] = argumentsOf(given);
  const query = readQuery(text);
  const path = filePathOf(file);
  const format = new ProgramOptions(options).oneOf("format", exchangeFormats);
  if (format === undefined) {
    const choices = exchangeFormats.join(", ");
    throw new Refusal("wrong-options", { reason: "no-choice", option: "format", choices });
  }
  return exportImages({ query, format, path }, index());
}

async function importForProgram(
  given: readonly unknown[],
  { index }: ExchangeServices,
): Promise<Imported> {
  const [file] = argumentsOf(given);
  return importImages(filePathOf(file), index());
}

async function exportForPerson(about: unknown, services: ExchangeServices): Promise<void> {
  const { ui, askQuery, index } = services;
  const given = about === undefined ? undefined : queryOfArgument(about);
  const choice = await askForExport(ui, askQuery, given);
  if (!choice) return;
  const path = filePathOf(choice.uri);
  const opened = index();
  const exported = await ui.progress(
    t("Exporting labels to {0}", lastSegment(path)),
    async (signal, report) => {
      const total = await opened.count(choice.query);
      let before = 0;
      const onProgress = (images: number) => {
        report(
          t("{0} of {1} images", grouped(images), grouped(total)),
          ((images - before) / Math.max(1, total)) * 100,
        );
        before = images;
      };
      return exportImages({ ...choice, path, signal, onProgress }, opened);
    },
  );
  const open = t("Open File");
  const buttons = choice.format === "xmp" ? [] : [open];
  const chosen = await ui.tell({ text: exportedText(exported, path), buttons });
  if (chosen === open) await vscode.commands.executeCommand("vscode.open", choice.uri);
}

function exportedText({ images, kept = 0, outside = 0 }: Exported, path: string): string {
  const name = lastSegment(path);
  return sentences(
    images === 1
      ? t("Exported 1 image to {0}.", name)
      : t("Exported {0} images to {1}.", grouped(images), name),
    kept > 0 && keptText(kept),
    outside > 0 && outsideText(outside),
  );
}

function outsideText(outside: number): string {
  return outside === 1
    ? t(
        "1 sidecar was not written, since a link there leads out of the folder; export into the folder that it leads to.",
      )
    : t(
        "{0} sidecars were not written, since links there lead out of the folder; export into the folders that they lead to.",
        grouped(outside),
      );
}

function keptText(kept: number): string {
  return kept === 1
    ? t(
        "1 sidecar of another program, or changed by hand, was left as it is; delete it to have ours.",
      )
    : t(
        "{0} sidecars of other programs, or changed by hand, were left as they are; delete them to have ours.",
        grouped(kept),
      );
}

async function importForPerson(chosenFile: unknown, services: ExchangeServices): Promise<void> {
  const { ui, index } = services;
  const file = chosenFile ?? (await askForImport(ui));
  if (file === undefined) return;
  const path = filePathOf(file);
  const name = lastSegment(path);
  const opened = index();
  const imported = await ui.progress(
    t("Importing labels from {0}", name),
    async (signal, report) => {
      let before = 0;
      return importImages(path, opened, signal, (read, all) => {
        const percent = Math.floor((read / Math.max(1, all)) * 100);
        if (percent > before) report(`${percent} %`, percent - before);
        before = percent;
      });
    },
  );
  const { isKept } = await opened.summary();
  const { skipped } = imported;
  const show = t("Show Skipped Lines");
  const chosen = await ui.tell({
    severity: skipped.length > 0 || !isKept ? "warning" : "information",
    text: sentences(importedText(imported, name), !isKept && notKept()),
    buttons: skipped.length > 0 ? [show] : [],
  });
  if (chosen !== show) return;
  const lines = skipped.map(({ line, message }) => `${t("Line {0}: {1}", line, message)}\n`);
  const content = [`${t("{0}: lines that were skipped", name)}\n\n`, ...lines].join("");
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument({ content }));
}

function notKept(): string {
  return t(
    "It is known until this window closes: the label index is switched off or cannot be written.",
  );
}

function importedText({ images, added, replaced, skipped }: Imported, name: string): string {
  const kinds = [
    added > 0 && t("{0} new", grouped(added)),
    replaced > 0 && t("{0} known before", grouped(replaced)),
  ].filter((kind) => kind !== false);
  const facts = { images: imagesText(images), name, kinds: joined(kinds) };
  return sentences(
    images > 0
      ? t("Imported {images} from {name} ({kinds}).", facts)
      : t("Imported {images} from {name}.", facts),
    skipped.length > 0 && skippedText(skipped.length),
  );
}

function skippedText(lines: number): string {
  return lines === 1
    ? t("1 line was skipped: see why, correct the file and import it again.")
    : t("{0} lines were skipped: see why, correct the file and import it again.", grouped(lines));
}

/** The path of a file of this machine: from a `Uri`, what JSON makes of one, a URI as text, or an absolute path. */
function filePathOf(given: unknown): string {
  const uri = typeof given === "string" ? uriOfText(given) : uriOfObject(given);
  if (uri?.scheme === "file" && uri.path !== "/") return uri.fsPath;
  const text = typeof given === "string" ? given : (uri?.toString(true) ?? typeof given);
  throw new Refusal("wrong-file", { text: scrub(text) });
}

function uriOfText(text: string): vscode.Uri | undefined {
  if (/^(?:\/|[a-z]:[\\/]|\\\\)/i.test(text)) return vscode.Uri.file(text);
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(text) ? vscode.Uri.parse(text, true) : undefined;
}

function uriOfObject(given: unknown): vscode.Uri | undefined {
  if (given instanceof vscode.Uri) return given;
  if (typeof given !== "object" || given === null) return undefined;
  const { scheme, path, authority }: { scheme?: unknown; path?: unknown; authority?: unknown } =
    given;
  if (typeof scheme !== "string" || typeof path !== "string") return undefined;
  const host = typeof authority === "string" ? authority : "";
  try {
    return vscode.Uri.from({ scheme, path, authority: host });
  } catch {
    return undefined;
  }
}
