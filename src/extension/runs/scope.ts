/** Which images a run is about, as people and programs say it, and where they come from. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import { Refusal } from "../../errors/refusal.ts";
import { grouped, imagesText } from "../../labels/format.ts";
import { parsePrefixUri } from "../../oss/address.ts";
import type { OssClient } from "../../oss/client.ts";
import { scrub } from "../../oss/scrub.ts";
import { isDetectableName } from "../../references/imageExtension.ts";
import { linesOf, listedLines } from "../../runs/imageList.ts";
import { inventoryEntries, looksLikeInventory } from "../../runs/inventory.ts";
import { problemOf } from "../../runs/plan.ts";
import {
  type FindPage,
  imagesBelow,
  imagesFound,
  inBatches,
  type Source,
  type SourceItem,
} from "../../runs/sources.ts";
import { readNode } from "../commandArgument.ts";
import { readTarget, type Target, targetName } from "../images/target.ts";
import type { AccountSetting } from "../settingsSchema.ts";

export type RunScope =
  | { readonly kind: "targets"; readonly targets: readonly (Target | UnreadableTarget)[] }
  | {
      readonly kind: "prefix";
      readonly account?: string;
      readonly bucket: string;
      readonly prefix: string;
    }
  | { readonly kind: "query"; readonly query: string }
  /** A text file of one URI or URL a line, or a report of Bucket Inventory; either may be in gzip. */
  | { readonly kind: "list"; readonly uri: vscode.Uri }
  /** All images below a folder of files. */
  | { readonly kind: "folder"; readonly uri: vscode.Uri }
  /** Several of them, at least one. */
  | { readonly kind: "several"; readonly of: readonly RunScope[] };

/** Text in place of a target, and what is wrong with it. */
export interface UnreadableTarget {
  readonly kind: "unreadable";
  readonly text: string;
  readonly error: unknown;
}

export interface ScopeServices {
  /** The account that reads a bucket. Throws a `Refusal`, or a `CancellationError` when a person does not choose. */
  readonly account: (bucket: string, key: string) => Promise<AccountSetting>;
  readonly client: (account: string) => Promise<OssClient>;
  readonly find: (query: string) => Promise<FindPage>;
}

/** For people: "3 images", `oss://bucket/prefix/`, the query, the name of the list. */
export function scopeTitle(scope: RunScope): string {
  switch (scope.kind) {
    case "targets": {
      const [target] = scope.targets;
      if (scope.targets.length !== 1 || !target) return imagesText(scope.targets.length);
      return target.kind === "unreadable" ? target.text : targetName(target);
    }
    case "prefix":
      return `oss://${scope.bucket}/${scope.prefix}`;
    case "query":
      return scope.query.trim() === "" ? t("all images of the index") : scope.query.trim();
    case "list":
    case "folder":
      return vscode.workspace.asRelativePath(scope.uri, false);
    case "several": {
      const [first = "", second, ...others] = scope.of.map(scopeTitle);
      if (second === undefined) return first;
      return others.length > 0
        ? t("{0} and {1} more", first, grouped(others.length + 1))
        : t("{0} and {1}", first, second);
    }
  }
}

/** What menus hand over: folders of a bucket or of files, and single images. */
export async function scopeOfItems(items: readonly unknown[]): Promise<RunScope> {
  const scopes: RunScope[] = [];
  const targets: Target[] = [];
  for (const item of items) {
    if (isOwnScope(item)) {
      scopes.push({ kind: "query", query: item.query });
      continue;
    }
    const { account, bucket, prefix, key } = readNode(item) ?? {};
    if (
      account !== undefined &&
      bucket !== undefined &&
      prefix !== undefined &&
      key === undefined
    ) {
      scopes.push({ kind: "prefix", account, bucket, prefix });
    } else if (item instanceof vscode.Uri && (await isFolder(item))) {
      scopes.push({ kind: "folder", uri: item });
    } else {
      targets.push(readTarget(item));
    }
  }
  if (targets.length > 0) scopes.push({ kind: "targets", targets });
  const [only] = scopes;
  if (!only) throw wrongScope(undefined);
  return scopes.length === 1 ? only : { kind: "several", of: scopes };
}

