/** Writes an image's alternative text from its labels, in words that the person chooses and edits: once or everywhere. */

import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { Refusal } from "../../errors/refusal.ts";
import { altPhrases } from "../../labels/altPhrases.ts";
import type { Detection } from "../../labels/detection.ts";
import { grouped, joined, sentences } from "../../labels/format.ts";
import type { Label } from "../../labels/label.ts";
import { topLabels } from "../../labels/report.ts";
import { bothNames, type Namer } from "../../labels/shownNames.ts";
import { formatObjectUri } from "../../oss/address.ts";
import type { ImageElement } from "../../references/altText.ts";
import type { CommandId, Handler } from "../commandIds.ts";
import { type Images, objectOf } from "../images/images.ts";
import type { LabelLanguages } from "../images/labelLanguages.ts";
import { argumentOf, type Target, targetText } from "../images/target.ts";
import { type ImageReferences, targetOf, textOf } from "../references/imageReferences.ts";
import { readSetting } from "../settings.ts";
import type { Ui } from "../ui.ts";
import { elementsOf, filesToCheck } from "./workspaceElements.ts";

export interface AltTextServices {
  readonly ui: Ui;
  readonly references: ImageReferences;
  readonly images: Images;
  readonly languages: LabelLanguages;
  /** Labels of a target: the known ones, else by one billable call. */
  readonly detect: (target: Target) => Promise<Detection>;
  /** Shows the picture beside the text, which keeps the focus. */
  readonly show: (target: Target) => Promise<unknown>;
}

interface PlaceInDocument {
  readonly document: vscode.TextDocument;
  readonly position: vscode.Position;
}

export function altTextCommands(services: AltTextServices) {
  return {
    /**
     * Of the image at a place of a document, which the quick fix names, with "agreed" when its title has said the price;
     * else of the one under the cursor.
     */
    writeAltText: async (uri?: unknown, line?: unknown, character?: unknown, agreed?: unknown) =>
      writeAltText(await placeFor(uri, line, character), agreed === "agreed", services),
    writeAltTextEverywhere: async (
      uri?: unknown,
      line?: unknown,
      character?: unknown,
      agreed?: unknown,
    ) => writeEverywhere(await placeFor(uri, line, character), agreed === "agreed", services),
  } satisfies Partial<Record<CommandId, Handler>>;
}

