/** Catalogues for tests and developers: the shipped one and two buckets more, or a small one of its own. */
import { memoryBucket } from "../../src/sample/bucket.ts";
import type { BucketSource, Catalogue, PreparedAnswer } from "../../src/sample/catalogue.ts";
import { sha256Of } from "../../src/sample/digests.ts";
import { documentedAnswer, noLabels, plainAnswer } from "./answers.ts";
import { faultAnswers, openFaults } from "./faults.ts";
import { largeAnswers, openLarge } from "./large.ts";
import { objectOf } from "./objects.ts";
import { png } from "./pictures.ts";

const testBuckets: readonly BucketSource[] = [
  { name: "faults", open: openFaults },
  { name: "large", open: () => openLarge() },
];

/** The given catalogue with the buckets `faults` and `large` behind its own. */
export function withTestBuckets(catalogue: Catalogue): Catalogue {
  return {
    buckets: [...catalogue.buckets, ...testBuckets],
    answerFor: (sha256) =>
      catalogue.answerFor(sha256) ?? faultAnswers.get(sha256) ?? largeAnswers.get(sha256),
    thumbnailsOf: (sha256) => catalogue.thumbnailsOf(sha256),
  };
}

const pictures = {
  "example.jpg": { content: png(640, 480), answer: documentedAnswer },
  "animals/a cat.png": { content: png(64, 64, [9, 9, 9]), answer: plainAnswer },
  "animals/wild/fox.jpg": { content: png(64, 32, [200, 90, 10]), answer: noLabels },
  "照片/椅子.jpg": { content: png(32, 64, [5, 60, 5]), answer: plainAnswer },
};

/** What `smallCatalogue` holds. */
export const smallPictures: Readonly<
  Record<keyof typeof pictures, { readonly content: Buffer; readonly answer: PreparedAnswer }>
> = pictures;

/** Copies of the small catalogue's example.jpg, by their longer side. */
export const smallCopies: ReadonlyMap<number, Buffer> = new Map([
  [80, png(80, 60)],
  [320, png(320, 240)],
]);

/** A bucket `sample` of four pictures drawn on the spot, and the two test buckets. */
export function smallCatalogue(): Catalogue {
  const entries = Object.entries(pictures);
  const answers = new Map(
    entries.map(([, { answer, content }]): [string, PreparedAnswer] => [sha256Of(content), answer]),
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
    answerFor: (sha256) => answers.get(sha256),
    thumbnailsOf: (sha256) => (sha256 === example ? copies : []),
  });
}
