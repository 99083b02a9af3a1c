/** Code lenses over image references: the labels known of each. Off unless the setting says otherwise. */
import * as vscode from "vscode";
import type { KnownAnswer } from "../../labelIndex/knownAnswer.ts";
import { topLabels } from "../../labels/report.ts";
import type { ImageReference } from "../../references/imageReference.ts";
import { commandName } from "../commandIds.ts";
import { argumentOf, type Target } from "../detect/target.ts";
import { readSetting, settingsSection } from "../settings.ts";
import { type FoundReference, type ImageReferences, targetOf, textOf } from "./imageReferences.ts";

/** References of a document that get a lens, at most. */
const mostLenses = 200;

export interface LabelLensServices {
  readonly references: ImageReferences;
  /** What is known of a target; asks nothing that costs. */
  readonly known: (target: Target) => Promise<KnownAnswer | undefined>;
}

class LabelLens extends vscode.CodeLens {
  readonly document: vscode.TextDocument;
  readonly reference: ImageReference;

  constructor(document: vscode.TextDocument, reference: ImageReference) {
    const { line, start, end } = reference;
    super(new vscode.Range(line, start, line, end));
    this.document = document;
    this.reference = reference;
  }
}

export function registerLabelLens(services: LabelLensServices): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  const provider: vscode.CodeLensProvider<vscode.CodeLens> = {
    onDidChangeCodeLenses: changed.event,
    async provideCodeLenses(document) {
      if (!readSetting("codeLens.enabled", document)) return [];
      const { referencesInRange } = await import("../../references/referencesInRange.ts");
      const whole = {
        start: { line: 0, character: 0 },
        end: { line: document.lineCount, character: 0 },
      };
      const urlMappings = readSetting("urlMappings", document);
      return referencesInRange(textOf(document), whole, { atMost: mostLenses, urlMappings })
        .filter(({ detectable }) => detectable)
        .map((reference) => new LabelLens(document, reference));
    },
    async resolveCodeLens(lens) {
      if (!(lens instanceof LabelLens)) return lens;
      const found = await services.references.resolve(lens.document, lens.reference);
      lens.command = await commandFor(found, lens.document, services);
      return lens;
    },
  };
  return vscode.Disposable.from(
    changed,
    vscode.languages.registerCodeLensProvider("*", provider),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${settingsSection}.codeLens`)) changed.fire();
    }),
  );
}

async function commandFor(
  { resolutions }: FoundReference,
  document: vscode.TextDocument,
  { known }: LabelLensServices,
): Promise<vscode.Command> {
  const [resolution] = resolutions;
  // A lens must have a title; this one leads nowhere, since its image is not there.
  if (!resolution) return { title: "image not found", command: "" };
  const target = targetOf(resolution, document);
  const answer = await known(target);
  const title = answer
    ? topLabels(answer.labels, 3)
        .map(({ name }) => name)
        .join(", ") || "no labels"
    : "Open image";
  return { title, command: commandName("openPanel"), arguments: [argumentOf(target)] };
}
