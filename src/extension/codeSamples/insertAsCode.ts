/** "Insert as Code…": a detection at the cursor, in the file's own language. */
import * as vscode from "vscode";
import { insertionBelow } from "../../codeSamples/insertion.ts";
import { languagesFor } from "../../codeSamples/languages.ts";
import { OssError } from "../../oss/error.ts";
import type { Target } from "../detect/target.ts";
import { type CodeRequest, type CodeServices, detectionCode } from "./detectionCode.ts";
import { tell } from "./tell.ts";

/** A whole program into an empty file, else statements beside the others. Throws an {@link OssError}. */
export async function insertAsCode(
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
  if (!(await insert(editor, code.sample.text, isEmpty))) throw notInserted();
  tell(`Inserted as ${code.entry.title}.`, code, services);
}

/** The active editor. Throws an {@link OssError} without one. */
export function editorToInsertInto(): vscode.TextEditor {
  const editor = vscode.window.activeTextEditor;
  if (editor) return editor;
  throw new OssError({
    code: "no-editor",
    message:
      "There is no editor to insert into. Open a file and put the cursor where the code should go.",
    action: "none",
  });
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

function notInserted(): OssError {
  return new OssError({
    code: "not-inserted",
    message:
      "The code could not be inserted; the file may be read-only or closed. Use Copy as Code instead.",
    action: "none",
  });
}
