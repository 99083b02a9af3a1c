/** From an image reference to what it names: an object of OSS, or a file of the workspace. */
import type { ObjectAddress } from "../oss/address.ts";
import { readObjectUrl } from "../oss/objectUrl.ts";
import { imageExtension, withoutStyle } from "./imageExtension.ts";
import type { ImageReference } from "./imageReference.ts";
import { type Mappings, objectForPath, objectForUrl, objectOf } from "./mappings.ts";
import { lookupOf } from "./recogniser.ts";
import { normalised } from "./resolve/absolutePath.ts";
import type { FileAccess } from "./resolve/fileAccess.ts";
import { FileSearch, type FoundFile, folderAround } from "./resolve/fileSearch.ts";
import { foldersUpTo } from "./resolve/folders.ts";
import { ProjectConfigs } from "./resolve/projectConfigs.ts";
import {
  folderOfDocument,
  type SearchRoots,
  type SoughtName,
  searchSteps,
} from "./resolve/searchSteps.ts";
import type { Abortable } from "./textSource.ts";
import { fileUrlPath, spellingsOf, writtenName } from "./writtenName.ts";

export type { FileAccess } from "./resolve/fileAccess.ts";
export { ProjectConfigs } from "./resolve/projectConfigs.ts";

export interface ResolveContext {
  /** Absolute path of the document's URI; absent for a document that is no file. */
  readonly documentPath?: string;
  /** Absolute paths; nothing outside of them is asked for. */
  readonly workspaceFolders: readonly string[];
  readonly files: FileAccess;
  readonly sourceRoots?: readonly string[];
  readonly pathAliases?: Readonly<Record<string, string>>;
  readonly urlMappings?: Mappings;
  readonly pathMappings?: Mappings;
  /** Origins (`http://127.0.0.1:9000`) of OSS servers that are addressed by path, such as the sample account's. */
  readonly pathStyleOrigins?: readonly string[];
  /** Whether an object with this very key is known to exist: then `a.jpg!thumb` is not a style of `a.jpg`. */
  readonly isKnownObject?: (address: ObjectAddress) => Promise<boolean> | boolean;
  /** Names of files match whatever their case. */
  readonly caseInsensitive?: boolean;
  /** Keeps configuration files between calls. Without it they are read each time. */
  readonly configs?: ProjectConfigs;
  /** Ends the search without a result. */
  readonly signal?: Abortable;
}

/** Languages whose frameworks let another file stand in for a missing one. */
const variantsIn = new Map<string, "react-native" | "flutter">([
  ...["javascript", "javascriptreact", "typescript", "typescriptreact"].map(
    (language) => [language, "react-native"] as const,
  ),
  ["dart", "flutter"],
]);

export type Resolution = ObjectResolution | FileResolution;

export interface ObjectResolution {
  readonly kind: "object";
  readonly address: ObjectAddress;
  readonly via: "oss-uri" | "url" | "url-mapping";
  readonly region?: string;
  /** `https://host[:port]` of the URL. */
  readonly origin?: string;
  /** The URL's `x-oss-process`. */
  readonly process?: string;
  /** The reading that names it: the reference itself, or one of its alternatives. */
  readonly reference: ImageReference;
}

export interface FileResolution {
  readonly kind: "file";
  /** As the disk spells it. */
  readonly path: string;
  readonly workspaceFolder: string;
  /** The object that `pathMappings` name for this file. */
  readonly object?: ObjectAddress;
  readonly reference: ImageReference;
}

/**
 * What a reference names; `undefined` for data URIs, foreign URLs and files that do not exist. Asks the file system
 * only about paths inside the workspace folders, and never the network. Does not reject.
 */
export async function resolveReference(
  reference: ImageReference,
  context: ResolveContext,
): Promise<Resolution | undefined> {
  for (const candidate of [reference, ...(reference.alternatives ?? [])]) {
    const found = await resolveCandidate(candidate, context);
    if (found) return found;
  }
  return undefined;
}

async function resolveCandidate(
  reference: ImageReference,
  context: ResolveContext,
): Promise<Resolution | undefined> {
  switch (reference.kind) {
    case "data-uri":
      return undefined;
    case "oss-uri": {
      const address = objectOf(reference.value);
      return address && { kind: "object", address, via: "oss-uri", reference };
    }
    case "url":
    case "protocol-relative":
      return resolveUrl(reference, context);
    case "path":
      return resolvePath(reference, context);
  }
}

