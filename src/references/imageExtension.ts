/** Which file names are images, and which of those the label service takes. */
import { t } from "@vscode/l10n";

const detectable = new Set(["jpg", "jpeg", "png"]);
const detectableName = /\.(?:jpe?g|png)$/i;

/** JPG, JPEG and PNG only [Image label detection]; the others are images that nothing can be asked about. */
const extensions = "jpe?g|png|gif|webp|svg|avif|bmp|tiff?|ico|hei[cf]|jfif";

const lastExtension = new RegExp(String.raw`[^/\\]\.(${extensions})$`, "i");
const styledExtension = new RegExp(
  String.raw`[^/\\]\.(${extensions})(?:[!@][\w@!.-]{1,64})?$`,
  "i",
);
const anyExtension = /\.[a-z][a-z\d]{0,4}$/i;

/** Finds image extensions inside a longer text; group 1 is the extension. Make a copy per search (`g` has state). */
export const extensionPattern = String.raw`\.(${extensions})`;

/** Styles behind `!`, `@!`, or the parameters of the old image service behind `@` (`@100w_90q`). */
const styleOfName = new RegExp(
  String.raw`^(.*[^/]\.(?:${extensions}))(?:@?![\w.-]{1,64}|@\d{1,5}[a-z][\w-]{0,64})$`,
  "is",
);

/** The object's name in the path of a URL that names a style behind it (`a.jpg!thumb`, `a.jpg@!full`); else the same. */
export function withoutStyle(path: string): string {
  return styleOfName.exec(path)?.[1] ?? path;
}

/** The image extension in lower case, or `undefined`; the name before the dot must not be empty. */
export function imageExtension(path: string): string | undefined {
  return lastExtension.exec(path)?.[1]?.toLowerCase();
}

/** Like `imageExtension` for a URL's path, where a style may follow (`a.jpg!thumb`, `a.jpg@100w`). */
export function imageExtensionOfUrlPath(path: string): string | undefined {
  return styledExtension.exec(path)?.[1]?.toLowerCase();
}

/**
 * The image extension of a path as written in code: before `?query` and `#fragment`, or of the whole when those
 * characters belong to the name (`draft#2.png`).
 */
export function imageExtensionAsWritten(path: string): string | undefined {
  const bare = withoutSuffix(path);
  const extension = imageExtension(bare);
  if (extension || bare === path || bare === "" || anyExtension.test(bare)) return extension;
  return imageExtension(path);
}

/** Whether a file or an object is by its name of a type whose labels the service detects. */
export function isDetectableName(name: string): boolean {
  return detectableName.test(name);
}

/** Whether labels can be asked for: it is JPEG or PNG by its name, or its name does not tell. */
export function mayBeDetectable(name: string): boolean {
  return isDetectableName(name) || !anyExtension.test(name);
}

/** The path before the first `?` or `#`; one at its very beginning belongs to an alias (`#img/a.png`). */
export function withoutSuffix(path: string): string {
  const suffix = path.slice(1).search(/[?#]/);
  return suffix < 0 ? path : path.slice(0, suffix + 1);
}

/** Why the label service takes no such file; `undefined` when it does or the type is unknown. */
export function undetectableReason(extension: string | undefined): string | undefined {
  if (extension === undefined || detectable.has(extension)) return undefined;
  return t("Labels are detected in JPEG and PNG images only, not in .{0} files.", extension);
}
