/** What a picture is of: its main subject, as the scores suggest. */
import { t } from "@vscode/l10n";
import { plainLine } from "./format.ts";
import { labelHierarchy } from "./hierarchy.ts";
import type { Label, LabelNode } from "./label.ts";
import { nameLanguage } from "./language.ts";
import { compareLabels, sortLabels } from "./order.ts";
import { asTheyCame, type Namer } from "./shownNames.ts";

export interface MainSubject {
  readonly label: Label;
  /** Name at the top of the label's tree; absent when the label stands alone. */
  readonly category?: string;
  /** The deepest label below it that is almost as likely; absent when there is none. */
  readonly detail?: Label;
}

/** A centric score below it says rather no than yes to a label as the main subject. */
export const minSubjectScore = 0.5;

/** A label below the main subject is almost as likely when it loses no more than this of confidence × centric score. */
const maxDetailLoss = 0.1;

/**
 * The label that most likely names the main subject: confidence × centric score is highest. Of equals the one at the
 * deeper level, then the first by `compareLabels`. Labels that lack their confidence count only where none has both.
 * `undefined` without a centric score above 0.
 */
export function mainSubject(labels: readonly Label[]): MainSubject | undefined {
  const label = mainLabel(labels);
  if (!label) return undefined;
  const forest = labelHierarchy(labels);
  const root = forest.find((tree) => nodeOf(tree, label));
  const category = root && !isSameLabel(root, label) ? root.name : undefined;
  const detail = root && detailOf(label, nodeOf(root, label));
  return { label, ...(category !== undefined && { category }), ...(detail && { detail }) };
}

/** The label of `mainSubject` alone, which takes no time to speak of. */
export function mainLabel(labels: readonly Label[]): Label | undefined {
  let best: Label | undefined;
  for (const label of labels) {
    if (!((label.centricScore ?? 0) > 0)) continue;
    const isLess = label.confidence === undefined && best?.confidence !== undefined;
    const isMore = label.confidence !== undefined && best?.confidence === undefined;
    if (isLess || (best && !isMore && compareLikelihood(label, best) >= 0)) continue;
    best = label;
  }
  return best;
}

/** The one label to name where there is room for one: what the picture is of, as exactly as is almost certain. */
export function topLabel(labels: readonly Label[]): Label | undefined {
  const subject = mainSubject(labels);
  return subject?.detail ?? subject?.label ?? sortLabels(labels)[0];
}

/** A piece of a sentence; names come from the service, are plain lines, and may be set apart. */
export interface SentencePart {
  readonly text: string;
  /** Set for a name: the tag of its language, where that is known. */
  readonly name?: {
    readonly language: string | undefined;
    /** What the service named it, where another name is shown. */
    readonly original?: string;
  };
}

/** One sentence in parts, such as "Mostly Outerwear, part of Clothing."; none when no score tells. */
export function subjectSentenceParts(
  labels: readonly Label[],
  namer: Namer = asTheyCame,
): SentencePart[] {
  const subject = mainSubject(labels);
  if (!subject) return [];
  const { label, category, detail } = subject;
  const language = nameLanguage(label)?.tag;
  const name = (text: string): SentencePart => {
    const shown = namer(text);
    if (!shown) return { text: plainLine(text), name: { language } };
    return { text: shown.text, name: { language: shown.language, original: plainLine(text) } };
  };
  const names = new Map([[slots.label, label.name]]);
  if (category && plainLine(category)) names.set(slots.category, category);
  if (detail) names.set(slots.detail, detail.name);
  const isClear = (label.centricScore ?? 0) >= minSubjectScore;
  const parts = sentenceWithSlots(isClear, names)
    .split(/([\ue000-\ue002])/)
    .filter((piece) => piece !== "")
    .map((piece) => {
      const slotName = names.get(piece);
      return slotName === undefined ? { text: piece } : name(slotName);
    });
  return parts.map((part, at) => spaced(part, parts[at - 1], parts[at + 1]));
}

const latinStart = /^[\p{Script=Latin}\d]/u;
const latinEnd = /[\p{Script=Latin}\d]$/u;

/** Chinese words have a blank beside a Latin name, and none beside a Chinese one. */
function spaced(
  part: SentencePart,
  before: SentencePart | undefined,
  after: SentencePart | undefined,
): SentencePart {
  if (part.name) return part;
  const isLed = latinEnd.test(before?.text ?? "") && /^\p{Script=Han}/u.test(part.text);
  const isFollowed = /\p{Script=Han}$/u.test(part.text) && latinStart.test(after?.text ?? "");
  return { text: `${isLed ? " " : ""}${part.text}${isFollowed ? " " : ""}` };
}

/** Hold the places of the names in a sentence that is translated as a whole. No text has these characters. */
const slots = { label: "\ue000", category: "\ue001", detail: "\ue002" };

function sentenceWithSlots(isClear: boolean, names: ReadonlyMap<string, string>): string {
  const hasCategory = names.has(slots.category);
  if (!isClear) {
    return hasCategory
      ? t("No clear main subject; {label}, part of {category}, comes closest.", slots)
      : t("No clear main subject; {label} comes closest.", slots);
  }
  if (names.has(slots.detail)) {
    return hasCategory
      ? t("Mostly {label}, part of {category}; most likely {detail}.", slots)
      : t("Mostly {label}; most likely {detail}.", slots);
  }
  return hasCategory
    ? t("Mostly {label}, part of {category}.", slots)
    : t("Mostly {label}.", slots);
}

function likelihood(label: Label): number {
  return (label.confidence ?? 1) * (label.centricScore ?? 0);
}

function compareLikelihood(a: Label, b: Label): number {
  return likelihood(b) - likelihood(a) || (b.level ?? 0) - (a.level ?? 0) || compareLabels(a, b);
}

function detailOf(subject: Label, node: LabelNode | undefined): Label | undefined {
  const below = (nodes: readonly LabelNode[], depth: number): { label: Label; depth: number }[] =>
    nodes.flatMap(({ label, children }) => [
      ...(label ? [{ label, depth }] : []),
      ...below(children, depth + 1),
    ]);
  const [first] = below(node?.children ?? [], 1)
    .filter(({ label }) => label.name !== subject.name)
    // Twelve digits: 0.9 - 0.8 is more than 0.1 in binary.
    .filter(({ label }) => {
      const loss = likelihood(subject) - likelihood(label);
      return label.confidence !== undefined && Number(loss.toPrecision(12)) <= maxDetailLoss;
    })
    .sort((a, b) => b.depth - a.depth || compareLikelihood(a.label, b.label));
  return first?.label;
}

/** The name at the top of the tree that a label of the answer stands in; `undefined` when it is the top itself. */
export function categoryOf(label: Label, labels: readonly Label[]): string | undefined {
  const root = labelHierarchy(labels).find((tree) => nodeOf(tree, label));
  return root && !isSameLabel(root, label) ? root.name : undefined;
}

/** Trees are at most `maxDepth` deep, so recursion is safe. */
function nodeOf(tree: LabelNode, label: Label): LabelNode | undefined {
  if (isSameLabel(tree, label)) return tree;
  for (const child of tree.children) {
    const found = nodeOf(child, label);
    if (found) return found;
  }
  return undefined;
}

/** Duplicates of a label share one node, so identity is by content. */
function isSameLabel({ label: other }: LabelNode, label: Label): boolean {
  return other?.name === label.name && other.level === label.level && other.parent === label.parent;
}
