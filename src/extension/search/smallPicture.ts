/** The pictures of a result, from this disk where they are there, else from the account of each image. */
import type { GallerySearchServices } from "../../gallery/search.ts";
import { noPictureText } from "../../messages/brief.ts";
import type { OssClient } from "../../oss/client.ts";
import type { Pictures } from "../images/pictures.ts";
import type { Log } from "../log.ts";

interface PictureServices {
  readonly pictures: Pictures;
  readonly client: (account: string) => Promise<OssClient>;
  readonly log: Log;
}

const uses = { 320: "thumbnail", 800: "panel", 1600: "page" } as const;

export function smallPicture({
  pictures,
  client,
  log,
}: PictureServices): GallerySearchServices["picture"] {
  return async (image, side, signal) => {
    const use = uses[side];
    try {
      const picture = await pictures.fetch(() => client(image.account), image, { use, signal });
      if (!picture) return { missing: noPictureText(undefined) };
      return { bytes: picture.bytes, mediaType: picture.type };
    } catch (error) {
      if (!signal.aborted) log.info(`No picture of ${image.key}: ${error}`);
      return { missing: noPictureText(error) };
    }
  };
}
