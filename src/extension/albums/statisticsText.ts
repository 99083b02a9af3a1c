/** What is known of many images, and what it cost, as Markdown to read. Pure. */
import { t } from "@vscode/l10n";
import type { LabelCount, Statistics } from "../../labelIndex/port.ts";
import { sentences } from "../../labels/format.ts";
import { codeSpan, escapeMarkdown } from "../../labels/report.ts";
import { bothNames, type Namer } from "../../labels/shownNames.ts";
import type { AccountCalls } from "../../runs/callCounts.ts";
import { type Prices, priceText } from "../../runs/estimate.ts";
import type { NamedQuery } from "./queryText.ts";

/** Labels that are named of the frequent and of the rare ones. */
const maxLabels = 20;

export interface StatisticsFacts {
  readonly about: NamedQuery;
  readonly statistics: Statistics;
  readonly prices: Prices;
  readonly language: string;
  readonly namer: Namer;
}

export function statisticsText(facts: StatisticsFacts): string {
  const { about, statistics, prices, language } = facts;
  const { images, labelled, unlabelled, empty, outdated, corrected, lowConfidence } = statistics;
  const number = (value: number) => value.toLocaleString(language);
  const share = (value: number) => percent(value, images);
  const rows: readonly (readonly [string, number])[] = [
    [t("With labels"), labelled],
    [t("Detected, none found"), empty],
    [t("Never detected"), unlabelled],
    [t("Changed since they were detected"), outdated],
    [t("Corrected by hand"), corrected],
    [t("Surest label below 0.50"), lowConfidence],
  ];
  const parts = [
    `# ${t("Statistics: {0}", escapeMarkdown(about.name))}`,
    about.query !== "" && about.query !== about.name && codeSpan(about.query),
    images === 1
      ? t("{0} image is known.", strong(number(images)))
      : t("{0} images are known.", strong(number(images))),
    images > 0 &&
      table(
        [t("Images"), t("Number"), t("Share")],
        rows.map(([what, count]) => [what, number(count), share(count)]),
      ),
    ...labelParts(t("Most frequent labels"), statistics.top, facts),
    ...labelParts(t("Rarest labels"), statistics.rare, facts),
    `## ${t("Calls")}`,
    callsSentence(statistics.calls, prices, language),
  ];
  return `${parts.filter(Boolean).join("\n\n")}\n`;
}

function strong(text: string): string {
  return `**${text}**`;
}

function labelParts(
  title: string,
  labels: readonly LabelCount[],
  { statistics, language, namer }: StatisticsFacts,
): string[] {
  if (labels.length === 0) return [];
  const most = Math.max(...labels.map((label) => label.images));
  const rows = labels
    .slice(0, maxLabels)
    .map((label) => [
      escapeMarkdown(bothNames(label.name, namer)),
      label.images.toLocaleString(language),
      percent(label.images, statistics.images),
      bar(label.images / most),
    ]);
  return [`## ${title}`, table([t("Label"), t("Images"), t("Share"), ""], rows)];
}

function callsSentence(calls: number, prices: Prices, language: string): string {
  if (calls === 0) return t("No answer of a billed call is kept of these images.");
  const price = priceText(calls, prices);
  return sentences(
    calls === 1
      ? t("The answer of 1 call is kept of these images: about {0}.", price)
      : t(
          "The answers of {0} calls are kept of these images: about {1}.",
          calls.toLocaleString(language),
          price,
        ),
    estimateNote(prices),
    t("Calls without an answer, and answers that were replaced or forgotten, are not in it."),
  );
}

/** Never takes itself for the bill. */
function estimateNote({ perThousandCalls, currency }: Prices): string {
  const setting = codeSpan("ossImageLabels.pricePerThousandCalls");
  return t(
    "This is an estimate at {currency} {perThousandCalls} per 1,000 calls, the setting {setting}; what counts is the bill of Alibaba Cloud.",
    { currency, perThousandCalls, setting },
  );
}

export function costsText(
  costs: readonly AccountCalls[],
  prices: Prices,
  language: string,
): string {
  const title = `# ${t("What detections cost")}`;
  if (costs.length === 0) {
    return `${title}\n\n${t("No image has been detected yet, so nothing has been billed.")}\n`;
  }
  const cell = (calls: number, isFree: boolean) => {
    if (calls === 0) return "–";
    const price = isFree ? t("free") : priceText(calls, prices);
    return calls === 1
      ? t("1 call: {0}", price)
      : t("{0} calls: {1}", calls.toLocaleString(language), price);
  };
  const isSample = ({ account }: AccountCalls) => account === "";
  const billed = costs.filter((one) => !isSample(one));
  const rows = [...billed, ...costs.filter(isSample)].map((one) => [
    isSample(one) ? `*${t("Sample account")}*` : escapeMarkdown(one.account),
    cell(one.today, isSample(one)),
    cell(one.month, isSample(one)),
    cell(one.ever, isSample(one)),
  ]);
  const first = costs.map((one) => one.first).sort()[0] ?? "";
  const sum = (calls: (costs: AccountCalls) => number) =>
    cell(
      billed.reduce((total, one) => total + calls(one), 0),
      false,
    );
  if (billed.length > 1) {
    rows.push([
      strong(t("Together")),
      sum((one) => one.today),
      sum((one) => one.month),
      sum((one) => one.ever),
    ]);
  }
  return `${[
    title,
    table([t("Account"), t("Today"), t("This month"), t("Since {0}", first)], rows),
    t(
      "Calls are counted on this machine when they are sent, whether or not an answer comes. Days and months are those of UTC.",
    ),
    estimateNote(prices),
  ].join("\n\n")}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  // Numbers stand to the right, names and bars to the left.
  const rule = head.map((title, at) => (at === 0 || title === "" ? "---" : "---:"));
  return [line(head), line(rule), ...rows.map(line)].join("\n");
}

/** `<1 %` for a little, so that nothing is said to be none that is some. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return "–";
  const value = (part / whole) * 100;
  if (value > 0 && value < 1) return "<1 %";
  if (value > 99 && value < 100) return ">99 %";
  return `${Math.round(value)} %`;
}

const barLength = 20;

/** A bar of text, 0–1, which a screen reader passes over. */
function bar(part: number): string {
  return "━".repeat(Math.max(1, Math.round(part * barLength)));
}
