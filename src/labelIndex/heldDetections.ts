/** What stands in for the label index where its thread does not run: detections of this window, in memory. */
import { type ObjectRef, refKey } from "../oss/objectRef.ts";
import { isSameContent, isSameVersion } from "./fingerprint.ts";
import type { ObjectVersion, StoredDetection } from "./storedDetection.ts";

export class HeldDetections {
  /** By object, the newest last. */
  readonly #byObject = new Map<string, StoredDetection[]>();

  find(version: ObjectVersion, threshold: number): StoredDetection | undefined {
    const covers = (one: StoredDetection) => one.threshold <= threshold;
    const own = this.#of(version).findLast(
      (one) => covers(one) && isSameVersion(one.object, version),
    );
    return (
      own ??
      [...this.#byObject.values()]
        .flat()
        .findLast(
          (one) =>
            covers(one) &&
            one.object.account === version.account &&
            isSameContent(one.object, version),
        )
    );
  }

  latest(ref: ObjectRef): StoredDetection | undefined {
    return this.#of(ref).at(-1);
  }

  save(detection: StoredDetection): void {
    this.#byObject.set(refKey(detection.object), [...this.#of(detection.object), detection]);
  }

  #of({ account, bucket, key }: ObjectRef): StoredDetection[] {
    return this.#byObject.get(refKey({ account, bucket, key })) ?? [];
  }
}
