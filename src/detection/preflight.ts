/** What is known to fail is not sent: checks an object against the documented limits before a billable call. */
import { Refusal } from "../errors/refusal.ts";
import { sizeText } from "../labels/format.ts";

/** The service's limit on a source image, in bytes (20 MB [Image label detection]). */
const maxImageBytes = 20 * 1024 * 1024;

/** Throws a `Refusal` when the service would certainly refuse an object of this size; `target` names it to people. */
export function checkImageSize(target: string, size: number): void {
  if (size === 0) throw new Refusal("empty-object", { target });
  if (size <= maxImageBytes) return;
  throw new Refusal("image-too-large", { target, size: sizeText(size) });
}

/**
 * Throws a `Refusal` when an object of this storage class certainly cannot be read before it is restored. One of the
 * class Archive can be, where its bucket says so, which only the service knows. [GetObject]
 */
export function checkRestored(
  target: string,
  {
    storageClass = "",
    restore = "",
  }: { readonly storageClass?: string | undefined; readonly restore?: string | undefined },
): void {
  if (!/^(deep_?)?cold_?archive$/i.test(storageClass) || isRestored(restore)) return;
  throw new Refusal("not-restored", { target, storageClass });
}

/** Whether an archived object can be read for a while, by what a listing or HEAD says of it. */
export function isRestored(restore: string): boolean {
  return /ongoing-request="?false/i.test(restore);
}

/** Throws a `Refusal` with code `wrong-threshold` unless `threshold` is a number from 0 to 1. */
export function checkThreshold(threshold: unknown): asserts threshold is number {
  if (typeof threshold === "number" && threshold >= 0 && threshold <= 1) return;
  const written = JSON.stringify(threshold) ?? String(threshold);
  throw new Refusal("wrong-threshold", { threshold: written });
}
