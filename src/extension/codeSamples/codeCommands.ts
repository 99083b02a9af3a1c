/** "Copy as Code…" and "Insert as Code…": a detection as a program, on the clipboard or at the cursor. */

import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { insertionBelow } from "../../codeSamples/insertion.ts";
import { codeLanguages, languagesFor } from "../../codeSamples/languages.ts";
import { Refusal } from "../../errors/refusal.ts";
import { sentences } from "../../labels/format.ts";
import { wordsFor } from "../../messages/explain.ts";
import type { CommandId, Handler } from "../commandIds.ts";
import type { Target } from "../images/target.ts";
import {
  type CodeRequest,
  type CodeServices,
  type DetectionCode,
  detectionCode,
} from "./detectionCode.ts";

export function codeCommands(services: CodeServices) {
  return {
    copyAsCode: async (argument?: unknown, second?: unknown) => {
      const target = await services.choose(argument, t("Copy as Code"));
      if (target) await copyAsCode(target, requestOf(second), services);
    },
    insertAsCode: async (argument?: unknown, second?: unknown) => {
      const editor = vscode.window.activeTextEditor;
      if (!editor) return offerToCopy(argument, second, services);
      const target = await services.choose(argument, t("Insert as Code"));
      if (target) await insertAsCode(editor, target, requestOf(second), services);
      return undefined;
    },
  } satisfies Partial<Record<CommandId, Handler>>;
}

/** Menus give what is selected as a second argument; programs give what they know already. */
function requestOf(second: unknown): CodeRequest {
  return Array.isArray(second) ? {} : ((second ?? {}) as CodeRequest);
}

/** Rejects with a `Failure`. */
async function copyAsCode(
  target: Target,
  request: CodeRequest,
  services: CodeServices,
): Promise<void> {
  const code = await detectionCode(target, request, codeLanguages, {}, services);
  if (!code) return;
  await vscode.env.clipboard.writeText(code.sample.text);
  announceCode(t("Copied as {0}.", code.entry.title), code, services);
}

/** A whole program into an empty file, else statements beside the others. Rejects with a `Failure`. */
async function insertAsCode(
  editor: vscode.TextEditor,
  target: Target,
  request: CodeRequest,
  services: CodeServices,
): Promise<void> {
  const { document } = editor;
  const isEmpty = document.getText().trim() === "";
  const languages = languagesFor(document.languageId);
  const form = isEmpty ? "program" : "fragment";
  const code = await detectionCode(target, request, languages, { form }, services);
  if (!code) return;
  if (!(await insert(editor, code.sample.text, isEmpty)))
    throw new Refusal("not-inserted", { reason: "code" });
  announceCode(t("Inserted as {0}.", code.entry.title), code, services);
}

/** Without an editor, the clipboard takes it as well. */
async function offerToCopy(
  argument: unknown,
  second: unknown,
  services: CodeServices,
): Promise<void> {
  const copy = t("Copy Instead");
  const text = wordsFor(new Refusal("no-editor", {}));
  if ((await services.ui.tell({ text, buttons: [copy] })) !== copy) return;
  const target = await services.choose(argument, t("Copy as Code"));
  if (target) await copyAsCode(target, requestOf(second), services);
}

function insert(editor: vscode.TextEditor, code: string, isEmpty: boolean): Thenable<boolean> {
  const { document, options, selection } = editor;
  if (isEmpty) return editor.edit((edit) => edit.insert(selection.end, code));
  const step = options.insertSpaces === false ? "\t" : " ".repeat(Number(options.tabSize) || 2);
  const line = document.lineAt(selection.end.line);
  const { start, text } = insertionBelow(line.text, step, code);
  return editor.edit((edit) =>
    edit.replace(line.range.with(line.range.start.translate(0, start)), text),
  );
}

/**
 * Says where code went, what it costs to run, and how long it works.
 * @param where at the start of the sentence: `Copied as Python.`
 */
function announceCode(
  where: string,
  { isFree, expires }: DetectionCode,
  services: CodeServices,
): void {
  // Where its keys come from is said in the code.
  const cost = isFree
    ? t("The sample account bills nothing; its address and keys last until this window closes.")
    : t("Each run is one billable call.");
  const text = sentences(where, expires && secrecyOf(expires), cost);
  const openTerminal = t("Open Terminal with These Keys");
  const buttons = isFree && !expires ? [openTerminal] : [];
  void services.ui.tell({ text, buttons }).then((chosen) => {
    return chosen === openTerminal ? openSampleTerminal(services) : undefined;
  });
}

function secrecyOf(expires: Date): string {
  const time = expires.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" });
  return t(
    "It is a secret: for 15 minutes, until {0} (less if the account's keys expire before then), anyone who has it can make the call.",
    time,
  );
}

/** There is no other way to get the sample account's keys: they are new at every start. */
async function openSampleTerminal({ sample }: CodeServices): Promise<void> {
  const account = await sample.open("Sample");
  const { accessKeyId, accessKeySecret } = await account.credentials();
  const terminal = vscode.window.createTerminal({
    name: t("OSS sample account"),
    env: {
      OSS_ACCESS_KEY_ID: accessKeyId,
      OSS_ACCESS_KEY_SECRET: accessKeySecret,
      OSS_SESSION_TOKEN: null,
    },
  });
  terminal.show();
}
