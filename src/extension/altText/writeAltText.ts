/** Writes an image's alternative text from its labels, in words that the person chooses and edits. */

import * as vscode from "vscode";
import { Refusal } from "../../errors/refusal.ts";
import { altPhrases } from "../../labels/altPhrases.ts";
import type { Detection } from "../../labels/detection.ts";
import type { ImageElement } from "../../references/altText.ts";
import type { CommandId, Handler } from "../commandIds.ts";
import type { Target } from "../images/target.ts";
import { type ImageReferences, targetOf, textOf } from "../references/imageReferences.ts";
import { readSetting } from "../settings.ts";
import type { Ui } from "../ui.ts";

export interface AltTextServices {
  readonly ui: Ui;
  readonly references: ImageReferences;
  /** Labels of a target: the known ones, else by one billable call. */
  readonly detect: (target: Target) => Promise<Detection>;
}

interface PlaceInDocument {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
}

export function altTextCommands(services: AltTextServices) {
  return {
    /** Of the image at a place of a document, which the quick fix names; else of the one under the cursor. */
    writeAltText: async (uri?: unknown, line?: unknown, character?: unknown) =>
      writeAltText((await placeNamed(uri, line, character)) ?? placeOfCursor(), services),
  } satisfies Partial<Record<CommandId, Handler>>;
}

async function placeNamed(
  uri: unknown,
  line: unknown,
  character: unknown,
): Promise<PlaceInDocument | undefined> {
  if (typeof uri !== "string") return undefined;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
  return { document, position: new vscode.Position(Number(line ?? 0), Number(character ?? 0)) };
}

/** At most one billable call. Rejects with a `Failure` when there is no image or it has no labels. */
async function writeAltText(place: PlaceInDocument, services: AltTextServices): Promise<void> {
  const { document } = place;
  const { version } = document;
  const element = await elementAt(place);
  const target = await targetFor(element, document, services.references);
  const { labels } = await services.detect(target);
  const text = await chooseText(services.ui, altPhrases(labels), element.alt.text ?? "");
  if (text === undefined) return;
  // The document may have changed while the person was choosing.
  const current = document.version === version ? element : await elementAt(place);
  if (current.reference?.value !== element.reference?.value) throw new Refusal("image-moved", {});
  await insert(document, current, text);
}

/** The active editor's cursor. Throws a `Refusal` without one. */
function placeOfCursor(): PlaceInDocument {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new Refusal("no-image-here", {});
  return { document: editor.document, position: editor.selection.active };
}

async function elementAt({ document, position }: PlaceInDocument): Promise<ImageElement> {
  const { imageElementAt } = await import("../../references/altText.ts");
  const urlMappings = readSetting("urlMappings", document);
  const element = imageElementAt(textOf(document), position, { urlMappings });
  if (!element) throw new Refusal("no-image-here", {});
  return element;
}

async function targetFor(
  { reference }: ImageElement,
  document: vscode.TextDocument,
  references: ImageReferences,
): Promise<Target> {
  const found = reference && (await references.resolve(document, reference));
  if (found?.resolution) return targetOf(found.resolution, document);
  const named = reference ? `"${reference.value.slice(0, 100)}"` : "What this image shows";
  throw new Refusal("image-not-found", { name: named });
}

/** Proposes phrasings; the chosen one can be edited before it is written. */
async function chooseText(
  ui: Ui,
  phrases: readonly string[],
  present: string,
): Promise<string | undefined> {
  const [first] = phrases;
  if (first === undefined) {
    throw new Refusal("no-labels", {});
  }
  const title = "Alt Text from Labels";
  const placeholder = "Pick a starting point; you can edit it next.";
  const rows = phrases.map((phrase) => ({ label: phrase, phrase }));
  const chosen = await ui.pick(rows, { title, placeholder });
  if (!chosen) return undefined;
  const prompt = present
    ? `Replaces "${present}". Say what matters about the picture here.`
    : "Say what matters about the picture here.";
  return ui.ask({ title, prompt, value: chosen.phrase, keepOpen: true });
}

async function insert(
  document: vscode.TextDocument,
  element: ImageElement,
  text: string,
): Promise<void> {
  const { altTextEdit } = await import("../../references/altText.ts");
  const { start, end, newText } = altTextEdit(element, text);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    document.uri,
    new vscode.Range(start.line, start.character, end.line, end.character),
    newText,
  );
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new Refusal("not-inserted", { reason: "alt-text" });
}
