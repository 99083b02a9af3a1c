/** What a command was given, as an object or a file: a tree node, a URI, a URL, or text of any of these. */

import * as vscode from "vscode";
import { Refusal } from "../../errors/refusal.ts";
import { formatObjectUri, type ObjectAddress, parseObjectUri } from "../../oss/address.ts";
import { lastSegment } from "../../oss/objectRef.ts";
import { readObjectUrl } from "../../oss/objectUrl.ts";
import { scrub } from "../../oss/scrub.ts";
import { readFileUri } from "../../ossFiles/fileUri.ts";
import { withoutStyle } from "../../references/imageExtension.ts";
import { objectForUrl } from "../../references/mappings.ts";
import { accountOrigins } from "../accounts/accountOrigins.ts";
import { type ListedBytes, readNode } from "../commandArgument.ts";
import { readSetting } from "../settings.ts";

export type Target =
  | {
      readonly kind: "object";
      readonly address: ObjectAddress;
      readonly account?: string;
      /** What a listing told of its bytes; enough to look its labels up, not to ask for them. */
      readonly listed?: ListedBytes;
    }
  | { readonly kind: "file"; readonly uri: vscode.Uri };

/** Throws a `Refusal` that says what is accepted. */
export function readTarget(argument: unknown): Target {
  const { account, bucket, key, listed } = readNode(argument) ?? {};
  if (account !== undefined && bucket !== undefined && key !== undefined) {
    return { kind: "object", account, address: { bucket, key }, ...(listed && { listed }) };
  }
  if (argument instanceof vscode.Uri) return readUri(argument);
  if (typeof argument === "string") return readText(argument.trim());
  throw notATarget(`a value of type ${typeof argument}`);
}

function readUri(uri: vscode.Uri): Target {
  switch (uri.scheme) {
    case "oss":
      return readOssUri(uri);
    case "http":
    case "https":
      return readText(uri.toString());
    default:
      if (isOfFiles(uri.scheme)) return fileTarget(uri);
      throw notATarget(uri.toString());
  }
}

/** Of a link in a text, or of a file that is open, whose account may be in it. */
function readOssUri(uri: vscode.Uri): Target {
  const { authority } = uri;
  const path = wholePath(uri);
  if (!authority.includes("@")) return objectTarget(parseObjectUri(`oss://${authority}${path}`));
  const { account, ...address } = readFileUri({ authority, path });
  const target = objectTarget(parseObjectUri(formatObjectUri(address)));
  return account === undefined ? target : { ...target, account };
}

function readText(text: string): Target {
  if (/^oss:/i.test(text)) return objectTarget(parseObjectUri(text));
  if (/^https?:/i.test(text)) return objectTarget(readUrl(text));
  const scheme = /^([a-z][a-z0-9+.-]*):/i.exec(text)?.[1];
  if (scheme && isOfFiles(scheme)) return fileTarget(vscode.Uri.parse(text));
  throw notATarget(text);
}

/** `?` and `#` are characters of a name like any other, although `Uri` divides at them. */
export function wholePath({ path, query, fragment }: vscode.Uri): string {
  return `${path}${query && `?${query}`}${fragment && `#${fragment}`}`;
}

/** Schemes of other extensions may have queries that mean something. */
function fileTarget(uri: vscode.Uri): Target {
  if (uri.scheme !== "file") return { kind: "file", uri };
  return { kind: "file", uri: uri.with({ path: wholePath(uri), query: "", fragment: "" }) };
}

/** Those of this machine, of remote and virtual workspaces, and whatever else VS Code can read. */
function isOfFiles(scheme: string): boolean {
  if (scheme === "file" || scheme.startsWith("vscode-")) return true;
  const { fs, workspaceFolders = [] } = vscode.workspace;
  const isOpen = workspaceFolders.some(({ uri }) => uri.scheme === scheme);
  return isOpen || fs.isWritableFileSystem(scheme) !== undefined;
}

function readUrl(url: string): ObjectAddress {
  const mapped = objectForUrl(url, readSetting("urlMappings"));
  if (mapped) return { ...mapped, key: withoutStyle(mapped.key) };
  const read = readObjectUrl(url);
  if (read && (read.kind !== "path" || accountOrigins().includes(read.origin))) {
    return { ...read.address, key: withoutStyle(read.address.key) };
  }
  throw new Refusal("foreign-url", { url: safeText(url.split(/[?#]/)[0] ?? "") });
}

function objectTarget(address: ObjectAddress): Extract<Target, { kind: "object" }> {
  return { kind: "object", address };
}

function notATarget(text: string): Refusal {
  return new Refusal("invalid-uri", { reason: "not-an-image", text: safeText(text) });
}

/** Repeats neither the signature of a presigned URL that is written wrongly, nor a password. */
function safeText(text: string): string {
  const clean = scrub(text);
  return clean.length > 200 ? `${clean.slice(0, 199)}…` : clean;
}

/** 0–1: the setting, which each folder of a workspace may have for its own files. */
export function thresholdFor(target: Target): number {
  return readSetting("threshold", target.kind === "file" ? target.uri : null);
}

/** For sentences: the object's URI or the file's path in the workspace. */
export function targetText(target: Target): string {
  if (target.kind === "object") return formatObjectUri(target.address);
  return vscode.workspace.asRelativePath(target.uri, false);
}

/** The file name of a target. */
export function targetName(target: Target): string {
  return lastSegment(target.kind === "object" ? target.address.key : target.uri.path);
}

/** A target as text, for links and other commands; `readTarget` reads it back. */
export function argumentOf(target: Target): string {
  return target.kind === "object" ? formatObjectUri(target.address) : target.uri.toString();
}
