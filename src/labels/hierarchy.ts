/** Turns the flat labels of an answer into a forest, whatever the answer says about parents. */
import type { Label, LabelNode } from "./label.ts";
import { compareLabels, sortLabels } from "./order.ts";
import { parentFinder, parentNameOf } from "./parents.ts";

/** The service documents three levels. Chains of parents longer than this are cut into trees of their own. */
export const maxDepth = 8;

/** A node while the forest grows. Implied ones have no `label` and no `parent`. */
interface Entry {
  readonly name: string;
  readonly label: Label | undefined;
  readonly children: LabelNode[];
  readonly node: LabelNode;
  parent: Entry | undefined;
  /** 1 for a root; `undefined` until the chain of parents has been followed. */
  depth: number | undefined;
  /** Where the last chain that came by started. */
  visitedFrom: Entry | undefined;
}

/**
 * The labels as trees. Each label appears once; those equal in name, level and parent are one, the most confident.
 *
 * A label of level n goes under the label that its parent names: at level n-1 if there is one, else at the nearest
 * lower level, else at whatever level that name has. A parent that the answer lacks becomes an implied root. A label
 * that names itself, and one label of each circle of parents, become roots.
 *
 * Siblings are in the order of `compareLabels`; an implied root ranks with its best descendant. The result does not
 * depend on the order of the answer. Time grows with the number of labels, and nothing recurses.
 */
export function labelHierarchy(labels: readonly Label[]): LabelNode[] {
  const entries = withoutDuplicates(sortLabels(labels)).map((label) => newEntry(label.name, label));
  attachToParents(entries);
  for (const entry of entries) settleDepth(entry);
  return collectRoots(entries);
}

function newEntry(name: string, label: Label | undefined): Entry {
  const children: LabelNode[] = [];
  const node: LabelNode = { name, label, implied: label === undefined, children };
  return {
    name,
    label,
    children,
    node,
    parent: undefined,
    depth: undefined,
    visitedFrom: undefined,
  };
}

/** Keeps the first, so the best, of those that are equal in name, level and parent. */
function withoutDuplicates(sorted: readonly Label[]): Label[] {
  const seen = new Set<string>();
  return sorted.filter((label) => {
    // The length tells where the name ends, whatever characters it holds.
    const { name, level } = label;
    const identity = `${level}/${name.length}/${name}${parentNameOf(label) ?? ""}`;
    if (seen.has(identity)) return false;
    seen.add(identity);
    return true;
  });
}

function attachToParents(entries: readonly Entry[]): void {
  const findParent = parentFinder(entries.flatMap((entry) => entry.label ?? []));
  const implied = new Map<string, Entry>();
  for (const entry of entries) {
    const name = entry.label && parentNameOf(entry.label);
    if (!entry.label || name === undefined) continue;
    const index = findParent(entry.label);
    if (index !== undefined) {
      entry.parent = entries[index];
      continue;
    }
    if (name === entry.name) continue;
    const impliedEntry = implied.get(name) ?? newEntry(name, undefined);
    implied.set(name, impliedEntry);
    entry.parent = impliedEntry;
  }
}

/** Follows the parents up to a known depth, opening a circle and cutting an overlong chain on the way. */
function settleDepth(start: Entry): void {
  let chain: Entry[] = [];
  let entry: Entry | undefined = start;
  while (entry && entry.depth === undefined && entry.visitedFrom !== start) {
    chain.push(entry);
    entry.visitedFrom = start;
    entry = entry.parent;
  }
  if (entry && entry.depth === undefined) chain = openCircle(chain, chain.indexOf(entry));
  for (let next = chain.pop(); next; next = chain.pop()) {
    const depth: number = (next.parent?.depth ?? 0) + 1;
    if (depth > maxDepth) next.parent = undefined;
    next.depth = next.parent ? depth : 1;
  }
}

/**
 * Makes one member of a circle a root: of those at the lowest level the first in order. Returns the chain reordered
 * so that parents come after their children again.
 */
function openCircle(chain: readonly Entry[], circleStart: number): Entry[] {
  const circle = chain.slice(circleStart);
  const root = circle.reduce((best, entry) => (isBetterRoot(entry, best) ? entry : best));
  root.parent = undefined;
  const at = circle.indexOf(root) + 1;
  return chain.slice(0, circleStart).concat(circle.slice(at), circle.slice(0, at));
}

function isBetterRoot(a: Entry, b: Entry): boolean {
  const levelOf = (entry: Entry) => entry.label?.level ?? Number.POSITIVE_INFINITY;
  if (levelOf(a) !== levelOf(b)) return levelOf(a) < levelOf(b);
  return a.label !== undefined && b.label !== undefined && compareLabels(a.label, b.label) < 0;
}

/** Entries come best first, so that roots and children fill in the right order. */
function collectRoots(entries: readonly Entry[]): LabelNode[] {
  const roots = new Set<LabelNode>();
  for (const entry of entries) {
    entry.parent?.children.push(entry.node);
    let top: Entry = entry;
    // At most `maxDepth` steps.
    while (top.parent) top = top.parent;
    if (top === entry || top.node.implied) roots.add(top.node);
  }
  return [...roots];
}
