/** The labels of an answer as the panel lists them: a tree whose items have keys that survive a new answer. */
import { t } from "@vscode/l10n";
import {
  addedLabels,
  hasName,
  type LabelCorrections,
  noCorrections,
} from "../../labels/corrections.ts";
import { plainLine } from "../../labels/format.ts";
import { labelHierarchy } from "../../labels/hierarchy.ts";
import type { Label, LabelNode } from "../../labels/label.ts";
import { sortLabels } from "../../labels/order.ts";
import { asTheyCame, type Namer, type ShownName } from "../../labels/shownNames.ts";

/** A label, or a parent that labels name, at its place in the tree. */
export interface TreeItem {
  /** Path of names from the root; the same for the same place in another answer. */
  readonly key: string;
  /** Safe to show as one line; never empty. */
  readonly name: string;
  /** What it is called in the reader's language, where that is another name. */
  readonly shown: ShownName | undefined;
  /** `undefined` for a parent that the answer names but lacks. */
  readonly label: Label | undefined;
  /** What a person made of it: hidden since it is wrong, or added since it was missing. */
  readonly correction: "hidden" | "added" | undefined;
  readonly parent: TreeItem | undefined;
  readonly children: readonly TreeItem[];
}

export interface LabelTree {
  /** By `compareLabels`, as are all children. */
  readonly roots: readonly TreeItem[];
  /** Every item that has a label, by `compareLabels`, whatever its place in the tree. */
  readonly labelled: readonly LabelledItem[];
}

export type LabelledItem = TreeItem & { readonly label: Label };

/** Builds the tree of an answer's labels. Hidden ones stay in it, since those below them hang on them. */
export function labelTree(
  answered: readonly Label[],
  corrections: LabelCorrections = noCorrections,
  namer: Namer = asTheyCame,
): LabelTree {
  const added = addedLabels(answered, corrections);
  const labels = [...answered, ...added];
  const byLabel = new Map<Label, LabelledItem>();
  const correctionOf = (node: LabelNode) => {
    if (!node.label) return undefined;
    if (added.includes(node.label)) return "added";
    return hasName(corrections.hidden, node.name) ? "hidden" : undefined;
  };
  const roots = grow(labelHierarchy(labels), undefined, byLabel, { correctionOf, namer });
  const labelled = sortLabels([...byLabel.keys()]).flatMap((label) => byLabel.get(label) ?? []);
  return { roots, labelled };
}

/** Hierarchies are a few levels deep, so recursion is safe. */
function grow(
  nodes: readonly LabelNode[],
  parent: TreeItem | undefined,
  byLabel: Map<Label, LabelledItem>,
  about: {
    readonly correctionOf: (node: LabelNode) => TreeItem["correction"];
    readonly namer: Namer;
  },
): TreeItem[] {
  const seen = new Map<string, number>();
  return nodes.map((node) => {
    const nth = (seen.get(node.name) ?? 0) + 1;
    seen.set(node.name, nth);
    const children: TreeItem[] = [];
    const item: TreeItem = {
      key: `${parent ? `${parent.key}\n` : ""}${node.name}${nth > 1 ? `\t${nth}` : ""}`,
      name: plainLine(node.name) || t("(no name)"),
      label: node.label,
      shown: about.namer(node.name),
      correction: about.correctionOf(node),
      parent,
      children,
    };
    children.push(...grow(node.children, item, byLabel, about));
    if (isLabelled(item)) byLabel.set(item.label, item);
    return item;
  });
}

/** What stands in the list for it. */
export function itemText({ name, shown }: Pick<TreeItem, "name" | "shown">): string {
  return shown?.text ?? name;
}

function isLabelled(item: TreeItem): item is LabelledItem {
  return item.label !== undefined;
}
