/** Images of a store as the port gives them. */
import { currentLabels } from "../query/currentLabels.ts";
import type { ImageRow } from "./imageRows.ts";
import type { ImageStore, JudgedImage } from "./imageStore.ts";
import type { ExchangeDetection, ExportedImage, FoundImage } from "./port.ts";
import type { ImageReader } from "./search/imageReader.ts";

export function readerOf(store: ImageStore): ImageReader {
  return {
    found: (images) => {
      const found = new Map<number, FoundImage>();
      for (const [image, judged] of store.judgedImages(images))
        found.set(image, foundImage(judged));
      return found;
    },
    judged: (image) => {
      const judged = store.judgedImage(image);
      return judged && { labels: judged.detection?.labels, corrections: judged.corrections };
    },
  };
}

/** An image as it is judged. */
export function foundImage({
  object,
  isOutdated,
  corrections,
  detection,
}: JudgedImage): FoundImage {
  return {
    object,
    ...(detection && { detection: factsOf(detection) }),
    labels: currentLabels(detection?.labels ?? [], corrections),
    isOutdated,
    ...(corrections && { corrections }),
  };
}

/** An image with all its detections that can be read. */
export function exportedImage(store: ImageStore, row: ImageRow): ExportedImage {
  const answers = store.answers.idsOf(row.id).flatMap((id) => {
    const detection = store.answers.read(id, false);
    return detection ? { id, detection } : [];
  });
  const at = answers.findIndex(({ id }) => id === row.current);
  return {
    object: row.object,
    detections: answers.map(({ detection }) => ({
      ...factsOf(detection),
      labels: detection.labels,
    })),
    ...(row.corrections && { corrections: row.corrections }),
    ...(at >= 0 && { current: at }),
  };
}

function factsOf({ threshold, detectedAt, requestId, source }: ExchangeDetection) {
  return {
    threshold,
    detectedAt,
    ...(requestId !== undefined && { requestId }),
    ...(source !== undefined && { source }),
  };
}
