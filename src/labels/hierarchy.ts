/** Turns the flat labels of an answer into a forest, whatever the answer says about parents. */
import type { Label, LabelNode } from "./label.ts";
import { compareLabels, sortLabels } from "./order.ts";
import { parentFinder, parentNameOf } from "./parents.ts";

/** The service documents three levels. Chains of parents longer than this are cut into trees of their own. */
export const deepestLevel = 8;

/** A node while the forest grows. Implied ones have no `label` and no `parent`. */
interface Seat {
  readonly name: string;
  readonly label: Label | undefined;
  readonly children: LabelNode[];
  readonly node: LabelNode;
  parent: Seat | undefined;
  /** 1 for a root; `undefined` until the chain of parents has been followed. */
  depth: number | undefined;
  /** Where the last chain that came by started. */
  visitedFrom: Seat | undefined;
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
  const seats = withoutDuplicates(sortLabels(labels)).map((label) => newSeat(label.name, label));
  seatUnderParents(seats);
  for (const seat of seats) settleDepth(seat);
  return collectRoots(seats);
}

function newSeat(name: string, label: Label | undefined): Seat {
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

function seatUnderParents(seats: readonly Seat[]): void {
  const findParent = parentFinder(seats.flatMap((seat) => seat.label ?? []));
  const implied = new Map<string, Seat>();
  for (const seat of seats) {
    const name = seat.label && parentNameOf(seat.label);
    if (!seat.label || name === undefined) continue;
    const index = findParent(seat.label);
    if (index !== undefined) {
      seat.parent = seats[index];
      continue;
    }
    if (name === seat.name) continue;
    const impliedSeat = implied.get(name) ?? newSeat(name, undefined);
    implied.set(name, impliedSeat);
    seat.parent = impliedSeat;
  }
}

/** Follows the parents up to a known depth, opening a circle and cutting an overlong chain on the way. */
function settleDepth(start: Seat): void {
  let chain: Seat[] = [];
  let seat: Seat | undefined = start;
  while (seat && seat.depth === undefined && seat.visitedFrom !== start) {
    chain.push(seat);
    seat.visitedFrom = start;
    seat = seat.parent;
  }
  if (seat && seat.depth === undefined) chain = openCircle(chain, chain.indexOf(seat));
  for (let next = chain.pop(); next; next = chain.pop()) {
    const depth: number = (next.parent?.depth ?? 0) + 1;
    if (depth > deepestLevel) next.parent = undefined;
    next.depth = next.parent ? depth : 1;
  }
}

/**
 * Makes one member of a circle a root: of those at the lowest level the first in order. Returns the chain reordered
 * so that parents come after their children again.
 */
function openCircle(chain: readonly Seat[], circleStart: number): Seat[] {
  const circle = chain.slice(circleStart);
  const root = circle.reduce((best, seat) => (isBetterRoot(seat, best) ? seat : best));
  root.parent = undefined;
  const at = circle.indexOf(root) + 1;
  return chain.slice(0, circleStart).concat(circle.slice(at), circle.slice(0, at));
}

function isBetterRoot(a: Seat, b: Seat): boolean {
  const levelOf = (seat: Seat) => seat.label?.level ?? Number.POSITIVE_INFINITY;
  if (levelOf(a) !== levelOf(b)) return levelOf(a) < levelOf(b);
  return a.label !== undefined && b.label !== undefined && compareLabels(a.label, b.label) < 0;
}

/** Seats come best first, so that roots and children fill in the right order. */
function collectRoots(seats: readonly Seat[]): LabelNode[] {
  const roots = new Set<LabelNode>();
  for (const seat of seats) {
    seat.parent?.children.push(seat.node);
    let top: Seat = seat;
    // At most `deepestLevel` steps.
    while (top.parent) top = top.parent;
    if (top === seat || top.node.implied) roots.add(top.node);
  }
  return [...roots];
}
