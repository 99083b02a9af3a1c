/** Small versions of objects, made by the service and kept in memory and on this disk, so that each is fetched once. */
import type { ObjectVersion } from "../../labelIndex/storedDetection.ts";
import type { OssClient } from "../../oss/client.ts";
import { type ObjectRef, refKey } from "../../oss/objectRef.ts";
import { isDetectableName } from "../../references/imageExtension.ts";
import { KeptPictures } from "./keptPictures.ts";
import { type Picture, pictureType } from "./pictureBytes.ts";
import type { ThumbnailFolder } from "./thumbnailFolder.ts";

export type { Picture } from "./pictureBytes.ts";

/** Longest side in pixels. */
const sides = { thumbnail: 320, panel: 800, page: 1600 } as const;

export type PictureUse = keyof typeof sides;

interface PictureRequest {
  readonly use: PictureUse;
  readonly signal?: AbortSignal | undefined;
}

/** Of one picture. */
const maxBytes = 5_000_000;

export class Pictures {
  readonly #folder: ThumbnailFolder;
  /** The newest of each object and use. */
  readonly #kept = new KeptPictures();

  constructor(folder: ThumbnailFolder) {
    this.#folder = folder;
  }

  /**
   * The picture of an object as it is now; one of another version is fetched again. `undefined` when what the service
   * made is no picture that can be shown. The client is asked for only where something must be fetched. Rejects with a
   * `Failure`.
   */
  async fetch(
    client: () => Promise<OssClient>,
    object: ObjectVersion,
    { use, signal }: PictureRequest,
  ): Promise<Picture | undefined> {
    const kept = this.#keptInMemory(object, use);
    if (kept) return kept;
    const onDisk = await this.#folder.get(object, sides[use]);
    if (onDisk) return this.#keep(object, use, onDisk);
    signal?.throwIfAborted();
    const side = sides[use];
    // Formats that are no label's business are shown all the same, as one that every page can show.
    const format =
      isDetectableName(object.key) || !/\.\w{2,5}$/.test(object.key) ? "" : "/format,jpg";
    const { bytes } = await (await client()).getObject(object, {
      process: `image/resize,m_lfit,w_${side},h_${side}/auto-orient,1${format}`,
      maxBytes,
      ...(signal && { signal }),
    });
    const type = pictureType(bytes);
    if (!type) return undefined;
    // A plain copy: VS Code posts nothing else to a webview as bytes, and a Buffer may share its memory.
    const picture = { bytes: new Uint8Array(bytes), type };
    await this.#folder.set(object, side, picture);
    return this.#keep(object, use, picture);
  }

  /** The thumbnail if it was fetched before: of this version where one is given, else whatever it was; asks nothing. */
  async keptThumbnail(object: ObjectRef, version?: ObjectVersion): Promise<Picture | undefined> {
    const kept = this.#kept.get(nameOf(object, "thumbnail"))?.picture;
    return kept ?? (version && (await this.#folder.get(version, sides.thumbnail)));
  }

  #keptInMemory(object: ObjectVersion, use: PictureUse): Picture | undefined {
    const kept = this.#kept.get(nameOf(object, use));
    return kept && kept.etag === object.etag ? kept.picture : undefined;
  }

  #keep(object: ObjectVersion, use: PictureUse, picture: Picture): Picture {
    this.#kept.set(nameOf(object, use), { etag: object.etag, picture });
    return picture;
  }
}

function nameOf(object: ObjectRef, use: PictureUse): string {
  return `${use} ${refKey(object)}`;
}
