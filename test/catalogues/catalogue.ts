/** Sample accounts for tests and developers: the shipped catalogue and two buckets more, or a small one. */
import type { Faults } from "../../src/sample/faults.ts";
import { memoryBucket } from "../../src/sample/store/bucket.ts";
import type {
  BucketSource,
  Catalogue,
  PreparedDetection,
} from "../../src/sample/store/catalogue.ts";
import { sha256Of } from "../../src/sample/store/digests.ts";
import { documentedDetection, noLabels, plainDetection } from "./detections.ts";
import { faultDetections, openFaultBucket, openFaults } from "./faults.ts";
import { largeDetections, openLarge } from "./large.ts";
import { objectOf } from "./objects.ts";
import { png } from "./pictures.ts";

const testBuckets: readonly BucketSource[] = [
  { name: "faults", open: openFaultBucket },
  { name: "large", open: () => openLarge() },
];

/** Options of a sample server: what it holds, and where it misbehaves. For one start only. */
export interface TestAccount {
  readonly catalogue: Catalogue;
  readonly faults: Faults;
}

/** The given catalogue with the buckets `faults` and `large` after its own. */
export function withTestBuckets(catalogue: Catalogue): TestAccount {
  return {
    catalogue: {
      buckets: [...catalogue.buckets, ...testBuckets],
      detectionFor: (sha256) =>
        catalogue.detectionFor(sha256) ??
        faultDetections.get(sha256) ??
        largeDetections.get(sha256),
      thumbnailsOf: (sha256) => catalogue.thumbnailsOf(sha256),
    },
    faults: openFaults(),
  };
}

const pictures = {
  "example.jpg": { content: png(640, 480), detection: documentedDetection },
  "animals/a cat.png": { content: png(64, 64, [9, 9, 9]), detection: plainDetection },
  "animals/wild/fox.jpg": { content: png(64, 32, [200, 90, 10]), detection: noLabels },
  "照片/椅子.jpg": { content: png(32, 64, [5, 60, 5]), detection: plainDetection },
};

/** What the bucket `sample` of `smallAccount` holds. */
export const smallPictures: Readonly<
  Record<keyof typeof pictures, { readonly content: Buffer; readonly detection: PreparedDetection }>
> = pictures;

/** Copies of the small catalogue's example.jpg, by their longer side. */
export const smallCopies: ReadonlyMap<number, Buffer> = new Map([
  [80, png(80, 60)],
  [320, png(320, 240)],
]);

/** A bucket `sample` of four pictures drawn on the spot, and the two test buckets. */
export function smallAccount(): TestAccount {
  const entries = Object.entries(pictures);
  const detections = new Map(
    entries.map(([, { detection, content }]): [string, PreparedDetection] => [
      sha256Of(content),
      detection,
    ]),
  );
  const example = sha256Of(pictures["example.jpg"].content);
  const copies = [...smallCopies].map(([longSide, content]) => ({
    longSide,
    read: async () => content,
  }));
  return withTestBuckets({
    buckets: [
      {
        name: "sample",
        open: (allowance) =>
          memoryBucket(
            "sample",
            entries.map(([key, { content }]) => objectOf(key, content)),
            allowance,
          ),
      },
    ],
    detectionFor: (sha256) => detections.get(sha256),
    thumbnailsOf: (sha256) => (sha256 === example ? copies : []),
  });
}
