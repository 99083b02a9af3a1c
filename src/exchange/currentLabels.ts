/** The labels of an image as they are now: those of the detection that judges it, corrected by people. */
import type { ExportedImage } from "../labelIndex/port.ts";
import { labelHierarchy } from "../labels/hierarchy.ts";
import type { Label, LabelNode } from "../labels/label.ts";
import { sortLabels } from "../labels/order.ts";
import { foldText } from "../labels/search.ts";

/** Without hidden ones, by `compareLabels`; added ones, which have a name and nothing else, come last. */
export function currentLabels(image: ExportedImage): Label[] {
  const answered = answeredLabels(image);
  const isHidden = hiddenBy(image);
  const labels = sortLabels(answered.filter(({ name }) => !isHidden(name)));
  return [...labels, ...addedNames(image, answered).map(byHand)];
}

/**
 * Each current label as its path from the top, such as `["Animal", "Cat"]`, without repetition. Parents are those of the
 * answer as it came, so hidden and implied ones are in it, too.
 */
export function labelPaths(image: ExportedImage): string[][] {
  const answered = answeredLabels(image);
  const isHidden = hiddenBy(image);
  const paths = new Map<string, string[]>();
  const add = (path: string[]) => paths.set(JSON.stringify(path), path);
  // As deep as `labelHierarchy` lets a chain become.
  const visit = (nodes: readonly LabelNode[], above: readonly string[]) => {
    for (const { name, implied, children } of nodes) {
      const path = [...above, name];
      if (!implied && !isHidden(name)) add(path);
      visit(children, path);
    }
  };
  visit(labelHierarchy(answered), []);
  for (const name of addedNames(image, answered)) add([name]);
  return [...paths.values()];
}

/** In the service's order; none where no detection is of the image's present bytes. */
function answeredLabels({ detections, current }: ExportedImage): readonly Label[] {
  return current === undefined ? [] : (detections[current]?.labels ?? []);
}

function hiddenBy({ corrections }: ExportedImage): (name: string) => boolean {
  const hidden = new Set(corrections?.hidden.map(foldText));
  return (name) => hidden.size > 0 && hidden.has(foldText(name));
}

/** A name that the answer has is not added again. */
function addedNames({ corrections }: ExportedImage, answered: readonly Label[]): string[] {
  if (!corrections || corrections.added.length === 0) return [];
  const there = new Set(answered.map(({ name }) => foldText(name)));
  return corrections.added.filter((name) => {
    const folded = foldText(name);
    if (there.has(folded)) return false;
    there.add(folded);
    return true;
  });
}

function byHand(name: string): Label {
  const unknown = undefined;
  return {
    name,
    level: unknown,
    parent: unknown,
    confidence: unknown,
    centricScore: unknown,
    language: unknown,
    alias: unknown,
  };
}
