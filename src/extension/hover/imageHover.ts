/** Hovers over image paths in code: reference, image, facts, Markdown. They ask nothing that costs, nor foreign hosts. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { escapeMarkdown } from "../../labels/report.ts";
import { costText, type DetectionCost } from "../images/detectionCost.ts";
import type { ImageFacts } from "../images/image.ts";
import type { Images } from "../images/images.ts";
import type { LabelLanguages } from "../images/labelLanguages.ts";
import { type HoverLink, labelMarkdown } from "../images/labelMarkdown.ts";
import { argumentOf, type Target, targetText } from "../images/target.ts";
import { type ImageReferences, targetOf } from "../references/imageReferences.ts";
import { settingProblems } from "../settings.ts";

export interface HoverServices {
  readonly references: ImageReferences;
  readonly images: Images;
  readonly languages: LabelLanguages;
}

export function imageHover({ references, images, languages }: HoverServices): vscode.HoverProvider {
  return {
    async provideHover(document, position, token) {
      const found = await references.at(document, position, token);
      if (!found || token.isCancellationRequested) return undefined;
      const { reference, resolution, range } = found;
      const [problem] = settingProblems(document);
      if (!resolution)
        return problem === undefined ? undefined : new vscode.Hover(escapeMarkdown(problem), range);
      const target = targetOf(resolution, document);
      const [facts, cost] = await Promise.all([images.facts(target), images.cost(target)]);
      if (token.isCancellationRequested) return undefined;
      const markdown = labelMarkdown({
        name: nameOf(target),
        facts: showsPictures(document) ? withoutPicture(facts) : facts,
        note: reference.undetectableReason ?? problem ?? facts.note,
        links: reference.detectable ? linksFor(target, facts, cost) : [],
        namer: await languages.ready(),
        compact: true,
      });
      tellWalkthrough();
      return new vscode.Hover(markdown, range);
    },
  };
}

/** Ticks the step of the walkthrough that is about hovers. */
function tellWalkthrough(): void {
  void vscode.commands.executeCommand("setContext", "ossImageLabels.hasHovered", true);
}

/** VS Code's own hover shows the picture there. */
function showsPictures({ languageId }: vscode.TextDocument): boolean {
  return languageId === "markdown";
}

function withoutPicture({ picture: _, pictureUri: __, ...facts }: ImageFacts): ImageFacts {
  return facts;
}

/** Paths are written with `/` on every system; a key keeps its own characters. */
function nameOf(target: Target): string {
  const text = targetText(target);
  return target.kind === "file" ? text.replaceAll("\\", "/") : text;
}

function linksFor(target: Target, { stored, inOss }: ImageFacts, cost: DetectionCost): HoverLink[] {
  const given = [argumentOf(target)];
  const price = costText(cost) ?? t("known, nothing is billed");
  const main: HoverLink = stored
    ? { title: t("Open labels"), command: "openPanel", arguments: given }
    : { title: t("Detect labels ({0})", price), command: "detectReference", arguments: given };
  if (!inOss || inOss.comparison) return [main];
  return [main, { title: t("Compare"), command: "compareWithObject", arguments: given }];
}
