/** Small versions of images, made by the service and kept in memory, so that each is fetched once. */
import type { ObjectAddress } from "../oss/address.ts";
import type { OssClient } from "../oss/client.ts";
import { refKey } from "../oss/objectRef.ts";

export interface Picture {
  readonly bytes: Uint8Array;
  readonly type: "image/jpeg" | "image/png";
}

export interface PictureSource {
  readonly account: string;
  readonly address: ObjectAddress;
  /** Of the present version; a new one is another picture. */
  readonly etag: string | undefined;
}

const thumbnailSide = 320;
const panelSide = 800;
const picturesKept = 300;
const mostBytes = 5_000_000;

export class Pictures {
  readonly #kept = new Map<string, Picture>();

  /** A picture of at most 320 px for tooltips; `undefined` when none is available. */
  thumbnail(client: OssClient, source: PictureSource): Promise<Picture | undefined> {
    return this.#fetch(client, source, thumbnailSide);
  }

  /** A picture of at most 800 px; `undefined` when none is available. */
  panelPicture(
    client: OssClient,
    source: PictureSource,
    signal: AbortSignal,
  ): Promise<Picture | undefined> {
    return this.#fetch(client, source, panelSide, signal);
  }

  /** The thumbnail if it was fetched before, whatever the version; asks nothing. */
  keptThumbnail(account: string, address: ObjectAddress): Picture | undefined {
    const begin = nameOf({ account, address });
    for (const [name, picture] of this.#kept) {
      if (name.startsWith(begin)) return picture;
    }
    return undefined;
  }

  async #fetch(
    client: OssClient,
    source: PictureSource,
    side: number,
    signal?: AbortSignal,
  ): Promise<Picture | undefined> {
    const name = `${nameOf(source)}${source.etag ?? ""} ${side}`;
    const kept = this.#kept.get(name);
    if (kept) return kept;
    try {
      const { bytes } = await client.getObject(source.address, {
        process: `image/resize,m_lfit,w_${side},h_${side}/auto-orient,1`,
        maxBytes: mostBytes,
        ...(signal && { signal }),
      });
      const type = pictureType(bytes);
      if (!type) return undefined;
      // A plain copy: VS Code posts nothing else to a webview as bytes, and a Buffer may share its memory.
      return this.#keep(name, { bytes: new Uint8Array(bytes), type });
    } catch {
      // Without a picture everything else still works; a broken object says so when it is detected.
      return undefined;
    }
  }

  #keep(name: string, picture: Picture): Picture {
    this.#kept.set(name, picture);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > picturesKept && oldest !== undefined) this.#kept.delete(oldest);
    return picture;
  }
}

function nameOf({ account, address }: { account: string; address: ObjectAddress }): string {
  return `${refKey({ account, ...address })} `;
}

/** By content: a name can lie. */
export function pictureType(bytes: Uint8Array): Picture["type"] | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return "image/jpeg";
  if (bytes[0] === 0x89 && bytes[1] === 0x50 && bytes[2] === 0x4e && bytes[3] === 0x47) {
    return "image/png";
  }
  return undefined;
}
