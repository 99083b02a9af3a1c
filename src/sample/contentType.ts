/** Content types that go by a key's extension, as OSS and its SDKs guess them. */

const byExtension: Readonly<Record<string, string>> = {
  bmp: "image/bmp",
  csv: "text/csv",
  gif: "image/gif",
  html: "text/html",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  json: "application/json",
  png: "image/png",
  tif: "image/tiff",
  tiff: "image/tiff",
  txt: "text/plain",
  webp: "image/webp",
};

/** `application/octet-stream` when the extension is unknown. */
export function contentTypeOf(key: string): string {
  const extension = key.slice(key.lastIndexOf(".") + 1).toLowerCase();
  return Object.hasOwn(byExtension, extension)
    ? (byExtension[extension] as string)
    : "application/octet-stream";
}
