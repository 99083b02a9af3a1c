/** Code lenses over image references: the labels known of each. Off unless the setting says otherwise. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { joined } from "../../labels/format.ts";
import { topLabels } from "../../labels/report.ts";
import { bothNames, shownText } from "../../labels/shownNames.ts";
import type { ImageReference } from "../../references/imageReference.ts";
import { commandName } from "../commandIds.ts";
import type { Images } from "../images/images.ts";
import type { LabelLanguages } from "../images/labelLanguages.ts";
import { argumentOf } from "../images/target.ts";
import { readSetting } from "../settings.ts";
import { abortableBy, type ImageReferences, targetOf, textOf, wholeOf } from "./imageReferences.ts";

/** References of a document that get a lens, at most. */
const maxLenses = 200;

export interface LabelLensServices {
  readonly references: ImageReferences;
  readonly images: Images;
  readonly languages: LabelLanguages;
}

/** Lenses that are looked for at a time. */
const concurrency = 8;

export class LabelLenses {
  readonly #services: LabelLensServices;

  constructor(services: LabelLensServices) {
    this.#services = services;
  }

  /** One for each reference whose labels are known, and none for the others. */
  async provide(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    const { referencesInRange } = await import("../../references/referencesInRange.ts");
    const { default: pLimit } = await import("p-limit");
    const urlMappings = readSetting("urlMappings", document);
    const options = { atMost: maxLenses, urlMappings, signal: abortableBy(token) };
    const references = await referencesInRange(textOf(document), wholeOf(document), options);
    const limit = pLimit(concurrency);
    const lenses = references
      .filter(({ detectable }) => detectable)
      .map((reference) => limit(() => this.#lensFor(document, reference, token)));
    return (await Promise.all(lenses)).filter((lens) => lens !== undefined);
  }

  async #lensFor(
    document: vscode.TextDocument,
    reference: ImageReference,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens | undefined> {
    if (token.isCancellationRequested) return undefined;
    const { references, images } = this.#services;
    const { resolution, range } = await references.resolve(document, reference, token);
    if (!resolution) return undefined;
    const target = targetOf(resolution, document);
    const labels = await images.labels(target);
    if (!labels) return undefined;
    const namer = await this.#services.languages.ready();
    const top = topLabels(labels, 3);
    const names = top.map(({ name }) => shownText(name, namer));
    return new vscode.CodeLens(range, {
      title: joined(names) || t("no labels"),
      tooltip: joined(top.map(({ name }) => bothNames(name, namer))),
      command: commandName("openPanel"),
      arguments: [argumentOf(target)],
    });
  }
}
