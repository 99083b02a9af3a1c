/** What the first bytes of a picture tell. */

export interface PictureFacts {
  /** As OSS names it: `jpg`, `png`, `webp` and so on. */
  readonly format: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** The format by content, whatever the key says; `undefined` for all but JPEG and PNG. */
export function formatOf(content: Buffer): "jpg" | "png" | undefined {
  if (content.subarray(0, 3).equals(jpegStart)) return "jpg";
  return content.subarray(0, 8).equals(pngStart) ? "png" : undefined;
}

const jpegStart = Buffer.from([0xff, 0xd8, 0xff]);
const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** `undefined` when the bytes are not a picture, or a damaged one. */
export async function readPicture(content: Buffer): Promise<PictureFacts | undefined> {
  const { imageSize } = await import("image-size");
  try {
    const { height, type, width } = imageSize(content);
    if (!(width > 0 && height > 0)) return undefined;
    return { format: type === "jpeg" ? "jpg" : (type ?? ""), width, height };
  } catch {
    return undefined;
  }
}
