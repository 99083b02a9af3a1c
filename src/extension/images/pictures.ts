/** Small versions of objects, made by the service and kept in memory, so that each is fetched once. */
import type { OssClient } from "../../oss/client.ts";
import { type ObjectRef, refKey } from "../../oss/objectRef.ts";
import { type Picture, pictureType } from "./imageFile.ts";
import { KeptPictures } from "./keptPictures.ts";

export type { Picture } from "./imageFile.ts";

/** Longest side in pixels. */
const sides = { thumbnail: 320, panel: 800 } as const;

export type PictureUse = keyof typeof sides;

interface PictureRequest {
  readonly use: PictureUse;
  /** The object's present version; a picture of another version is fetched again. */
  readonly etag: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Of one picture. */
const maxBytes = 5_000_000;

export class Pictures {
  /** The newest of each object and use. */
  readonly #kept = new KeptPictures();

  /** `undefined` when what the service made is no picture that can be shown. Rejects with a `Failure`. */
  async fetch(
    client: OssClient,
    object: ObjectRef,
    { use, etag, signal }: PictureRequest,
  ): Promise<Picture | undefined> {
    const name = nameOf(object, use);
    const kept = this.#kept.get(name);
    if (kept?.etag === etag && kept) return kept.picture;
    const side = sides[use];
    const { bytes } = await client.getObject(object, {
      process: `image/resize,m_lfit,w_${side},h_${side}/auto-orient,1`,
      maxBytes,
      ...(signal && { signal }),
    });
    const type = pictureType(bytes);
    if (!type) return undefined;
    // A plain copy: VS Code posts nothing else to a webview as bytes, and a Buffer may share its memory.
    const picture = { bytes: new Uint8Array(bytes), type };
    this.#kept.set(name, { etag, picture });
    return picture;
  }

  /** The thumbnail if it was fetched before, whatever the version; asks nothing. */
  keptThumbnail(object: ObjectRef): Picture | undefined {
    return this.#kept.get(nameOf(object, "thumbnail"))?.picture;
  }
}

function nameOf(object: ObjectRef, use: PictureUse): string {
  return `${use} ${refKey(object)}`;
}