async function placeFor(uri: unknown, line: unknown, character: unknown): Promise<PlaceInDocument> {
  return (await placeNamed(uri, line, character)) ?? placeOfCursor();
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
async function writeAltText(
  place: PlaceInDocument,
  isAgreed: boolean,
  services: AltTextServices,
): Promise<void> {
  const { document } = place;
  const { version } = document;
  const element = await elementAt(place);
  const target = await targetFor(element, document, services.references);
  const text = await textFor(target, element.alt.text ?? "", isAgreed, services);
  if (text === undefined) return;
  // The document may have changed while the person was choosing.
  const current = document.version === version ? element : await elementAt(place);
  if (current.reference?.value !== element.reference?.value) throw new Refusal("image-moved", {});
  await apply([{ uri: document.uri, element: current }], text);
}

/**
 * The same text at every reference of the image in the workspace that has no useful one, and at this one. At most one
 * billable call, whatever the number of references.
 */
async function writeEverywhere(
  place: PlaceInDocument,
  isAgreed: boolean,
  services: AltTextServices,
): Promise<void> {
  const { ui } = services;
  const element = await elementAt(place);
  const target = await targetFor(element, place.document, services.references);
  const text = await textFor(target, element.alt.text ?? "", isAgreed, services);
  if (text === undefined) return;
  const places = await ui.progress(t("Looking for other references of this image"), (signal) =>
    referencesOf(target, place, services.references, signal),
  );
  const files = new Set(places.map(({ uri }) => uri.toString()));
  const button = t("Write");
  const answer = await ui.tell({
    text: placesQuestion(places.length, files.size),
    detail: `${text}\n\n${namesOf(places).join("\n")}`,
    modal: true,
    buttons: [button],
  });
  if (answer === button) await apply(places, text);
}

function placesQuestion(places: number, files: number): string {
  if (places === 1) return t("Write this alternative text at 1 place in 1 file?");
  if (files === 1)
    return t("Write this alternative text at {0} places in 1 file?", grouped(places));
  return t("Write this alternative text at {places} places in {files} files?", {
    places: grouped(places),
    files: grouped(files),
  });
}

interface ElementInFile {
  readonly uri: vscode.Uri;
  readonly element: ImageElement;
}

/** The image at the place, and those of the workspace that show the same and have no useful text. */
async function referencesOf(
  target: Target,
  { document, position }: PlaceInDocument,
  references: ImageReferences,
  signal: AbortSignal,
): Promise<ElementInFile[]> {
  const own = await elementAt({ document, position });
  const places = [{ uri: document.uri, element: own }];
  const here = document.uri.toString();
  const files = new Set([here, ...(await filesToCheck()).map((uri) => uri.toString())]);
  for (const file of files) {
    const uri = vscode.Uri.parse(file);
    for (const element of await elementsOf(uri)) {
      if (signal.aborted) throw new vscode.CancellationError();
      const isOwn = file === here && isSamePlace(element, own);
      if (isOwn || !lacksText(element) || !element.reference) continue;
      const other = await vscode.workspace.openTextDocument(uri);
      const { resolution } = await references.resolve(other, element.reference);
      const shown = resolution && targetOf(resolution, other);
      if (shown && identityOf(shown) === identityOf(target)) places.push({ uri, element });
    }
  }
  return places;
}

function lacksText({ alt, decorative }: ImageElement): boolean {
  return !decorative && (alt.state === "missing" || alt.state === "useless");
}

function isSamePlace({ range: one }: ImageElement, { range: other }: ImageElement): boolean {
  return one.start.line === other.start.line && one.start.character === other.start.character;
}

/** A file and the object that it is mapped to are one image. */
function identityOf(target: Target): string {
  const object = objectOf(target);
  return object ? formatObjectUri(object) : argumentOf(target);
}

/** The files, with the number of places in each; of many the first. */
function namesOf(places: readonly ElementInFile[]): string[] {
  const counts = new Map<string, number>();
  for (const { uri } of places) {
    const name = vscode.workspace.asRelativePath(uri, false);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const names = [...counts].map(([name, number]) => (number > 1 ? `${name} (${number})` : name));
  return names.length > 12 ? [...names.slice(0, 11), t("and {0} more", names.length - 11)] : names;
}

/** The text that the person chose and edited; `undefined` when they changed their mind. */
async function textFor(
  target: Target,
  present: string,
  isAgreed: boolean,
  services: AltTextServices,
): Promise<string | undefined> {
  if (!isAgreed && !(await agrees(target, services))) return undefined;
  const { labels } = await services.detect(target);
  const corrected = await services.images.corrected(target, labels);
  // Nobody can say what a picture shows without seeing it.
  await services.show(target);
  const namer = await services.languages.ready();
  return chooseText(services.ui, { labels: corrected, namer, present });
}

/** A call that is billed is asked about beforehand, unless the button that was pressed has said so. */
async function agrees(target: Target, { images, ui }: AltTextServices): Promise<boolean> {
  const cost = await images.cost(target);
  if (cost.isKnown || cost.isFree) return true;
  const button = t("Detect Labels");
  const answer = await ui.tell({
    text: sentences(
      t("Detect the labels of {0} for its alternative text?", targetText(target)),
      cost.uploads ? t("A copy is uploaded, and 1 call is billed.") : t("1 call is billed."),
    ),
    modal: true,
    buttons: [button],
  });
  return answer === button;
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
  if (!reference) throw new Refusal("image-not-found", { reason: "not-written" });
  throw new Refusal("image-not-found", { reason: "path", name: reference.value.slice(0, 100) });
}

/** Proposes phrasings; the chosen one can be edited before it is written. */
async function chooseText(
  ui: Ui,
  {
    labels,
    namer,
    present,
  }: { readonly labels: readonly Label[]; readonly namer: Namer; readonly present: string },
): Promise<string | undefined> {
  const phrases = altPhrases(labels, namer);
  const [first] = phrases;
  if (first === undefined) {
    throw new Refusal("no-labels", {});
  }
  const title = t("Alt Text from Labels");
  // What the service named otherwise is said, so that nobody takes a translation for its answer.
  const named = topLabels(labels, 4).flatMap(({ name }) =>
    namer(name) ? bothNames(name, namer) : [],
  );
  const isChinese = phrases.some((phrase) => /\p{Script=Han}/u.test(phrase));
  const placeholder = sentences(
    named.length > 0
      ? t("Names are translated: {0}.", joined(named))
      : isChinese && t("The labels are in Chinese."),
    t("Pick a starting point; you can edit it next."),
  );
  const rows = phrases.map((phrase) => ({ label: phrase, phrase }));
  const chosen = await ui.pick(rows, { title, placeholder });
  if (!chosen) return undefined;
  const prompt = sentences(
    present !== "" && t('Replaces "{0}".', present),
    t("Say what matters about the picture here."),
  );
  return ui.ask({ title, prompt, value: chosen.phrase, keepOpen: true });
}

async function apply(places: readonly ElementInFile[], text: string): Promise<void> {
  const { altTextEdit } = await import("../../references/altText.ts");
  const edit = new vscode.WorkspaceEdit();
  for (const { uri, element } of places) {
    const { start, end, newText } = altTextEdit(element, text);
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    edit.replace(uri, range, newText);
  }
  if (!(await vscode.workspace.applyEdit(edit)))
    throw new Refusal("not-inserted", { reason: "alt-text" });
}
