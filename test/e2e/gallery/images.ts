/** An index of many images for the search view, made of those of the sample bucket, and their pictures. */
import type { PictureSide } from "../../../src/gallery/protocol.ts";
import type {
  FoundImage,
  IndexSummary,
  LabelCount,
  PageRequest,
} from "../../../src/labelIndex/port.ts";
import type { Label } from "../../../src/labels/label.ts";
import type { Query } from "../../../src/query/query.ts";
import { catalogue, drawn, readSample } from "../../unit/media/shipped.ts";

/** An index that finds what a query of labels asks for, in the order of the keys. */
export interface ImageIndex {
  search(
    query: Query,
    page: PageRequest,
  ): Promise<{ readonly total: number; readonly images: readonly FoundImage[] }>;
  count(query: Query): Promise<number>;
  facets(query: Query, limit: number): Promise<readonly LabelCount[]>;
  labelNames(text: string, limit: number): Promise<readonly LabelCount[]>;
  summary(): Promise<IndexSummary>;
}

const samples = drawn.map(({ key, file, labels = [], sha256 }) => ({
  key,
  file,
  sha256,
  labels: labels.map(
    (wire): Label => ({
      name: wire.LabelName,
      level: wire.LabelLevel,
      parent: wire.ParentLabelName || undefined,
      confidence: wire.LabelConfidence,
      centricScore: wire.CentricScore,
      language: wire.Language,
      alias: undefined,
    }),
  ),
}));

/** The `at`th image; the first ones are the sample's own. */
function imageAt(at: number): FoundImage {
  const sample = samples[at % samples.length] ?? samples[0];
  if (!sample) throw new Error("The sample bucket is empty.");
  const round = Math.floor(at / samples.length);
  const key = round === 0 ? sample.key : sample.key.replace(/(\.\w+)$/, ` ${round + 1}$1`);
  const isUnknown = at % 23 === 11;
  const labels = isUnknown ? [] : sample.labels;
  const isOutdated = at % 19 === 7;
  return {
    object: { account: "Sample", bucket: "sample", key, etag: `${at}`, size: 40_000 + at },
    labels,
    isOutdated,
    ...(!isUnknown && {
      detection: { threshold: 0.7, detectedAt: "2026-11-01T08:00:00.000Z", source: "image/labels" },
    }),
    ...(at % 29 === 5 && { corrections: { hidden: [], added: ["Holiday"] } }),
  };
}

export function imageIndex(count: number): ImageIndex {
  const found = new Map<string, readonly number[]>();
  /** Positions of the images that have all labels of a query. */
  const positions = (query: Query): readonly number[] => {
    const { condition } = query;
    const parts = condition.kind === "and" ? condition.of : [condition];
    const names = parts.flatMap((part) => (part.kind === "label" ? [part.name.text] : []));
    const id = JSON.stringify([names, query.sort]);
    let kept = found.get(id);
    if (!kept) {
      kept = Array.from({ length: count }, (_, at) => at).filter((at) => {
        const { labels } = imageAt(at);
        return names.every((name) =>
          labels.some((label) => label.name.toLowerCase() === name || label.parent === name),
        );
      });
      if (query.sort.isReversed) kept = [...kept].reverse();
      found.set(id, kept);
    }
    return kept;
  };
  const counts = (query: Query): LabelCount[] => {
    const all = positions(query);
    const byName = new Map<string, number>();
    for (const at of all.slice(0, 2000)) {
      const { labels } = imageAt(at);
      const names = new Set(labels.flatMap(({ name, parent = name }) => [name, parent]));
      for (const name of names) byName.set(name, (byName.get(name) ?? 0) + 1);
    }
    const share = all.length / Math.min(all.length, 2000);
    return [...byName]
      .map(([name, images]) => ({ name, images: Math.round(images * share) }))
      .sort((a, b) => b.images - a.images);
  };
  const everything: Query = {
    condition: { kind: "everything" },
    sort: { by: "relevance", isReversed: false },
  };
  return {
    search: async (query, { limit, offset = 0 }) => {
      const all = positions(query);
      return { total: all.length, images: all.slice(offset, offset + limit).map(imageAt) };
    },
    count: async (query) => positions(query).length,
    facets: async (query, limit) => counts(query).slice(0, limit),
    summary: async () => ({
      ...{ file: "", isKept: true, size: 0, images: count, detections: count },
      places: [{ account: "Sample", bucket: "sample", images: count, detections: count }],
    }),
    labelNames: async (text, limit) =>
      counts(everything)
        .filter(({ name }) => name.toLowerCase().includes(text.toLowerCase()))
        .slice(0, limit),
  };
}

/** The picture of an image, as the sample account would send it. */
export function pictureOf(key: string, side: PictureSide) {
  const original = key.replace(/ \d+(\.\w+)$/, "$1");
  const sample = samples.find((each) => each.key === original || each.key === key);
  const sizes = sample && catalogue.sizes[sample.sha256];
  const file =
    side === 1600 ? sample?.file : (sizes?.[String(side)] ?? sizes?.["320"] ?? sample?.file);
  if (file === undefined) return { missing: "Archived" };
  const bytes = readSample(file);
  return {
    bytes: new Uint8Array(bytes),
    mediaType: file.endsWith(".png") ? ("image/png" as const) : ("image/jpeg" as const),
  };
}
