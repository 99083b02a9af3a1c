/** What a picture is of: its main subject, as the scores suggest. */
import { plainLine } from "./format.ts";
import { labelHierarchy } from "./hierarchy.ts";
import type { Label, LabelNode } from "./label.ts";
import { compareLabels } from "./order.ts";

export interface MainSubject {
  readonly label: Label;
  /** Name at the top of the label's tree; absent when the label stands alone. */
  readonly category?: string;
}

/** A centric score below it says rather no than yes to a label as the main subject. */
export const minSubjectScore = 0.5;

/**
 * The label that most likely names the main subject: confidence times centric score is highest. Of equals the more
 * special one. Labels that lack their confidence count only where none has both. `undefined` without a centric score
 * above 0.
 */
export function mainSubject(labels: readonly Label[]): MainSubject | undefined {
  const scored = labels.filter((label) => (label.centricScore ?? 0) > 0);
  const complete = scored.filter((label) => label.confidence !== undefined);
  const [label] = (complete.length > 0 ? complete : scored).sort(compareLikelihood);
  if (!label) return undefined;
  const category = categoryOf(label, labels);
  return category === undefined ? { label } : { label, category };
}

/** One sentence, such as "Mostly Outerwear, part of Clothing."; `undefined` when no score tells. */
export function subjectSentence(labels: readonly Label[]): string | undefined {
  const subject = mainSubject(labels);
  if (!subject) return undefined;
  const name = plainLine(subject.label.name);
  const category = subject.category === undefined ? undefined : plainLine(subject.category);
  if ((subject.label.centricScore ?? 0) >= minSubjectScore) {
    return category ? `Mostly ${name}, part of ${category}.` : `Mostly ${name}.`;
  }
  return `No clear main subject; ${category ? `${name}, part of ${category},` : name} comes closest.`;
}

function compareLikelihood(a: Label, b: Label): number {
  const likelihood = (label: Label) => (label.confidence ?? 1) * (label.centricScore ?? 0);
  return likelihood(b) - likelihood(a) || (b.level ?? 0) - (a.level ?? 0) || compareLabels(a, b);
}

/** The name at the top of the tree that a label of the answer stands in; `undefined` when it is the top itself. */
export function categoryOf(label: Label, labels: readonly Label[]): string | undefined {
  for (const root of labelHierarchy(labels)) {
    if (isSameLabel(root, label)) return undefined;
    if (holds(root, label)) return root.name;
  }
  return undefined;
}

function holds(root: LabelNode, label: Label): boolean {
  const open: LabelNode[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (isSameLabel(node, label)) return true;
    for (const child of node.children) open.push(child);
  }
  return false;
}

/** Duplicates of a label share one node, so identity is by content. */
function isSameLabel({ label: other }: LabelNode, label: Label): boolean {
  return other?.name === label.name && other.level === label.level && other.parent === label.parent;
}
