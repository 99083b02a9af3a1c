/** Whether files of the workspace and the objects they are mapped to are the same pictures. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import type { ObjectFingerprint } from "../../detection/detector.ts";
import { localVersion } from "../../detection/localImage.ts";
import { isSameContent } from "../../labelIndex/fingerprint.ts";
import { formatObjectUri, type ObjectAddress } from "../../oss/address.ts";

export type Comparison = "same" | "different" | "unknown";

/** Comparisons that a person asked for, remembered until the file changes. */
export class LocalCopies {
  readonly #known = new Map<string, { readonly mtime: number; readonly result: Comparison }>();

  /** Compares size, MD5 and CRC-64. */
  async compare(
    file: vscode.Uri,
    address: ObjectAddress,
    head: ObjectFingerprint,
  ): Promise<Comparison> {
    const { mtime, size } = await vscode.workspace.fs.stat(file);
    const result =
      size === head.size ? await compareBytes(file, address, head) : ("different" as const);
    this.#known.set(nameOf(file, address), { mtime, result });
    return result;
  }

  /** What the last comparison found; `undefined` when there was none since the file changed. */
  recall(file: vscode.Uri, mtime: number, address: ObjectAddress): Comparison | undefined {
    const known = this.#known.get(nameOf(file, address));
    return known?.mtime === mtime ? known.result : undefined;
  }
}

/** For a person; `file` is its path in the workspace. */
export function comparisonSentence(result: Comparison, file: string): string {
  switch (result) {
    case "same":
      return t("{0} is this object, byte for byte.", file);
    case "different":
      return t("{0} is a different picture from this object: these are the object's labels.", file);
    case "unknown":
      return t("It is unknown whether {0} is the same picture as this object.", file);
  }
}

async function compareBytes(
  file: vscode.Uri,
  address: ObjectAddress,
  head: ObjectFingerprint,
): Promise<Comparison> {
  const local = localVersion("", address, await vscode.workspace.fs.readFile(file));
  if (isSameContent(local, head)) return "same";
  return head.crc64 === undefined && head.etag === undefined ? "unknown" : "different";
}

function nameOf(file: vscode.Uri, address: ObjectAddress): string {
  return `${file.toString()} ${formatObjectUri(address)}`;
}
