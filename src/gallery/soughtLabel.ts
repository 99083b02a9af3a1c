/** The label for which a query finds an image. */
import type { FoundImage } from "../labelIndex/port.ts";
import type { Label } from "../labels/label.ts";
import { judgedImage, labelsFound, relevanceOf } from "../query/judge.ts";
import { positiveNames, type Query } from "../query/query.ts";

/** The one that the image is most about; `undefined` where the query asks for no label. */
export function soughtLabel(image: FoundImage, { condition }: Query): Label | undefined {
  const names = positiveNames(condition);
  if (names.length === 0) return undefined;
  const { object, labels, isOutdated } = image;
  // They are the current ones, corrections and all.
  const detection = { labels, detectedAt: "" };
  const found = labelsFound(names, judgedImage({ object, detection, isOutdated }));
  return found
    .map(({ label }) => label)
    .sort(
      (a, b) => relevanceOf(b) - relevanceOf(a) || (b.confidence ?? 0) - (a.confidence ?? 0),
    )[0];
}
