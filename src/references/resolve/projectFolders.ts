/** The folders above a document that are a project's root, and the folders in them that a site is served from. */
import { upTo } from "./absolutePath.ts";
import type { FileAccess } from "./fileAccess.ts";

export interface ProjectFolder {
  readonly path: string;
  /** It holds a package.json. */
  readonly isPackage: boolean;
  /** Folders from which files are served or bundled, absolute, the likeliest first. */
  readonly served: readonly string[];
  readonly hasNodeModules: boolean;
}

/** Files that only a project's root holds. */
const markers = new Set(
  "package.json composer.json Gemfile manage.py pyproject.toml setup.py conf.py mkdocs.yml _config.yml _config.yaml hugo.toml hugo.yaml config.toml pom.xml build.gradle build.gradle.kts go.mod Cargo.toml pubspec.yaml mix.exs deno.json bun.lock index.html angular.json".split(
    " ",
  ),
);

/** Of Next, Nuxt, Vite, Laravel; SvelteKit, Hugo, Docusaurus, Gatsby, Django; Hugo; Rails; Spring; ASP.NET; Phoenix; others. */
const servedFolders = [
  "public",
  "static",
  "assets",
  "app/assets/images",
  "app/assets",
  "src/main/resources/static",
  "src/main/resources/public",
  "src/main/resources",
  "src/main/webapp",
  "wwwroot",
  "priv/static",
  "resources",
  "src",
  "app",
  "docs",
  "source",
  "www",
  "web",
];
const maxApps = 30;

/** Nearest first; the workspace folder is always the last. Reads the names in each folder on the way, nothing else. */
export async function projectFolders(
  documentFolder: string,
  workspaceFolder: string,
  files: FileAccess,
): Promise<ProjectFolder[]> {
  const folders = upTo(documentFolder, workspaceFolder);
  if (folders.length === 0) folders.push(workspaceFolder);
  const found = await Promise.all(
    folders.map((path) => projectFolder(path, path === workspaceFolder, files)),
  );
  return found.filter((folder) => folder !== undefined);
}

async function projectFolder(
  path: string,
  isWorkspaceFolder: boolean,
  files: FileAccess,
): Promise<ProjectFolder | undefined> {
  const names = new Set(await files.readDirectory(path).catch(() => undefined));
  if (
    !isWorkspaceFolder &&
    ![...names].some((name) => markers.has(name) || name === "node_modules")
  )
    return undefined;
  const served = servedFolders.filter((folder) => names.has(folder.split("/", 1)[0] ?? ""));
  if (names.has("manage.py")) served.push(...appFolders(names));
  return {
    path,
    isPackage: names.has("package.json"),
    served: served.map((folder) => `${path === "/" ? "" : path}/${folder}`),
    hasNodeModules: names.has("node_modules"),
  };
}

/** Each application of a Django project may have a `static` folder of its own. */
function appFolders(names: ReadonlySet<string>): string[] {
  return [...names]
    .filter((name) => !name.includes("."))
    .slice(0, maxApps)
    .map((name) => `${name}/static`);
}