async function resolveUrl(
  reference: ImageReference,
  context: ResolveContext,
): Promise<ObjectResolution | undefined> {
  const url = reference.value.startsWith("//") ? `https:${reference.value}` : reference.value;
  const mapped = objectForUrl(url, context.urlMappings ?? {});
  if (mapped) {
    const address = await withoutStyleOf(mapped, context);
    return { kind: "object", address, via: "url-mapping", reference };
  }
  const read = readObjectUrl(url);
  if (!read || (read.kind === "path" && !context.pathStyleOrigins?.includes(read.origin)))
    return undefined;
  const { region, origin, process } = read;
  const address = await withoutStyleOf(read.address, context);
  return {
    kind: "object",
    address,
    via: "url",
    origin,
    reference,
    ...(region !== undefined && { region }),
    ...(process !== undefined && { process }),
  };
}

/** A style in a URL is not part of the key, unless an object with that very key is known. */
async function withoutStyleOf(
  address: ObjectAddress,
  { isKnownObject }: ResolveContext,
): Promise<ObjectAddress> {
  const key = withoutStyle(address.key);
  if (key === address.key || (await isKnownObject?.(address))) return address;
  return { ...address, key };
}

async function resolvePath(
  reference: ImageReference,
  context: ResolveContext,
): Promise<FileResolution | undefined> {
  const workspaceFolders = context.workspaceFolders
    .map(normalised)
    .filter((folder) => folder !== undefined);
  const search = new FileSearch({
    files: context.files,
    workspaceFolders,
    caseInsensitive: context.caseInsensitive ?? false,
    variants: variantsIn.get(reference.languageId ?? ""),
    signal: context.signal,
  });
  const name = soughtName(reference);
  const roots = await searchRoots(reference, context, workspaceFolders, search);
  let found: FoundFile | "other" | undefined;
  for await (const { paths, isDecisive } of searchSteps(name, roots)) {
    found = await search.first(distinct(paths));
    if (found !== undefined || isDecisive || context.signal?.aborted) break;
  }
  const [top] = roots.workspaceFolders;
  if (found === undefined && name.anywhere && top !== undefined && isBareName(name)) {
    found = await search.anywhere(name.spellings[0] ?? "", top);
  }
  if (found === undefined || found === "other" || context.signal?.aborted) return undefined;
  const below = found.path.slice(found.workspaceFolder.length).replace(/^\//, "");
  const object = objectForPath(below, context.pathMappings ?? {});
  return { kind: "file", ...found, reference, ...(object && { object }) };
}

function soughtName(reference: ImageReference): SoughtName {
  const { value, extensions, languageId, syntax } = reference;
  const read = writtenName(value, languageId);
  const fileUrl = read.from === undefined ? fileUrlPath(value) : undefined;
  const written = fileUrl === undefined ? read : { name: fileUrl };
  const spellings = spellingsOf(written.name);
  const withExtensions = extensions
    ? [
        ...spellings.filter((each) => imageExtension(each) !== undefined),
        ...extensions.flatMap((extension) => spellings.map((each) => each + extension)),
      ]
    : spellings.filter((each) => imageExtension(each) !== undefined);
  const from = written.from ?? reference.from;
  return {
    ...lookupOf(reference),
    ...(from && { from }),
    spellings: withExtensions,
    isAttribute: syntax === "html-attribute",
  };
}

function isBareName({ spellings }: SoughtName): boolean {
  return spellings[0] !== undefined && !spellings[0].includes("/");
}

async function searchRoots(
  { languageId }: ImageReference,
  { documentPath, configs, files, sourceRoots = [], pathAliases = {} }: ResolveContext,
  workspaceFolders: readonly string[],
  search: FileSearch,
): Promise<SearchRoots> {
  const documentFolder = documentPath === undefined ? undefined : folderOfDocument(documentPath);
  const own =
    documentFolder === undefined ? undefined : folderAround(documentFolder, workspaceFolders);
  const top = own ?? workspaceFolders[0];
  const from = own === undefined ? top : documentFolder;
  return {
    ...(documentFolder !== undefined && { documentFolder, documentPath }),
    workspaceFolders: [...workspaceFolders].sort(
      (one, other) => Number(other === own) - Number(one === own),
    ),
    sourceRoots,
    pathAliases,
    folders:
      from === undefined || top === undefined
        ? []
        : await foldersUpTo(from, top, (folder) => search.names(folder)),
    namesIn: (folder) => search.names(folder),
    configs: configs ?? new ProjectConfigs(files),
    ...(languageId !== undefined && { languageId }),
  };
}

/** Normalised, each once. */
function distinct(paths: readonly (string | undefined)[]): string[] {
  const all = paths.map((path) => (path === undefined ? undefined : normalised(path)));
  return [...new Set(all.filter((path) => path !== undefined))];
}
