/** The buckets' own indexes: which are open, and how far each is prepared. */

export type IndexState = "Ready" | "Running";

export interface BucketIndex {
  readonly createdAt: Date;
  /** `Ready` is still being prepared. */
  readonly state: IndexState;
}

/** Every look moves an index on, so that whoever waits sees it prepared, and no clock decides when. */
export class BucketIndexes {
  readonly #indexes = new Map<string, BucketIndex>();

  has(bucket: string): boolean {
    return this.#indexes.has(bucket);
  }

  open(bucket: string, createdAt: Date): void {
    this.#indexes.set(bucket, { createdAt, state: "Ready" });
  }

  close(bucket: string): void {
    this.#indexes.delete(bucket);
  }

  /** As it is now; the next look finds it a step further. */
  look(bucket: string): BucketIndex | undefined {
    const index = this.#indexes.get(bucket);
    if (index) this.#indexes.set(bucket, { ...index, state: "Running" });
    return index;
  }
}
