/** The folders from a document up to its workspace folder: which are a project's, and where they serve files from. */
import { joined, upTo } from "./absolutePath.ts";

export interface Folder {
  readonly path: string;
  readonly names: ReadonlySet<string>;
  /** It holds a file that only a project's root holds, or is the workspace folder. */
  readonly isProject: boolean;
  /** A project whose framework says where its files are served from. */
  readonly isSite: boolean;
  /** Absolute paths of the folders in it that names with a leading `/` begin at, the likeliest first. */
  readonly served: readonly string[];
}

/** Files that only the root of a site or an application holds, whose framework says where files are served from. */
const siteMarkers = new Set(
  "package.json composer.json Gemfile conf.py mkdocs.yml mkdocs.yaml _config.yml _config.yaml _quarto.yml hugo.toml hugo.yaml config.toml pelicanconf.py pom.xml build.gradle build.gradle.kts mix.exs deno.json bun.lock index.html angular.json antora.yml project.config.json app.json .vitepress .vuepress".split(
    " ",
  ),
);
/** Files that only a project's root holds. */
const projectMarkers = new Set(
  "manage.py pyproject.toml setup.py go.mod Cargo.toml pubspec.yaml node_modules docfx.json project.godot".split(
    " ",
  ),
);
const markerEnd = /\.(?:csproj|fsproj|vbproj|sln|slnx)$/;

/** Served at `/`, whatever folder they are in. */
const servedAnywhere = [
  "public",
  "static",
  "assets",
  "wwwroot",
  "webroot",
  "htdocs",
  ".vuepress/public",
];
/** Whether a folder of this name is served, whatever folder it is in. */
export function isServedAnywhere(name: string): boolean {
  return servedAnywhere.includes(name);
}

/** Served in projects, too: by frameworks of Ruby, the JVM, Elixir and PHP, generators of sites, bundlers. */
const servedInProjects = [
  "app/assets/images",
  "app/assets",
  "src/main/resources/static",
  "src/main/resources/public",
  "src/main/resources/META-INF/resources",
  "src/main/resources",
  "src/main/webapp",
  "priv/static",
  "www",
  "web",
  "source",
  "content",
  "resources",
  "src",
  "app",
  "docs",
];
const maxApps = 30;

/** Reads the names in each folder on the way and nothing else; nearest first. */
export async function foldersUpTo(
  folder: string,
  workspaceFolder: string,
  namesIn: (folder: string) => Promise<ReadonlySet<string>>,
): Promise<Folder[]> {
  const paths = upTo(folder, workspaceFolder);
  if (paths.length === 0) paths.push(workspaceFolder);
  return Promise.all(
    paths.map(async (path) => folderOf(path, await namesIn(path), path === workspaceFolder)),
  );
}

function folderOf(path: string, names: ReadonlySet<string>, isWorkspaceFolder: boolean): Folder {
  const isSite = [...names].some((name) => siteMarkers.has(name) || markerEnd.test(name));
  const isProject =
    isWorkspaceFolder || isSite || [...names].some((name) => projectMarkers.has(name));
  const candidates = isProject ? [...servedAnywhere, ...servedInProjects] : servedAnywhere;
  const served = candidates.filter((folder) => names.has(folder.split("/", 1)[0] ?? ""));
  if (names.has("manage.py")) served.push(...appFolders(names));
  const own = isProject ? [""] : [];
  const ordered = servesItself(names) ? [...own, ...served] : [...served, ...own];
  return {
    path,
    names,
    isProject,
    isSite,
    served: ordered.map((folder) => joined(path, folder)).filter((each) => each !== undefined),
  };
}

/** Whether a name with a leading `/` begins at the folder itself: Jekyll, Sphinx, Quarto, mini programs, XAML. */
function servesItself(names: ReadonlySet<string>): boolean {
  const isJekyll = (names.has("_config.yml") || names.has("_config.yaml")) && !names.has("source");
  const isMiniProgram = names.has("app.json") && !names.has("package.json");
  const isPlainSite = names.has("index.html") && !names.has("package.json");
  const isDesktop = [...names].some((name) => markerEnd.test(name)) && !names.has("wwwroot");
  return (
    isJekyll ||
    isMiniProgram ||
    isPlainSite ||
    isDesktop ||
    names.has("conf.py") ||
    names.has("_quarto.yml")
  );
}

/** Each application of a Django project may have a `static` folder of its own. */
function appFolders(names: ReadonlySet<string>): string[] {
  return [...names]
    .filter((name) => !name.includes("."))
    .slice(0, maxApps)
    .map((name) => `${name}/static`);
}

/** The nearest folder that holds one of some names; `*.ext` stands for any name with that end. */
export function nearestHolding(
  folders: readonly Folder[],
  wanted: readonly string[],
): Folder | undefined {
  return folders.find(({ names }) =>
    wanted.some((name) =>
      name.startsWith("*")
        ? [...names].some((each) => each.endsWith(name.slice(1)))
        : names.has(name),
    ),
  );
}
