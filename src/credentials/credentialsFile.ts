/** Reads a person's credentials file as text; its errors never hold what the file says. */
import { readFile, stat } from "node:fs/promises";
import { relative, resolve } from "node:path";
import type { OssError } from "../oss/error.ts";
import { credentialsError } from "./failure.ts";

/** Bytes; real files are a few kilobytes. */
const largestFile = 1_048_576;

/**
 * The text of `file` without a byte order mark (UTF-8, or UTF-16 as Windows PowerShell writes it).
 * Rejects with `credentials-file-missing` or `credentials-file-unreadable`.
 * @param shownAs the path as people write it
 */
export async function readCredentialsFile(file: string, shownAs: string): Promise<string> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw unreadable(`${shownAs} is a folder, not a file`);
    // A device or a pipe could go on for ever.
    if (!found.isFile()) throw unreadable(`${shownAs} is not an ordinary file`);
    if (found.size > largestFile) throw unreadable(`${shownAs} is larger than 1 MB`);
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

function fileError(error: unknown, shownAs: string): OssError {
  const { code } = error as { code?: unknown };
  switch (code) {
    case "credentials-file-unreadable":
      return error as OssError;
    case "ENOENT":
    case "ENOTDIR":
      return credentialsError(
        "credentials-file-missing",
        `There is no file ${shownAs}. Create it with the tool that it belongs to, or choose another source of credentials for the account.`,
      );
    case "EACCES":
    case "EPERM":
      return unreadable(`This user may not read ${shownAs}`);
    case "ELOOP":
      return unreadable(`${shownAs} is a link that leads back to itself`);
    default:
      return unreadable(`${shownAs} could not be read`);
  }
}

function unreadable(reason: string): OssError {
  return credentialsError(
    "credentials-file-unreadable",
    `${reason}. Repair it, or choose another source of credentials for the account.`,
  );
}
