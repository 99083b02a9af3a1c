/** What has become of the images of one block since its blobs were written. */

/** Instead of a value: the image is no longer found by this. */
export const removed = -1;

/** By number in the block, in ascending order: the value of each (0 for a trait), or `removed`. */
export interface SortedChanges {
  readonly numbers: ArrayLike<number>;
  readonly values: ArrayLike<number>;
}

/** Of one posting. */
export class BlockChanges {
  readonly #latest = new Map<number, number>();

  set(number: number, value: number): void {
    this.#latest.set(number, value);
  }

  /** The last value of each number. */
  get latest(): ReadonlyMap<number, number> {
    return this.#latest;
  }

  sorted(): SortedChanges {
    const numbers = Uint16Array.from(this.#latest.keys()).sort();
    return { numbers, values: Array.from(numbers, (number) => this.#latest.get(number) ?? 0) };
  }
}

/** Of all postings, as they are told: an import tells of some hundred thousand between two writings of blobs. */
export class ChangeLog {
  #postings = new Uint32Array(1024);
  #numbers = new Uint16Array(1024);
  #values = new Int32Array(1024);
  #length = 0;
  readonly #byPosting = new Map<number, BlockChanges>();
  /** How many of them `#byPosting` has. */
  #read = 0;

  add(posting: number, number: number, value: number): void {
    if (this.#length === this.#numbers.length) this.#grow();
    this.#postings[this.#length] = posting;
    this.#numbers[this.#length] = number;
    this.#values[this.#length++] = value;
  }

  of(posting: number): BlockChanges | undefined {
    for (; this.#read < this.#length; this.#read++) {
      const changed = this.#postings[this.#read] ?? 0;
      let changes = this.#byPosting.get(changed);
      if (!changes) {
        changes = new BlockChanges();
        this.#byPosting.set(changed, changes);
      }
      changes.set(this.#numbers[this.#read] ?? 0, this.#values[this.#read] ?? 0);
    }
    return this.#byPosting.get(posting);
  }

  /** The changes of each posting, which are valid until the next one's, in ascending order of the postings. */
  *byPosting(): Iterable<readonly [posting: number, changes: SortedChanges]> {
    const length = this.#length;
    const order = new Float64Array(length);
    for (let at = 0; at < length; at++) order[at] = (this.#postings[at] ?? 0) * length + at;
    order.sort();
    const numbers = new Uint16Array(length);
    const values = new Int32Array(length);
    for (let start = 0; start < length; ) {
      const posting = Math.floor((order[start] ?? 0) / length);
      let isAscending = true;
      let count = 0;
      for (let at = start; at < length; at++) {
        const told = (order[at] ?? 0) - posting * length;
        if (told >= length) break;
        const number = this.#numbers[told] ?? 0;
        if (count > 0 && number <= (numbers[count - 1] ?? 0)) isAscending = false;
        numbers[count] = number;
        values[count++] = this.#values[told] ?? 0;
      }
      const changes = { numbers: numbers.subarray(0, count), values: values.subarray(0, count) };
      yield [posting, isAscending ? changes : withoutOlder(changes)];
      start += count;
    }
  }

  #grow(): void {
    const room = this.#length * 2;
    const [postings, numbers, values] = [this.#postings, this.#numbers, this.#values];
    this.#postings = new Uint32Array(room);
    this.#numbers = new Uint16Array(room);
    this.#values = new Int32Array(room);
    this.#postings.set(postings);
    this.#numbers.set(numbers);
    this.#values.set(values);
  }
}

function withoutOlder({ numbers, values }: SortedChanges): SortedChanges {
  const changes = new BlockChanges();
  for (let at = 0; at < numbers.length; at++) changes.set(numbers[at] ?? 0, values[at] ?? 0);
  return changes.sorted();
}
