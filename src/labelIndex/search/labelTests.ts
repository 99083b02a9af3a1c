/** Conditions on one and the same label, judged by the labels themselves. */
import type { Label } from "../../labels/label.ts";
import { judgedLabels } from "../../query/currentLabels.ts";
import { type JudgedImage, labelsFound, subjectAmong } from "../../query/judge.ts";
import type { NameCondition } from "../../query/query.ts";
import type { JudgedLabels } from "./imageReader.ts";

/** The current labels that one of some conditions on names matches. */
export function matchedLabels(
  conditions: readonly NameCondition[],
  { labels = [], corrections }: JudgedLabels,
): readonly Label[] {
  const judged = judgedLabels(labels, corrections);
  const image: Pick<JudgedImage, "labels" | "subject"> = {
    labels: judged,
    subject: subjectAmong(judged),
  };
  return labelsFound(conditions, image).map(({ label }) => label);
}
