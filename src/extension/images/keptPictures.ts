/** Pictures in memory, as many as fit. */
import type { Picture } from "./pictureBytes.ts";

export interface KeptPicture {
  /** Of the object's version that it shows. */
  readonly etag: string | undefined;
  readonly picture: Picture;
}

/** Of all pictures together. */
const maxBytes = 64_000_000;

export class KeptPictures {
  /** The oldest first. */
  readonly #kept = new Map<string, KeptPicture>();
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  get(name: string): KeptPicture | undefined {
    return this.#kept.get(name);
  }

  /** Takes the place of one of the same name; the oldest leave until the rest fits. */
  set(name: string, kept: KeptPicture): void {
    this.#drop(name);
    this.#kept.set(name, kept);
    this.#bytes += kept.picture.bytes.length;
    for (const oldest of this.#kept.keys()) {
      if (this.#bytes <= maxBytes) return;
      this.#drop(oldest);
    }
  }

  #drop(name: string): void {
    this.#bytes -= this.#kept.get(name)?.picture.bytes.length ?? 0;
    this.#kept.delete(name);
  }
}
