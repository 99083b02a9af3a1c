/** Images on their way from the thread: their thousand labels as a few numbers each, which is half the work to pass on. */
import type { Label } from "../labels/label.ts";
import type { FoundImage } from "./port.ts";

export interface PackedImages {
  readonly images: readonly Omit<FoundImage, "labels">[];
  /** How many labels each image has. */
  readonly counts: Uint32Array;
  /** `fieldsOfLabel` of each label, in the order of `Label`; texts by their places in `texts`. NaN for `undefined`. */
  readonly fields: Float64Array;
  readonly texts: readonly string[];
}

const fieldsOfLabel = 7;

export function packImages(found: readonly FoundImage[]): PackedImages {
  const counts = Uint32Array.from(found, ({ labels }) => labels.length);
  const count = counts.reduce((sum, of) => sum + of, 0);
  const fields = new Float64Array(count * fieldsOfLabel);
  const places = new Map<string, number>();
  const placeOf = (text: string | undefined) => {
    if (text === undefined) return Number.NaN;
    let place = places.get(text);
    if (place === undefined) {
      place = places.size;
      places.set(text, place);
    }
    return place;
  };
  let at = 0;
  const images = found.map(({ labels, ...image }) => {
    for (const { name, level, parent, confidence, centricScore, language, alias } of labels) {
      fields[at++] = placeOf(name);
      fields[at++] = level ?? Number.NaN;
      fields[at++] = placeOf(parent);
      fields[at++] = confidence ?? Number.NaN;
      fields[at++] = centricScore ?? Number.NaN;
      fields[at++] = placeOf(language);
      fields[at++] = placeOf(alias);
    }
    return image;
  });
  return { images, counts, fields, texts: [...places.keys()] };
}

export function unpackImages({ images, counts, fields, texts }: PackedImages): FoundImage[] {
  let at = 0;
  const number = () => {
    const field = fields[at++] ?? Number.NaN;
    return Number.isNaN(field) ? undefined : field;
  };
  const text = () => texts[fields[at++] ?? -1];
  return images.map((image, of) => {
    const labels: Label[] = [];
    for (let left = counts[of] ?? 0; left > 0; left--) {
      labels.push({
        name: text() ?? "",
        level: number(),
        parent: text(),
        confidence: number(),
        centricScore: number(),
        language: text(),
        alias: text(),
      });
    }
    return { ...image, labels };
  });
}
