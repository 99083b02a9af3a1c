/** The checklist as text to send to someone. */
import type { SetupItem, Verdict } from "./setupItem.ts";

export interface ReportHeading {
  readonly account: string;
  readonly bucket?: string | undefined;
  /** The proxies in effect, without passwords. */
  readonly network: string;
  readonly version: string;
  readonly date: Date;
}

/** What a verdict is called. */
export const verdictWords: Readonly<Record<Verdict, string>> = {
  waiting: "waiting",
  running: "running",
  passed: "passed",
  attention: "needs attention",
  failed: "failed",
  unknown: "not known",
  skipped: "skipped",
};

/** Markdown, one item a check. The items hold no secrets, so neither does this. */
export function setupReport(heading: ReportHeading, items: readonly SetupItem[]): string {
  const { account, bucket, network, version, date } = heading;
  const about = bucket === undefined ? account : `${account}, bucket ${bucket}`;
  const lines = items.flatMap(({ title, verdict, finding, said, nextStep }) => [
    `- **${title}**: ${[verdictWords[verdict], finding].filter(Boolean).join(". ")}`,
    ...(said === undefined ? [] : [`  - ${said}`]),
    ...(nextStep === undefined ? [] : [`  - ${nextStep}`]),
  ]);
  return [
    `# Setup of the account ${about}`,
    "",
    `${date.toISOString().slice(0, 16).replace("T", " ")} UTC, OSS Image Labels ${version}, ${network}`,
    "",
    ...lines,
    "",
  ].join("\n");
}

/** The whole list in a few words, what is wrong first: `1 failed, 2 need attention, 7 passed`. */
export function summary(items: readonly SetupItem[]): string {
  const verdicts: readonly Verdict[] = ["failed", "attention", "passed", "unknown", "skipped"];
  return verdicts
    .map((verdict) => ({ verdict, count: items.filter((one) => one.verdict === verdict).length }))
    .filter(({ count }) => count > 0)
    .map(({ verdict, count }) => `${count} ${countedWords(verdict, count)}`)
    .join(", ");
}

function countedWords(verdict: Verdict, count: number): string {
  return verdict === "attention" && count > 1 ? "need attention" : verdictWords[verdict];
}
