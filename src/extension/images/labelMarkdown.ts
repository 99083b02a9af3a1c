/** An image and its labels as Markdown, for hovers and tree tooltips. All text from outside is escaped. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import {
  correctedLabels,
  hasName,
  type LabelCorrections,
  noCorrections,
} from "../../labels/corrections.ts";
import { formatScore, sizeText } from "../../labels/format.ts";
import type { Label } from "../../labels/label.ts";
import { codeSpan, escapeMarkdown, topLabels } from "../../labels/report.ts";
import { asTheyCame, bothNames, type Namer } from "../../labels/shownNames.ts";
import { formatObjectUri } from "../../oss/address.ts";
import { sampleNote } from "../accounts/sampleAccount.ts";
import { type CommandId, commandName } from "../commandIds.ts";
import { commandLink } from "../commandLink.ts";
import type { ImageFacts } from "./image.ts";
import type { Picture } from "./pictureBytes.ts";

export interface HoverLink {
  readonly title: string;
  readonly command: CommandId;
  readonly arguments: readonly unknown[];
}

export interface LabelMarkdown {
  /** `oss://bucket/key` or a path; shown as code. */
  readonly name: string;
  readonly facts: ImageFacts;
  /** In place of the note of the facts. */
  readonly note?: string | undefined;
  readonly links: readonly HoverLink[];
  /** What labels are called in the reader's language. */
  readonly namer?: Namer;
  /** So small that an editor's hover shows it whole. */
  readonly compact?: boolean;
}

export function labelMarkdown({
  name,
  facts,
  note = facts.note,
  links,
  namer = asTheyCame,
  compact = false,
}: LabelMarkdown): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString("");
  markdown.isTrusted = {
    enabledCommands: [...new Set(links.map((link) => commandName(link.command)))],
  };
  const parts = [
    codeSpan(name),
    facts.inOss && escapeMarkdown(whereInOss(facts.inOss)),
    pictureMarkdown(facts, compact),
    measures(facts),
    facts.stored &&
      labelsMarkdown(facts.stored.labels, facts.corrections, { most: compact ? 3 : 6, namer }),
    links.map(linkMarkdown).join(" · "),
    note && emphasis(note),
    facts.isFree && facts.stored && emphasis(sampleNote()),
  ];
  markdown.appendMarkdown(parts.filter(Boolean).join("\n\n"));
  return markdown;
}

function whereInOss({ object, comparison }: NonNullable<ImageFacts["inOss"]>): string {
  const uri = formatObjectUri(object);
  if (comparison === "same") return t("In OSS: {0} (the same picture)", uri);
  if (comparison === "different") return t("In OSS: {0} (another picture)", uri);
  return t("In OSS: {0}", uri);
}

function pictureMarkdown(
  { picture, pictureUri }: ImageFacts,
  compact: boolean,
): string | undefined {
  const source = picture ? dataUri(picture) : pictureUri?.toString();
  // By its height, since a tall picture would push the labels out of sight.
  return source && `![${escapeMarkdown(t("picture"))}](${source}|height=${compact ? 84 : 150})`;
}

function dataUri({ bytes, type }: Picture): string {
  return `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;
}

function measures({ size, width, height }: ImageFacts): string | undefined {
  const pixels =
    width !== undefined && height !== undefined ? `${width} × ${height} px` : undefined;
  const parts = [size === undefined ? undefined : sizeText(size), pixels].filter(Boolean);
  return parts.length > 0 ? parts.join(" · ") : undefined;
}

/** One line for each label, with a small bar; the rest is counted. */
function labelsMarkdown(
  answered: readonly Label[],
  corrections: LabelCorrections = noCorrections,
  { most, namer }: { readonly most: number; readonly namer: Namer },
): string {
  const labels = correctedLabels(answered, corrections);
  const hidden = answered.filter(({ name }) => hasName(corrections.hidden, name)).length;
  const note = hidden === 0 ? "" : emphasis(hiddenText(hidden));
  if (labels.length === 0) return note || escapeMarkdown(t("No labels at this threshold."));
  const shown = topLabels(labels, most);
  const more = labels.length - shown.length;
  const lines = shown.map(({ name, confidence }) =>
    hasName(corrections.added, name)
      ? `${escapeMarkdown(bothNames(name, namer))} ${emphasis(t("added by hand"))}`
      : `${barMarkdown(confidence)} ${formatScore(confidence)} ${escapeMarkdown(bothNames(name, namer))}`,
  );
  if (more > 0) lines[lines.length - 1] += ` ${emphasis(t("and {0} more", more))}`;
  if (note !== "") lines.push(note);
  // Two spaces break a line.
  return lines.join("  \n");
}

function hiddenText(count: number): string {
  return count === 1 ? t("1 label hidden by hand") : t("{0} labels hidden by hand", count);
}

function emphasis(text: string): string {
  return `*${escapeMarkdown(text)}*`;
}

const barWidth = 72;

/** A small bar as a picture in the text itself; its colours are seen on light and dark alike. */
function barMarkdown(score: number | undefined): string {
  const filled = Math.round((score ?? 0) * barWidth);
  const bar = (width: number, fill: string) =>
    `<rect y="2" width="${width}" height="6" rx="3" fill="${fill}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${barWidth}" height="10">${bar(barWidth, "#80808050")}${bar(filled, "#3b82d6")}</svg>`;
  return `![](data:image/svg+xml;base64,${Buffer.from(svg).toString("base64")})`;
}

function linkMarkdown(link: HoverLink): string {
  return `[${escapeMarkdown(link.title)}](${commandLink(link.command, link.arguments)})`;
}
