/** The checklist as text to send to someone. */
import { t } from "@vscode/l10n";
import { joined } from "../labels/format.ts";
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
export function verdictText(verdict: Verdict): string {
  switch (verdict) {
    case "waiting":
      return t("waiting");
    case "running":
      return t("running");
    case "passed":
      return t("passed");
    case "attention":
      return t("needs attention");
    case "failed":
      return t("failed");
    case "unknown":
      return t("not known");
    case "skipped":
      return t("skipped");
  }
}

/** Markdown, one item a check. The items hold no secrets, so neither does this. */
export function setupReport(heading: ReportHeading, items: readonly SetupItem[]): string {
  const { account, bucket, network, version, date } = heading;
  const title =
    bucket === undefined
      ? t("Setup of the account {account}", { account })
      : t("Setup of the account {account}, bucket {bucket}", { account, bucket });
  const made = t("{date} UTC, OSS Image Labels {version}, {network}", {
    date: date.toISOString().slice(0, 16).replace("T", " "),
    version,
    network,
  });
  const lines = items.flatMap(({ title, verdict, finding, said, nextStep }) => [
    `- **${title}**: ${verdictLine(verdict, finding)}`,
    ...(said === undefined ? [] : [`  - ${said}`]),
    ...(nextStep === undefined ? [] : [`  - ${nextStep}`]),
  ]);
  return [`# ${title}`, "", made, "", ...lines, ""].join("\n");
}

function verdictLine(verdict: Verdict, finding: string): string {
  const word = verdictText(verdict);
  return finding === "" ? word : t("{verdict}. {finding}", { verdict: word, finding });
}

/** The whole list in a few words, what is wrong first: `1 failed, 2 need attention, 7 passed`. */
export function summary(items: readonly SetupItem[]): string {
  const verdicts = ["failed", "attention", "passed", "unknown", "skipped"] as const;
  const counted = verdicts
    .map((verdict) => ({ verdict, count: items.filter((one) => one.verdict === verdict).length }))
    .filter(({ count }) => count > 0);
  return joined(counted.map(({ verdict, count }) => countText(verdict, count)));
}

type SummedVerdict = Exclude<Verdict, "waiting" | "running">;

function countText(verdict: SummedVerdict, count: number): string {
  switch (verdict) {
    case "failed":
      return t("{0} failed", count);
    case "attention":
      return count === 1 ? t("1 needs attention") : t("{0} need attention", count);
    case "passed":
      return t("{0} passed", count);
    case "unknown":
      return t("{0} not known", count);
    case "skipped":
      return t("{0} skipped", count);
  }
}
