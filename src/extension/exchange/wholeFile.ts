/** Files that are written whole or not at all. Knows no VS Code. */
import { randomUUID } from "node:crypto";
import { mkdir, open, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Refusal } from "../../errors/refusal.ts";

/**
 * Writes to a file beside it, which takes its place at the end: until then the old one is there, and stays when anything
 * fails. Missing folders are made. Throws a `Refusal` with code `file-not-written`, or what `chunks` or `signal` throws.
 */
export async function writeWholeFile(
  path: string,
  chunks: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  signal?: AbortSignal,
): Promise<void> {
  const target = await writing(path, async () => {
    await mkdir(dirname(path), { recursive: true });
    // A link stays one, and what it leads to is replaced.
    const real = await realpath(path).catch(() => path);
    const there = await stat(real).catch(() => undefined);
    // A folder would be in the way at the end only, and a device would be gone.
    if (there && !there.isFile()) throw Object.assign(new Error("is no file"), { code: "EEXIST" });
    return real;
  });
  const unfinished = join(dirname(target), `.${basename(target)}.${randomUUID().slice(0, 8)}.tmp`);
  try {
    const file = await writing(path, () => open(unfinished, "wx"));
    try {
      for await (const chunk of chunks) {
        signal?.throwIfAborted();
        await writing(path, () => file.writeFile(chunk));
      }
      signal?.throwIfAborted();
      await writing(path, () => file.sync());
    } finally {
      await file.close();
    }
    await writing(path, () => rename(unfinished, target));
  } catch (error) {
    // The first error says more than one about tidying up.
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Does something to a file; what the system is against comes as a `Refusal`. */
export async function writing<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw new Refusal("file-not-written", { reason: reasonOf(codeOf(cause)), file }, { cause });
  }
}

/** The system's code, such as `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

function reasonOf(code: string | undefined): "no-space" | "not-allowed" | "in-the-way" | "other" {
  switch (code) {
    case "ENOSPC":
    case "EDQUOT":
    case "EFBIG":
      return "no-space";
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return "not-allowed";
    case "EISDIR":
    case "ENOTDIR":
    case "EEXIST":
    case "ENOTEMPTY":
      return "in-the-way";
    default:
      return "other";
  }
}
