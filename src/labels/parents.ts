/** Which label of an answer is the parent that another one names: names are all the service gives. */
import type { Label } from "./label.ts";

/** The name of the parent; `undefined` for none, also when the service wrote an empty name. */
export function parentNameOf(label: Label): string | undefined {
  return label.parent === "" ? undefined : label.parent;
}

/**
 * For sorted labels, a function that gives the index of a label's parent among them: at the level directly above, else
 * the nearest above, else at any level the most confident. `undefined` when the answer lacks it. A namesake of the label
 * itself counts only when it is at a lower level.
 */
export function parentFinder(labels: readonly Label[]): (label: Label) => number | undefined {
  const byName = firstOfEachLevel(labels);
  return (label) => {
    const name = parentNameOf(label);
    if (name === undefined) return undefined;
    let nearest: number | undefined;
    let shortest = Number.POSITIVE_INFINITY;
    for (const [level, index] of byName.get(name) ?? []) {
      const distance = distanceAbove(label.level, level);
      if (name === label.name && distance >= wrongWay) continue;
      if (distance >= shortest) continue;
      nearest = index;
      shortest = distance;
    }
    return nearest;
  };
}

/** By name, the first label at each level: a name that occurs thousands of times costs no more than a rare one. */
function firstOfEachLevel(labels: readonly Label[]): Map<string, Map<number | undefined, number>> {
  const byName = new Map<string, Map<number | undefined, number>>();
  labels.forEach(({ name, level }, index) => {
    const levels = byName.get(name) ?? new Map<number | undefined, number>();
    if (!levels.has(level)) levels.set(level, index);
    byName.set(name, levels);
  });
  return byName;
}

/** Distances from here on mean that the parent is not above its child, or that nobody knows. */
const wrongWay = 1000;

/** 1 for the level directly above, 2 for the one above that; all that are not above are alike. */
function distanceAbove(level: number | undefined, parentLevel: number | undefined): number {
  if (level === undefined || parentLevel === undefined) return wrongWay;
  return parentLevel < level ? level - parentLevel : wrongWay;
}