async function isFolder(uri: vscode.Uri): Promise<boolean> {
  if (/^(oss|https?)$/.test(uri.scheme)) return false;
  try {
    const { type } = await vscode.workspace.fs.stat(uri);
    return (type & vscode.FileType.Directory) !== 0;
  } catch {
    return false;
  }
}

/** What a program gives. Throws a `Refusal` for anything that the contract does not name. */
export function readScope(given: unknown): RunScope {
  if (Array.isArray(given)) return { kind: "targets", targets: given.map(readOne) };
  const { prefix, query, list } = fieldsOf(given);
  const named = [prefix, query, list].filter((value) => value !== undefined);
  if (named.length !== 1) throw wrongScope(given);
  if (typeof prefix === "string") return readPrefix(prefix);
  if (typeof query === "string") return { kind: "query", query };
  if (list instanceof vscode.Uri) return { kind: "list", uri: list };
  if (typeof list === "string" && /^[a-z][a-z0-9+.-]+:/i.test(list)) {
    return { kind: "list", uri: vscode.Uri.parse(list) };
  }
  throw wrongScope(given);
}

/** A query as our own views hand it over for a person: `{ kind: "query", query }`. */
export function isOwnScope(given: unknown): given is Extract<RunScope, { kind: "query" }> {
  const { kind, query } = fieldsOf(given);
  return kind === "query" && typeof query === "string";
}

/** Whether a value is meant as the scope of a program: a list, or what names a prefix, a query or a list. */
export function isProgramScope(given: unknown): boolean {
  if (Array.isArray(given)) return true;
  const { kind, prefix, query, list } = fieldsOf(given);
  return kind === undefined && (prefix ?? query ?? list) !== undefined;
}

/** Of a URI as `parsePrefixUri` reads it. Throws a `Refusal`. */
export function readPrefix(uri: string): RunScope {
  return { kind: "prefix", ...parsePrefixUri(uri) };
}

/**
 * Text that names nothing is one image's failure; a value of another type is the program's mistake. The text is kept with
 * the run and shown, and may be a presigned URL.
 */
function readOne(given: unknown): Target | UnreadableTarget {
  try {
    return readTarget(given);
  } catch (error) {
    if (typeof given !== "string" && !(given instanceof vscode.Uri)) throw error;
    return { kind: "unreadable", text: scrub(given.toString()), error };
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || value instanceof vscode.Uri) return {};
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, one ?? undefined]));
}

function written(given: unknown): string {
  return scrub(JSON.stringify(given) ?? String(given)).slice(0, 100);
}

function wrongScope(given: unknown): Refusal {
  if (given === undefined) return new Refusal("wrong-scope", { reason: "none" });
  return new Refusal("wrong-scope", { reason: "unclear", scope: written(given) });
}

/** The images of a scope. Rejects where it cannot be read; a single line or image that names nothing is an item. */
export async function sourceOf(
  scope: RunScope,
  services: ScopeServices,
  signal: AbortSignal,
): Promise<Source> {
  switch (scope.kind) {
    case "targets":
      return inBatches(itemsOf(scope.targets, services), signal);
    case "prefix": {
      const { bucket, prefix } = scope;
      const account = scope.account ?? (await services.account(bucket, prefix)).name;
      return imagesBelow(await services.client(account), { account, bucket, prefix }, signal);
    }
    case "query":
      return imagesFound(await services.find(scope.query), signal);
    case "list":
      return inBatches(itemsOfList(scope.uri, services), signal);
    case "folder":
      return inBatches(filesBelow(scope.uri, signal), signal);
    case "several": {
      const sources = await Promise.all(scope.of.map((one) => sourceOf(one, services, signal)));
      return oneAfterAnother(sources);
    }
  }
}

