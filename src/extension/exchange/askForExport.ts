/** Asks a person what to export, how and where; and what to import. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import type { ExchangeFormat } from "../../exchange/exchangeFormat.ts";
import { parseQuery } from "../../query/parse.ts";
import type { Query } from "../../query/query.ts";
import type { NamedQuery } from "../albums/queryText.ts";
import type { AskQuery } from "../askQuery.ts";
import type { Ui } from "../ui.ts";

export interface ExportChoice {
  readonly query: Query;
  readonly format: ExchangeFormat;
  readonly uri: vscode.Uri;
}

interface FormatRow extends vscode.QuickPickItem {
  readonly format: ExchangeFormat;
  /** What the file is called at first, and its ending. */
  readonly fileName: string;
}

const formatRows = (): readonly FormatRow[] => [
  {
    format: "ndjson",
    label: "NDJSON",
    description: t("everything"),
    detail: t("One image a line, with every detection and correction. Can be imported again."),
    fileName: "labels.ndjson",
  },
  {
    format: "csv",
    label: "CSV",
    description: t("for spreadsheets"),
    detail: t("One row a label, as the labels are now."),
    fileName: "labels.csv",
  },
  {
    format: "json",
    label: "JSON",
    description: t("everything"),
    detail: t("The same as NDJSON, in one array."),
    fileName: "labels.json",
  },
  {
    format: "metadata-jsonl",
    label: "metadata.jsonl",
    description: t("for Hugging Face image folders"),
    detail: t("One image a line: its file and its labels as they are now."),
    fileName: "metadata.jsonl",
  },
  {
    format: "xmp",
    label: t("XMP sidecars"),
    description: t("for digiKam, Immich, darktable…"),
    detail: t("A file beside each image, in a folder: the labels as they are now, as keywords."),
    fileName: "",
  },
];

/**
 * `undefined` when the person changed their mind.
 * @param about the query of what a menu was opened on; absent: the person is asked for one
 */
export async function askForExport(
  ui: Ui,
  askQuery: AskQuery,
  about: NamedQuery | undefined,
): Promise<ExportChoice | undefined> {
  const title = t("Export Labels of Which Images?");
  const text = about?.query ?? (await askQuery({ title, value: "" }));
  if (text === undefined) return undefined;
  const question = {
    title: about === undefined ? t("Export Labels") : t("Export Labels of {0}", about.name),
    placeholder: t("In which format?"),
    keepOpen: true,
  };
  const row = await ui.pick(formatRows(), question);
  if (!row) return undefined;
  const uri = await askForPlace(ui, row);
  return uri && { query: parseQuery(text), format: row.format, uri };
}

async function askForPlace(ui: Ui, row: FormatRow): Promise<vscode.Uri | undefined> {
  const title = t("Export Labels");
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const button = t("Export");
  if (row.format === "xmp") {
    return ui.chooseFile({ kind: "folder", title, button, ...(folder && { suggestion: folder }) });
  }
  const ending = row.fileName.slice(row.fileName.lastIndexOf(".") + 1);
  return ui.chooseFile({
    kind: "save",
    title,
    button,
    ...(folder && { suggestion: vscode.Uri.joinPath(folder, row.fileName) }),
    filters: { [row.label]: [ending] },
  });
}

/** `undefined` when the person changed their mind. */
export async function askForImport(ui: Ui): Promise<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return ui.chooseFile({
    kind: "open",
    title: t("Import Labels"),
    button: t("Import"),
    ...(folder && { suggestion: folder }),
    filters: { NDJSON: ["ndjson", "jsonl"], [t("All files")]: ["*"] },
  });
}
