/** An image and its labels as Markdown, for hovers and tree tooltips. All text from outside is escaped. */
import * as vscode from "vscode";
import type { KnownAnswer } from "../../labelIndex/knownAnswer.ts";
import type { Label } from "../../labels/label.ts";
import { escapeMarkdown, formatScore, topLabels } from "../../labels/report.ts";
import { subjectSentence } from "../../labels/subject.ts";
import { type CommandId, commandName } from "../commandIds.ts";
import type { Picture } from "../pictures.ts";
import { sizeText } from "../sizeText.ts";

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
  readonly picture?: Picture;
  /** Address of a picture on this side, used when there are no bytes. */
  readonly pictureUri?: vscode.Uri;
  /** Bytes. */
  readonly size?: number;
  readonly width?: number;
  readonly height?: number;
  readonly answer?: KnownAnswer;
  readonly note?: string;
  readonly links: readonly HoverLink[];
}

const labelsShown = 6;
const barLength = 10;

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
    facts.answer && labelsMarkdown(facts.answer.labels),
    facts.note && `*${escapeMarkdown(facts.note)}*`,
    facts.links.map(linkMarkdown).join(" · "),
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

function pictureMarkdown({ picture, pictureUri, width, height }: ImageFacts): string | undefined {
  const source = picture ? dataUri(picture) : pictureUri?.toString();
  if (!source) return undefined;
  const tall = width !== undefined && height !== undefined && height > width;
  return `![picture](${source}|${tall ? "height=180" : "width=240"})`;
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

function labelsMarkdown(labels: readonly Label[]): string {
  if (labels.length === 0) return "No labels at this threshold.";
  const sentence = subjectSentence(labels);
  const shown = topLabels(labels, labelsShown);
  const rows = shown.map(
    ({ name, confidence }) =>
      `| ${escapeMarkdown(name)} | \`${bar(confidence)}\` | ${formatScore(confidence)} |`,
  );
  const more = labels.length - shown.length;
  return [
    sentence ? `${escapeMarkdown(sentence)}\n` : undefined,
    "| Label | Confidence | |",
    "|:--|:--|--:|",
    ...rows,
    more > 0 ? `\n${more} more` : undefined,
  ]
    .filter((line) => line !== undefined)
    .join("\n");
}

/** A small bar in text, so that it follows the theme. */
export function bar(score: number | undefined): string {
  const filled = Math.round((score ?? 0) * barLength);
  return "█".repeat(filled) + "░".repeat(barLength - filled);
}

function linkMarkdown(link: HoverLink): string {
  const target = `command:${commandName(link.command)}?${encodeURIComponent(JSON.stringify(link.arguments))}`;
  return `[${escapeMarkdown(link.title)}](${target})`;
}
