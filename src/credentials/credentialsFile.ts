/** Reads a person's credentials file as text; its errors never hold what the file says. */

import { readFile, stat } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { Refusal, type RefusalFacts } from "../errors/refusal.ts";

/** Bytes; real files are a few kilobytes. */
const maxFileBytes = 1_048_576;

/**
 * The text of `file` without a byte order mark (UTF-8, or UTF-16 as Windows PowerShell writes it).
 * Rejects with `credentials-file-missing` or `credentials-file-unreadable`.
 * @param shownAs the path as people write it
 */
export async function readCredentialsFile(file: string, shownAs: string): Promise<string> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw unreadable("folder", shownAs);
    // A device or a pipe might never end.
    if (!found.isFile()) throw unreadable("not-ordinary", shownAs);
    if (found.size > maxFileBytes) throw unreadable("too-large", shownAs);
    return decode(await readFile(file));
  } catch (error) {
    throw fileError(error, shownAs);
  }
}

/** `file` made absolute: `~` is the home folder, and what is relative starts there too. */
export function inHome(file: string, homeFolder: string): string {
  return resolve(homeFolder, file.replace(/^~(?=$|[\\/])/, "."));
}

/** A path as people write it: `~/.ossutilconfig` for what lies in the home folder. */
export function shownPath(file: string, homeFolder: string): string {
  const inside = relative(homeFolder, file);
  if (inside === "" || /^\.\.|^[a-z]:|^\//i.test(inside)) return file;
  return `~/${inside.replaceAll("\\", "/")}`;
}

function decode(bytes: Buffer): string {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : "utf-8";
  return new TextDecoder(encoding).decode(bytes);
}

function fileError(error: unknown, shownAs: string): Refusal {
  if (error instanceof Refusal) return error;
  switch ((error as { code?: unknown }).code) {
    case "ENOENT":
    case "ENOTDIR":
      return new Refusal("credentials-file-missing", { file: shownAs });
    case "EACCES":
    case "EPERM":
      return unreadable("denied", shownAs);
    case "ELOOP":
      return unreadable("loop", shownAs);
    default:
      return unreadable("other", shownAs);
  }
}

type Unreadable = RefusalFacts["credentials-file-unreadable"]["reason"];

function unreadable(reason: Unreadable, file: string): Refusal {
  return new Refusal("credentials-file-unreadable", { reason, file });
}
