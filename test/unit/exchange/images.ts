/** Images of an index, as it gives them out to be exported. */
import type { ExportedImage } from "../../../src/labelIndex/port.ts";
import type { Label } from "../../../src/labels/label.ts";
import { apparel, hostileNames, label, outerwear } from "../labels/label.ts";
import { seededRandom } from "../labels/random.ts";

export const coat: ExportedImage = {
  object: {
    account: "work",
    bucket: "photos",
    key: "2026/coat.jpg",
    size: 21839,
    etag: '"5b3c1a2e053d763e1b002cc607c5a0fe"',
    crc64: "9962519317166021344",
    lastModified: "2026-02-27T18:30:00Z",
    storageClass: "Standard",
  },
  detections: [
    { threshold: 0.9, detectedAt: "2026-02-28T08:00:00.000Z", source: "imm", labels: [outerwear] },
    {
      threshold: 0.7,
      detectedAt: "2026-03-01T08:00:00.000Z",
      requestId: "0EC0B6EC-EB16-5EF4-812B-EF3A60C7D20D",
      labels: [apparel, outerwear],
    },
  ],
  corrections: { hidden: ["apparel"], added: ["Winter", "Outerwear"] },
  current: 1,
};

/** Known from a listing alone. */
export const unlabelled: ExportedImage = {
  object: { account: "work", bucket: "photos", key: "2026/new.png", size: 7 },
  detections: [],
};

/** Detected, and nothing was found. */
export const empty: ExportedImage = {
  object: { account: "work", bucket: "photos", key: "grey.jpg" },
  detections: [{ threshold: 0.7, detectedAt: "2026-03-01T08:00:00.000Z", labels: [] }],
  current: 0,
};

/** With these labels, at a threshold of 0.5. */
export function imageOf(
  key: string,
  labels: readonly Label[],
  added: string[] = [],
): ExportedImage {
  return {
    object: { account: "work", bucket: "photos", key },
    detections: [{ threshold: 0.5, detectedAt: "2026-03-01T08:00:00.000Z", labels }],
    current: 0,
    ...(added.length > 0 && { corrections: { hidden: [], added } }),
  };
}

/** Pages of at most three, one of them empty. */
export async function* pagesOf(images: readonly ExportedImage[]): AsyncGenerator<ExportedImage[]> {
  for (let at = 0; at < images.length; at += 3) yield images.slice(at, at + 3);
  yield [];
}

export async function textOf(chunks: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text;
}

const oddNames = [
  ...hostileNames,
  "猫",
  "a\u0000b",
  "\ud83d\ude00",
  "\u2028",
  "-1",
  "'=1",
  "\t=x",
  '"',
];

/** As many images as `count`, the same for the same seed, sorted as an export is. */
export function randomImages(seed: number, count: number): ExportedImage[] {
  const random = seededRandom(seed);
  const below = (end: number) => Math.floor(random() * end);
  const pick = <T>(from: readonly T[], fallback: T): T => from[below(from.length)] ?? fallback;
  const perhaps = <T>(make: () => T): T | undefined => (random() < 0.6 ? make() : undefined);
  const score = () => pick([0, 1, 0.5, random(), 1e-7], 0.5);
  const name = () => pick(oddNames, "a") + pick(["", "", " of ", "/"], "") + below(5);
  const time = () => new Date(Date.UTC(2020, 0, 1) + below(2e11)).toISOString();
  const randomLabel = () =>
    label(name(), {
      level: perhaps(() => 1 + below(3)),
      parent: perhaps(name),
      confidence: perhaps(score),
      centricScore: perhaps(score),
      language: perhaps(() => "zh-Hans"),
    });
  const listOf = <T>(most: number, make: () => T): T[] =>
    Array.from({ length: below(most + 1) }, make);
  const images = Array.from({ length: count }, (_, at): ExportedImage => {
    const optional = {
      size: perhaps(() => below(1e9)),
      etag: perhaps(() => `"${below(2 ** 32).toString(16)}"`),
      crc64: perhaps(() => String(below(2 ** 50))),
      lastModified: perhaps(time),
      storageClass: perhaps(() => pick(["Standard", "IA"], "IA")),
    };
    const known = Object.fromEntries(
      Object.entries(optional).filter(([, value]) => value !== undefined),
    );
    const detections = listOf(3, () => {
      const requestId = perhaps(name);
      return {
        threshold: score(),
        detectedAt: time(),
        ...(requestId !== undefined && { requestId }),
        source: pick(["image/labels", "imm", "import"] as const, "imm"),
        labels: listOf(6, randomLabel),
      };
    }).sort((a, b) => (a.detectedAt < b.detectedAt ? -1 : 1));
    const corrections = perhaps(() => ({ hidden: listOf(2, name), added: listOf(2, name) }));
    return {
      object: {
        account: pick(["work", "家", "a b"], "work"),
        bucket: pick(["photos", "old_bucket"], "photos"),
        key: `${pick(["", "A/", "a/", "a//", "../"], "")}${name()}~${at}.jpg`,
        ...known,
      },
      detections,
      ...(corrections && { corrections }),
      ...(detections.length > 0 && random() < 0.8 && { current: detections.length - 1 }),
    };
  });
  return images.sort((a, b) => Buffer.compare(order(a), order(b)));
}

function order({ object: { account, bucket, key } }: ExportedImage): Buffer {
  return Buffer.from([account, bucket, key].join("\0"));
}
