/** Images of a store as the port gives them. */
import { currentLabels } from "../query/currentLabels.ts";
import type { ImageRow, ImageStore } from "./imageStore.ts";
import type { ExportedImage, FoundImage } from "./port.ts";
import type { ImageReader } from "./search/imageReader.ts";
import type { StoredDetection } from "./storedDetection.ts";

export function readerOf(store: ImageStore): ImageReader {
  return {
    found: (image) => {
      const row = store.rowById(image);
      return row && foundImage(store, row);
    },
    judged: (image) => {
      const row = store.rowById(image);
      if (!row) return undefined;
      return { labels: store.judgingDetection(row)?.labels, corrections: row.corrections };
    },
  };
}

/** An image as it is judged. */
export function foundImage(store: ImageStore, row: ImageRow): FoundImage {
  const detection = store.judgingDetection(row);
  return {
    object: row.object,
    ...(detection && { detection: factsOf(detection) }),
    labels: currentLabels(detection?.labels ?? [], row.corrections),
    isOutdated: row.isOutdated,
    ...(row.corrections && { corrections: row.corrections }),
  };
}

/** An image with all its detections that can be read. */
export function exportedImage(store: ImageStore, row: ImageRow): ExportedImage {
  const answers = store.answerIds(row.id).flatMap((id) => {
    const detection = store.detection(id);
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

function factsOf({ threshold, detectedAt, requestId, source }: StoredDetection) {
  return {
    threshold,
    detectedAt,
    ...(requestId !== undefined && { requestId }),
    ...(source !== undefined && { source }),
  };
}
