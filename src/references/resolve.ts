/** From an image reference to what it names: an object of OSS, or a file of the workspace. */
import { type ObjectAddress, readObjectUrl } from "../oss/address.ts";
import type { ImageReference } from "./imageReference.ts";
import { type Mappings, objectForPath, objectForUrl, objectOf } from "./mappings.ts";
import { normalised } from "./resolve/absolutePath.ts";
import { candidatePaths, folderOf, type SearchRoots } from "./resolve/candidatePaths.ts";
import { existingFile, folderAround } from "./resolve/existingFile.ts";
import type { FileAccess } from "./resolve/fileAccess.ts";
import { nameSpellings, percentDecoded } from "./resolve/nameSpellings.ts";
import { ProjectConfigs, tsconfigPaths } from "./resolve/projectConfigs.ts";
import { projectFolders } from "./resolve/projectFolders.ts";

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
  /** Names of files match whatever their case. */
  readonly caseInsensitive?: boolean;
  /** Keeps configuration files between calls. Without it they are read each time. */
  readonly configs?: ProjectConfigs;
}

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

function resolveUrl(
  reference: ImageReference,
  context: ResolveContext,
): ObjectResolution | undefined {
  const url = reference.value.startsWith("//") ? `https:${reference.value}` : reference.value;
  const mapped = objectForUrl(url, context.urlMappings ?? {});
  if (mapped) return { kind: "object", address: mapped, via: "url-mapping", reference };
  const read = readObjectUrl(url);
  if (!read || (read.kind === "path" && !context.pathStyleOrigins?.includes(read.origin)))
    return undefined;
  const { address, region, origin, process } = read;
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

async function resolvePath(
  reference: ImageReference,
  context: ResolveContext,
): Promise<FileResolution | undefined> {
  const workspaceFolders = context.workspaceFolders
    .map(normalised)
    .filter((folder) => folder !== undefined);
  const roots = await searchRoots(reference, context, workspaceFolders);
  const search = {
    files: context.files,
    workspaceFolders,
    caseInsensitive: context.caseInsensitive ?? false,
  };
  for (const name of names(reference)) {
    const found = await existingFile(await candidatePaths(name, roots), search);
    if (!found) continue;
    const below = found.path.slice(found.workspaceFolder.length).replace(/^\//, "");
    const object = objectForPath(below, context.pathMappings ?? {});
    return { kind: "file", ...found, reference, ...(object && { object }) };
  }
  return undefined;
}

function names({ value, extensions }: ImageReference): string[] {
  const fileUrl = /^file:\/\/(?:localhost)?(\/.*)$/i.exec(value)?.[1];
  const spellings = nameSpellings(fileUrl === undefined ? value : percentDecoded(fileUrl));
  if (!extensions) return spellings;
  return spellings.flatMap((name) => [name, ...extensions.map((extension) => name + extension)]);
}

async function searchRoots(
  reference: ImageReference,
  context: ResolveContext,
  workspaceFolders: readonly string[],
): Promise<SearchRoots> {
  const documentFolder =
    context.documentPath === undefined ? undefined : folderOf(context.documentPath);
  const own =
    documentFolder === undefined ? undefined : folderAround(documentFolder, workspaceFolders);
  const configs = context.configs ?? new ProjectConfigs(context.files);
  const from =
    own !== undefined && documentFolder !== undefined ? documentFolder : workspaceFolders[0];
  const top = own ?? workspaceFolders[0];
  return {
    ...(documentFolder !== undefined && { documentFolder }),
    workspaceFolders: [...workspaceFolders].sort(
      (one, other) => Number(other === own) - Number(one === own),
    ),
    sourceRoots: context.sourceRoots ?? [],
    pathAliases: context.pathAliases ?? {},
    bases: reference.bases ?? [],
    projects:
      from === undefined || top === undefined ? [] : await projectFolders(from, top, context.files),
    configured: async (name) =>
      from === undefined || top === undefined ? [] : tsconfigPaths(name, from, top, configs),
  };
}
