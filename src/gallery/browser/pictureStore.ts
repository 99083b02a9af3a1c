/** Pictures that have come, as blob: addresses; the least recently shown are given up. */
import { t } from "@vscode/l10n";
import type { GalleryPicture, PictureSide } from "../protocol.ts";

export interface ShownPicture {
  /** A blob: address that the browser has decoded; absent where there is no picture. */
  readonly address?: string;
  /** Why there is none, in few words. */
  readonly missing?: string;
}

/** A screen of small cells has 200; a few more are kept for scrolling back. */
const maxKept = 700;

export class PictureStore {
  /** The least recently shown first. */
  readonly #kept = new Map<string, ShownPicture>();
  /** Those that have come and are being decoded. */
  readonly #coming = new Set<string>();

  /** `undefined` for one that has not come. */
  get(pictureKey: string, side: PictureSide): ShownPicture | undefined {
    const name = nameOf(pictureKey, side);
    const kept = this.#kept.get(name);
    if (kept) {
      this.#kept.delete(name);
      this.#kept.set(name, kept);
    }
    return kept;
  }

  /** Whether one has come, even if it cannot be drawn yet. */
  has(pictureKey: string, side: PictureSide): boolean {
    return this.#coming.has(nameOf(pictureKey, side)) || this.get(pictureKey, side) !== undefined;
  }

  /** Resolves when the picture can be drawn without a wait. */
  async add({ pictureKey, side, bytes, mediaType, missing }: GalleryPicture): Promise<void> {
    const name = nameOf(pictureKey, side);
    this.#coming.add(name);
    const shown = bytes
      ? await decoded(bytes, mediaType ?? "image/jpeg")
      : { missing: missing ?? t("No preview") };
    this.#coming.delete(name);
    this.#drop(name);
    this.#kept.set(name, shown);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= maxKept) return;
      this.#drop(oldest);
    }
  }

  #drop(name: string): void {
    const address = this.#kept.get(name)?.address;
    if (address !== undefined) URL.revokeObjectURL(address);
    this.#kept.delete(name);
  }
}

function nameOf(pictureKey: string, side: PictureSide): string {
  return `${side} ${pictureKey}`;
}

async function decoded(bytes: Uint8Array, type: string): Promise<ShownPicture> {
  const address = URL.createObjectURL(new Blob([bytes as BlobPart], { type }));
  const image = new Image();
  image.src = address;
  try {
    await image.decode();
    return { address };
  } catch {
    URL.revokeObjectURL(address);
    return { missing: t("The picture cannot be shown") };
  }
}
