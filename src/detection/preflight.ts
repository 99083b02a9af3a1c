/** What is known to fail is not sent: checks an object against the documented limits before a billable call. */
import { OssError } from "../oss/error.ts";

/** The service's limit on a source image, in bytes (20 MB [Image label detection]). */
export const maximumImageBytes = 20 * 1024 * 1024;

/** Throws an {@link OssError} when the service would certainly refuse an object of this size. */
export function checkImageSize(uri: string, size: number): void {
  if (size === 0) {
    throw new OssError({
      code: "empty-object",
      message: `${uri} is empty (0 bytes), so there is nothing to detect. Choose another object.`,
    });
  }
  if (size > maximumImageBytes) {
    const megabytes = (size / 1024 / 1024).toFixed(1);
    throw new OssError({
      code: "image-too-large",
      message: `${uri} has ${megabytes} MB; labels are detected up to 20 MB. Make a smaller copy and detect that. Nothing was billed.`,
    });
  }
}

/** Throws an {@link OssError} with code `wrong-threshold` unless `threshold` is a number from 0 to 1. */
export function checkThreshold(threshold: unknown): asserts threshold is number {
  if (typeof threshold === "number" && threshold >= 0 && threshold <= 1) return;
  throw new OssError({
    code: "wrong-threshold",
    message: `The threshold is ${JSON.stringify(threshold) ?? String(threshold)}, but must be a number from 0 to 1, such as 0.7.`,
  });
}
