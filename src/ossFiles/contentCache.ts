/** Bytes of objects by their ETag, kept while there is room: the ones that were not used longest go first. */

export interface KeptContent {
  readonly bytes: Uint8Array;
  readonly etag: string;
}

export interface CacheBounds {
  /** Bytes of all that is kept. */
  readonly total: number;
  /** Bytes of one content at most; more is not kept. */
  readonly each: number;
}

export class ContentCache {
  readonly #bounds: CacheBounds;
  /** The ones used last are at the end. */
  readonly #kept = new Map<string, KeptContent>();
  #bytes = 0;

  constructor(bounds: CacheBounds) {
    this.#bounds = bounds;
  }

  /** Bytes that are kept now. */
  get size(): number {
    return this.#bytes;
  }

  get(name: string): KeptContent | undefined {
    const kept = this.#kept.get(name);
    if (!kept) return undefined;
    this.#kept.delete(name);
    this.#kept.set(name, kept);
    return kept;
  }

  /** Keeps a content in the place of an older one of that name; forgets the older one where it is too large. */
  keep(name: string, content: KeptContent): void {
    this.forget(name);
    if (content.bytes.length > this.#bounds.each) return;
    this.#kept.set(name, content);
    this.#bytes += content.bytes.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= this.#bounds.total) return;
      this.forget(oldest);
    }
  }

  forget(name: string): void {
    this.#bytes -= this.#kept.get(name)?.bytes.length ?? 0;
    this.#kept.delete(name);
  }

  clear(): void {
    this.#kept.clear();
    this.#bytes = 0;
  }
}
