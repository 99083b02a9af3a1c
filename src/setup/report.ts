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
  waiting: "waits",
  running: "runs",
  works: "works",
  attention: "needs attention",
  fails: "does not work",
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

/** One sentence about the whole list, once it has run. */
export function summary(items: readonly SetupItem[]): string {
  const count = (...verdicts: Verdict[]) =>
    items.filter(({ verdict }) => verdicts.includes(verdict)).length;
  const broken = count("fails");
  const doubtful = count("attention");
  const parts = [
    ...(broken > 0 ? [`${broken} ${broken === 1 ? "check fails" : "checks fail"}`] : []),
    ...(doubtful > 0 ? [`${doubtful} ${doubtful === 1 ? "needs" : "need"} attention`] : []),
    ...(count("unknown") > 0 ? [`${count("unknown")} not known`] : []),
  ];
  if (parts.length === 0) return "Everything that was checked works.";
  if (broken + doubtful === 0) return `Everything that was checked works; ${parts.join(", ")}.`;
  return `${parts.join(", ")}. Choose a line for what to do about it.`;
}
