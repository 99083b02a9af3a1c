/** Conditions on one and the same label, judged by the labels themselves. */
import type { Label } from "../../labels/label.ts";
import { foldText } from "../../labels/search.ts";
import { mainLabel, minSubjectScore } from "../../labels/subject.ts";
import type { NameCondition, NamePattern, ScoreTest } from "../../query/query.ts";
import { currentLabels, Parents } from "../imageEntries.ts";
import { holds } from "./comparisons.ts";
import type { JudgedLabels } from "./imageReader.ts";

/** The current labels that a condition on names matches. */
export function matchedLabels(
  condition: NameCondition,
  { labels = [], corrections }: JudgedLabels,
): readonly Label[] {
  const current = currentLabels(labels, corrections);
  if (condition.kind === "word") {
    return current.filter(({ name }) => foldText(name).includes(condition.text));
  }
  const parents = new Parents(labels);
  const isBelow = condition.kind === "subject" || condition.reach === "below";
  const hasName = (label: Label) =>
    isMatch(condition.name, label.name) ||
    (isBelow && [...parents.above(label)].some((name) => isMatch(condition.name, name)));
  if (condition.kind === "subject") {
    const main = mainLabel(current);
    return main && (main.centricScore ?? 0) >= minSubjectScore && hasName(main) ? [main] : [];
  }
  return current.filter(
    (label) => condition.where.every((test) => holdsScore(test, label)) && hasName(label),
  );
}

function isMatch({ match, text }: NamePattern, name: string): boolean {
  const folded = foldText(name);
  return match === "equal" ? folded === text : folded.startsWith(text);
}

function holdsScore(test: ScoreTest, { confidence, centricScore, level }: Label): boolean {
  const value = { confidence, centric: centricScore, level }[test.score];
  return value !== undefined && holds(test, value);
}
