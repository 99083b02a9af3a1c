/** An image and its labels as Markdown, for hovers and tree tooltips. All text from outside is escaped. */
import * as vscode from "vscode";
import type { StoredDetection } from "../../labelIndex/storedDetection.ts";
import { formatScore, sizeText } from "../../labels/format.ts";
import type { Label } from "../../labels/label.ts";
import { escapeMarkdown, topLabels } from "../../labels/report.ts";
import { type CommandId, commandName } from "../commandIds.ts";
import { commandLink } from "../commandLink.ts";
import type { Picture } from "../pictures.ts";

export interface HoverLink {
  readonly title: string;
  readonly command: CommandId;
  readonly arguments: readonly unknown[];
}

export interface ImageFacts {
  /** `oss://bucket/key` or a path; shown as code. */
  readonly name: string;
  /** Where a local file is in OSS, or a remark about the target. */
  readonly remark?: string;
  readonly picture?: Picture | undefined;
  /** Address of a picture on this side, used when there are no bytes. */
  readonly pictureUri?: vscode.Uri;
  /** Bytes. */
  readonly size?: number;
  readonly width?: number;
  readonly height?: number;
  readonly answer?: StoredDetection | undefined;
  readonly note?: string;
  readonly links: readonly HoverLink[];
  /** So small that an editor's hover shows it whole. */
  readonly compact?: boolean;
}

export function labelMarkdown(facts: ImageFacts): vscode.MarkdownString {
  const markdown = new vscode.MarkdownString("");
  markdown.isTrusted = {
    enabledCommands: [...new Set(facts.links.map((link) => commandName(link.command)))],
  };
  const parts = [
    codeSpan(facts.name),
    facts.remark && escapeMarkdown(facts.remark),
    pictureMarkdown(facts),
    measures(facts),
    facts.answer && labelsMarkdown(facts.answer.labels, facts.compact ? 3 : 6),
    facts.links.map(linkMarkdown).join(" · "),
    facts.note && `*${escapeMarkdown(facts.note)}*`,
  ];
  markdown.appendMarkdown(parts.filter(Boolean).join("\n\n"));
  return markdown;
}

/** As code, whatever backticks the text holds (CommonMark: the fence is longer than any run inside). */
export function codeSpan(text: string): string {
  const line = text.replace(/[\r\n\t]+/g, " ");
  const longest = Math.max(0, ...[...line.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  const space = line.startsWith("`") || line.endsWith("`") ? " " : "";
  return `${fence}${space}${line}${space}${fence}`;
}

function pictureMarkdown({ picture, pictureUri, compact }: ImageFacts): string | undefined {
  const source = picture ? dataUri(picture) : pictureUri?.toString();
  // By its height, since a tall picture would push the labels out of sight.
  return source && `![picture](${source}|height=${compact ? 84 : 150})`;
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

/** One line a label, with a small bar; the rest is counted. */
function labelsMarkdown(labels: readonly Label[], most: number): string {
  if (labels.length === 0) return "No labels at this threshold.";
  const shown = topLabels(labels, most);
  const more = labels.length - shown.length;
  const lines = shown.map(
    ({ name, confidence }) =>
      `${barMarkdown(confidence)} ${formatScore(confidence)} ${escapeMarkdown(name)}`,
  );
  if (more > 0) lines[lines.length - 1] += ` *and ${more} more*`;
  // Two blanks break a line.
  return lines.join("  \n");
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
