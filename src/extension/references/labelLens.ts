/** Code lenses over image references: the labels known of each. Off unless the setting says otherwise. */
import * as vscode from "vscode";
import { topLabels } from "../../labels/report.ts";
import type { ImageReference } from "../../references/imageReference.ts";
import { commandName } from "../commandIds.ts";
import type { Images } from "../images/images.ts";
import { argumentOf } from "../images/target.ts";
import { readSetting } from "../settings.ts";
import {
  abortableBy,
  type FoundReference,
  type ImageReferences,
  targetOf,
  textOf,
  wholeOf,
} from "./imageReferences.ts";

/** References of a document that get a lens, at most. */
const maxLenses = 200;

export interface LabelLensServices {
  readonly references: ImageReferences;
  readonly images: Images;
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

export class LabelLenses {
  readonly #services: LabelLensServices;

  constructor(services: LabelLensServices) {
    this.#services = services;
  }

  /** Where lenses are; their texts are found when they come into sight. */
  async provide(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    const { referencesInRange } = await import("../../references/referencesInRange.ts");
    const urlMappings = readSetting("urlMappings", document);
    const options = { atMost: maxLenses, urlMappings, signal: abortableBy(token) };
    const references = await referencesInRange(textOf(document), wholeOf(document), options);
    return references
      .filter(({ detectable }) => detectable)
      .map((reference) => new LabelLens(document, reference));
  }

  async resolve(lens: vscode.CodeLens, token: vscode.CancellationToken): Promise<vscode.CodeLens> {
    if (!(lens instanceof LabelLens)) return lens;
    const { references } = this.#services;
    const found = await references.resolve(lens.document, lens.reference, token);
    lens.command = await this.#commandFor(found, lens.document);
    return lens;
  }

  async #commandFor(
    { resolution }: FoundReference,
    document: vscode.TextDocument,
  ): Promise<vscode.Command> {
    // A lens must have a title; this one leads nowhere, since its image is not there.
    if (!resolution) return { title: "image not found", command: "" };
    const target = targetOf(resolution, document);
    const stored = await this.#services.images.stored(target);
    const names = stored && topLabels(stored.labels, 3).map(({ name }) => name);
    const title = names ? names.join(", ") || "no labels" : "Open image";
    return { title, command: commandName("openPanel"), arguments: [argumentOf(target)] };
  }
}
