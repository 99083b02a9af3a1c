/** Every absolute path that a name in a document may mean, in the order in which they are tried. */

import { aliasedPaths } from "../mappings.ts";
import { fromDrivePath, joined, joinedInside, normalised, parentOf } from "./absolutePath.ts";
import type { ProjectFolder } from "./projectFolders.ts";

export interface SearchRoots {
  /** Of the document; absent for a document that is no file. */
  readonly documentFolder?: string;
  /** The folder that holds the document first. */
  readonly workspaceFolders: readonly string[];
  readonly sourceRoots: readonly string[];
  readonly pathAliases: Readonly<Record<string, string>>;
  /** Folders that the document declares for its images. */
  readonly bases: readonly string[];
  /** Nearest first. */
  readonly projects: readonly ProjectFolder[];
  /** Asks tsconfig.json and jsconfig.json. */
  readonly configured: (name: string) => Promise<readonly string[]>;
}

/** Normalised, without duplicates. They may lie outside the workspace: the caller drops those. */
export async function candidatePaths(name: string, roots: SearchRoots): Promise<string[]> {
  const drive = fromDrivePath(name);
  const paths = drive === undefined ? await pathsIn(name, roots) : driveSpellings(drive);
  const candidates = new Set<string>();
  for (const path of paths) {
    const candidate = path === undefined ? undefined : normalised(path);
    if (candidate !== undefined) candidates.add(candidate);
  }
  return [...candidates];
}

async function pathsIn(name: string, roots: SearchRoots): Promise<(string | undefined)[]> {
  const { documentFolder, workspaceFolders, sourceRoots, projects } = roots;
  const isRooted = name.startsWith("/");
  const isRelative = /^\.{1,2}\//.test(name);
  const beside = isRooted || documentFolder === undefined ? [] : [joined(documentFolder, name)];
  const folders = [
    ...workspaceFolders,
    ...workspaceFolders.flatMap((folder) => sourceRoots.map((root) => below(folder, root))),
    ...(isRelative ? [] : projects.filter(({ isPackage }) => isPackage).flatMap(servedFirst)),
  ];
  return [
    ...(isRooted ? [name] : []),
    ...basePaths(name, roots),
    ...beside,
    ...folders.map((folder) => folder && joinedInside(folder, name)),
    ...(isRelative ? [] : aliases(name, roots)),
    ...(isRelative ? [] : await roots.configured(name)),
    ...(isRelative ? [] : habits(name, projects)),
    ...projects.flatMap(({ path, served }) =>
      [path, ...(isRelative ? [] : served)].map((folder) => joinedInside(folder, name)),
    ),
  ];
}

/** Of a package's folders, only those that every bundler serves from take precedence over aliases. */
function servedFirst({ path, served }: ProjectFolder): string[] {
  return served.filter((folder) => folder === `${path}/public` || folder === `${path}/static`);
}

/** `:imagesdir:` and `\graphicspath` are relative to the document, or to the workspace folder. */
function basePaths(
  name: string,
  { bases, documentFolder, workspaceFolders }: SearchRoots,
): (string | undefined)[] {
  if (name.startsWith("/")) return [];
  const folders = [documentFolder, ...workspaceFolders].filter((folder) => folder !== undefined);
  return bases.flatMap((base) => folders.map((folder) => joined(folder, `${base}/${name}`)));
}

function aliases(
  name: string,
  { pathAliases, workspaceFolders }: SearchRoots,
): (string | undefined)[] {
  const paths = aliasedPaths(name, pathAliases);
  return paths.flatMap((path) => workspaceFolders.map((folder) => below(folder, path)));
}

/** A folder of a setting: relative to the workspace folder, or absolute. */
function below(folder: string, path: string): string | undefined {
  const setting = path.replaceAll("\\", "/");
  if (fromDrivePath(setting)) return normalised(`/${setting}`);
  const absolute = setting.startsWith("/") ? normalised(setting) : undefined;
  return absolute?.startsWith(`${folder}/`) || absolute === folder
    ? absolute
    : joined(folder, setting);
}

const sourceHabit = /^~?(?:@|~|@@|~~)\/+(.+)$/;
const siteHabit = /^@site\/(.+)$/;
const libraryHabit = /^\$lib\/(.+)$/;
const moduleHabit = /^~?((?:@[\w.-]+\/)?[\w.-]+\/.+)$/;
const sourceFolders = ["src", "", "app", "resources", "resources/js"];

/** What projects of Vite, webpack, Nuxt, Next, SvelteKit, Docusaurus and ASP.NET write without saying so anywhere. */
function habits(name: string, projects: readonly ProjectFolder[]): (string | undefined)[] {
  const source = sourceHabit.exec(name)?.[1];
  if (source !== undefined) {
    return projects.flatMap(({ path, served }) => [
      ...sourceFolders.map((folder) => joinedInside(path, `${folder}/${source}`)),
      ...served.map((folder) => joinedInside(folder, source)),
    ]);
  }
  const site = siteHabit.exec(name)?.[1];
  const library = libraryHabit.exec(name)?.[1];
  const own = [site, library && `src/lib/${library}`].filter(
    (path) => path !== undefined && path !== "",
  );
  const dependency = moduleHabit.exec(name)?.[1];
  return [
    ...own.flatMap((rest) => projects.map(({ path }) => joinedInside(path, rest ?? ""))),
    ...projects
      .filter(({ hasNodeModules }) => dependency !== undefined && hasNodeModules)
      .map(({ path }) => joinedInside(`${path}/node_modules`, dependency ?? "")),
  ];
}

/** Drives are written with letters of either case. */
function driveSpellings(path: string): string[] {
  return [path[1]?.toLowerCase(), path[1]?.toUpperCase()].map(
    (letter) => `/${letter}${path.slice(2)}`,
  );
}

/** The folder of a document. */
export function folderOf(documentPath: string): string | undefined {
  const path = normalised(documentPath);
  return path === undefined ? undefined : parentOf(path);
}