async function* oneAfterAnother(sources: readonly Source[]): Source {
  for (const source of sources) yield* source;
}

async function* itemsOf(
  targets: Iterable<Target | UnreadableTarget>,
  services: ScopeServices,
): AsyncGenerator<SourceItem, void, undefined> {
  for (const target of targets) yield itemOf(target, services);
}

async function itemOf(
  target: Target | UnreadableTarget,
  { account: accountFor }: ScopeServices,
): Promise<SourceItem> {
  if (target.kind === "unreadable") {
    return { kind: "unreadable", text: target.text, problem: problemOf(target.error) };
  }
  if (target.kind === "file") return { kind: "file", uri: target.uri.toString() };
  const { bucket, key } = target.address;
  const account = target.account ?? (await accountFor(bucket, key)).name;
  // A listing may be old: what the bytes are is asked anew, and only what HEAD does not tell is taken from it.
  const { restore } = target.listed ?? {};
  return {
    kind: "object",
    object: { account, bucket, key },
    ...(restore !== undefined && { version: { restore } }),
  };
}

async function* itemsOfList(
  uri: vscode.Uri,
  services: ScopeServices,
): AsyncGenerator<SourceItem, void, undefined> {
  const lines = listedLines(await piecesOf(uri));
  const first = await lines.next();
  if (first.done) return;
  if (looksLikeInventory(first.value)) {
    yield* itemsOfInventory(linesOf(await piecesOf(uri)), services);
    return;
  }
  yield itemOf(readOne(first.value), services);
  for await (const line of lines) yield itemOf(readOne(line), services);
}

/** What is no image in a report is none here, as below a prefix. */
async function* itemsOfInventory(
  lines: AsyncIterable<string>,
  { account: accountFor }: ScopeServices,
): AsyncGenerator<SourceItem, void, undefined> {
  const accounts = new Map<string, string>();
  for await (const { bucket, key, ...version } of inventoryEntries(lines)) {
    if (!isDetectableName(key)) continue;
    const account = accounts.get(bucket) ?? (await accountFor(bucket, key)).name;
    accounts.set(bucket, account);
    yield { kind: "object", object: { account, bucket, key }, version };
  }
}

/** The bytes of a file, wherever VS Code reads it from. */
async function piecesOf(uri: vscode.Uri): Promise<AsyncIterable<Uint8Array>> {
  const { filePieces, unpacked } = await import("../../runs/textPieces.ts");
  const bytes = uri.scheme === "file" ? filePieces(uri.fsPath) : unpacked(wholeFile(uri));
  return readable(bytes, uri);
}

async function* wholeFile(uri: vscode.Uri): AsyncGenerator<Uint8Array, void, undefined> {
  yield await vscode.workspace.fs.readFile(uri);
}

async function* readable(pieces: AsyncIterable<Uint8Array>, uri: vscode.Uri) {
  try {
    yield* pieces;
  } catch (cause) {
    const file = vscode.workspace.asRelativePath(uri, false);
    throw new Refusal("no-such-list", { file }, { cause });
  }
}

/** Folders are read one after another; a link is not followed, so that none is read twice. */
async function* filesBelow(
  folder: vscode.Uri,
  signal: AbortSignal,
): AsyncGenerator<SourceItem, void, undefined> {
  signal.throwIfAborted();
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const folders: vscode.Uri[] = [];
  for (const [name, type] of entries.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const uri = vscode.Uri.joinPath(folder, name);
    if (type === vscode.FileType.Directory && name !== "node_modules" && name !== ".git") {
      folders.push(uri);
    } else if ((type & vscode.FileType.File) !== 0 && isDetectableName(name)) {
      yield { kind: "file", uri: uri.toString() };
    }
  }
  for (const one of folders) yield* filesBelow(one, signal);
}
