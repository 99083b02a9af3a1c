/** The bucket `large`: 100,000 pictures whose keys are worked out, not stored. Read only. */
import type { Bucket, SampleObject } from "../../src/sample/store/bucket.ts";
import type { PreparedDetection } from "../../src/sample/store/catalogue.ts";
import { sha256Of } from "../../src/sample/store/digests.ts";
import { firstNotBelow } from "../../src/sample/store/keyOrder.ts";
import { label } from "./detections.ts";
import { madeOn, objectOf } from "./objects.ts";
import { png } from "./pictures.ts";

export const largeCount = 100_000;

const subjects = [
  "猫",
  "狗",
  "椅子",
  "自行车",
  "雪山",
  "夜晚",
  "Coffee",
  "Bridge",
  "Flower",
  "Boat",
];
const categories = ["动物", "动物", "家具", "交通工具", "自然景观", "自然景观", "Food", "Building"];

interface Variant {
  readonly object: SampleObject;
  readonly sha256: string;
  readonly detection: PreparedDetection;
}

/** Ten pictures in all; every tenth key has the same one. */
const variants: readonly Variant[] = subjects.map((subject, index) => {
  const content = png(48, 32, [20 * index, 255 - 20 * index, 120]);
  const category = categories[index] ?? "Scenes";
  return {
    object: objectOf("", content),
    sha256: sha256Of(content),
    detection: { labels: [label(category, 0.96, 1), label(subject, 0.9, 2, category)] },
  };
});

/** `photos/000/IMG_000000.jpg` to `photos/099/IMG_099999.jpg`, in order. */
export function largeKey(index: number): string {
  const folder = String(Math.floor(index / 1000)).padStart(3, "0");
  return `photos/${folder}/IMG_${String(index).padStart(6, "0")}.jpg`;
}

export function openLarge(count = largeCount): Bucket {
  const firstIndex = (key: string) => firstNotBelow(key, count, largeKey);
  return {
    name: "large",
    creationDate: madeOn,
    find(key) {
      const index = firstIndex(key);
      return index < count && largeKey(index) === key ? objectAt(index) : undefined;
    },
    *from(key) {
      for (let index = firstIndex(key); index < count; index++) yield objectAt(index);
    },
  };
}

export const largeDetections: ReadonlyMap<string, PreparedDetection> = new Map(
  variants.map(({ detection, sha256 }) => [sha256, detection]),
);

function objectAt(index: number): SampleObject {
  const { object } = variants[index % variants.length] as Variant;
  return {
    ...object,
    key: largeKey(index),
    contentType: "image/jpeg",
    lastModified: new Date(madeOn.getTime() + index * 60_000),
  };
}
