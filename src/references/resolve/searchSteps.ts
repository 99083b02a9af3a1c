/** Where a name in a document may lead, in the order in which it is tried: what the project says comes first. */
import { aliasedPaths } from "../mappings.ts";
import type { Lookup, Origin } from "../recogniser.ts";
import {
  fromDrivePath,
  isInside,
  joined,
  joinedInside,
  normalised,
  parentOf,
} from "./absolutePath.ts";
import { bundlerPaths } from "./bundlerAliases.ts";
import { type Folder, isServedAnywhere, nearestHolding } from "./folders.ts";
import { mainDocuments } from "./mainDocument.ts";
import { type ProjectConfigs, packageImports, tsconfigPaths } from "./projectConfigs.ts";
import { qtResourcePaths } from "./qtResources.ts";
import { type SiteConfig, siteConfig } from "./siteConfig.ts";

export interface SearchRoots {
  /** Of the document; absent for a document that is no file. */
  readonly documentPath?: string;
  readonly documentFolder?: string;
  /** The folder that holds the document first. */
  readonly workspaceFolders: readonly string[];
  readonly sourceRoots: readonly string[];
  readonly pathAliases: Readonly<Record<string, string>>;
  /** From the document, or the workspace folder for one that is no file; nearest first. */
  readonly folders: readonly Folder[];
  readonly namesIn: (folder: string) => Promise<ReadonlySet<string>>;
  readonly configs: ProjectConfigs;
  readonly languageId?: string;
}

/** A name, and how it is to be looked up. */
export interface SoughtName extends Lookup {
  /** The ways to write the path, the likeliest first. */
  readonly spellings: readonly string[];
  /** It stands in an attribute of HTML. */
  readonly isAttribute: boolean;
}

/** Some paths to try. After a decisive step nothing else may be meant. */
export interface Step {
  readonly paths: readonly (string | undefined)[];
  readonly isDecisive?: boolean;
}

const scriptLanguages = languages(
  "javascript javascriptreact typescript typescriptreact vue svelte astro mdx coffeescript",
);
/** A bare name in them is more likely below a served folder than below the project's own. */
const webLanguages = languages(
  "html xhtml vue-html php blade handlebars mustache twig jinja jinja-html django-html liquid erb ejs html-eex heex phoenix-heex razor aspnetcorerazor jsp ftl velocity angular marko css scss sass less stylus postcss",
);
/** Languages of programs that run in some working directory, so that `./` is often not the file's folder. */
const languagesWithWorkingFolder = languages(
  "shellscript sh bash zsh fish bat powershell dockerfile makefile just python ruby perl php r julia go rust java kotlin scala groovy csharp c cpp lua swift latex tex",
);
const dataLanguages = languages("yaml github-actions-workflow json jsonc toml");
const latexLanguages = languages("latex tex context");
const jvmLanguages = languages("java kotlin scala groovy");
const maxSourceRoots = 100;

function languages(ids: string): ReadonlySet<string> {
  return new Set(ids.split(" "));
}

/** The steps for a name. Paths may lie outside the workspace; the caller drops those. */
export async function* searchSteps(name: SoughtName, roots: SearchRoots): AsyncGenerator<Step> {
  const { spellings, from, bases, root } = name;
  const [first = ""] = spellings;
  const { documentFolder } = roots;
  const drives = spellings.map((each) => fromDrivePath(each.replace(/^\/(?=[A-Za-z]:\/)/, "")));
  if (drives.some((path) => path !== undefined)) {
    yield { paths: drives, isDecisive: true };
  } else if (from !== undefined && from !== "site") {
    yield* fromOrigin(from, spellings, roots);
  } else if (from === "site") {
    yield* rooted(
      spellings.map((each) => `/${each.replace(/^\/+/, "")}`),
      roots,
    );
  } else if (first.startsWith("/")) {
    const top = root === undefined ? undefined : placed(documentFolder, root);
    if (root === undefined) yield* rooted(spellings, roots);
    else yield { paths: spellings.map((each) => top && joined(top, each)), isDecisive: true };
  } else if (latexLanguages.has(roots.languageId ?? "")) {
    yield* latex(name, roots);
  } else if (bases !== undefined) {
    yield { paths: basePaths(name, bases, roots), isDecisive: true };
  } else if (/^\.{1,2}\//.test(first)) {
    yield* relative(name, roots);
  } else {
    yield* bare(spellings, roots);
  }
}

/** A folder as a document names it: relative to its own, or absolute. */
function placed(folder: string | undefined, path: string): string | undefined {
  const text = path.replaceAll("\\", "/");
  if (text.startsWith("/")) return normalised(text);
  return folder === undefined ? undefined : joined(folder, text);
}

async function* fromOrigin(
  from: Exclude<Origin, "site">,
  spellings: readonly string[],
  { documentFolder, workspaceFolders, folders, namesIn, configs }: SearchRoots,
): AsyncGenerator<Step> {
  if (typeof from === "object" && from.nearest.includes("*.qrc")) {
    const paths = await Promise.all(
      spellings.map((each) => qtResourcePaths(each, folders, namesIn, configs)),
    );
    if (paths[0] !== undefined) {
      yield { paths: paths.flatMap((each) => each ?? []), isDecisive: true };
      return;
    }
  }
  const folder = from === "document" ? documentFolder : topFolder(from, folders, workspaceFolders);
  yield { paths: spellings.map((each) => folder && joined(folder, each)), isDecisive: true };
}

function topFolder(
  from: Exclude<Origin, "site" | "document">,
  folders: readonly Folder[],
  [workspaceFolder]: readonly string[],
): string | undefined {
  if (from === "workspace") return workspaceFolder;
  const inOrder = from.isOutermost ? folders.toReversed() : folders;
  return nearestHolding(inOrder, from.nearest)?.path ?? workspaceFolder;
}

/** `:imagesdir:` and `\graphicspath` are relative to the document, to its project or to the workspace folder. */
function basePaths(
  { spellings }: SoughtName,
  bases: readonly string[],
  { documentFolder, folders, workspaceFolders }: SearchRoots,
): (string | undefined)[] {
  const projects = folders.filter(({ isProject }) => isProject).map(({ path }) => path);
  const starts = new Set([documentFolder, ...projects, ...workspaceFolders]);
  return [...starts].flatMap((start) => inBases(start, bases, spellings));
}

/** Every base for the first spelling before the next: LaTeX tries all folders for one extension. */
function inBases(
  start: string | undefined,
  bases: readonly string[],
  spellings: readonly string[],
): (string | undefined)[] {
  const folders = bases.map((base) => placed(start, base));
  return spellings.flatMap((each) => folders.map((folder) => folder && joined(folder, each)));
}

/** LaTeX runs in the folder of the main document. */
async function* latex(name: SoughtName, roots: SearchRoots): AsyncGenerator<Step> {
  const { spellings, bases = ["."], partOf } = name;
  const { documentPath, documentFolder, folders, workspaceFolders, configs } = roots;
  const own = { paths: inBases(documentFolder, bases, spellings) };
  if (bases.length > 1) yield own;
  if (documentPath !== undefined) {
    for (const main of await mainDocuments(documentPath, partOf, folders, configs)) {
      yield { paths: inBases(main.folder, main.bases, spellings) };
    }
  }
  yield own;
  const projects = folders.filter(({ isProject }) => isProject).map(({ path }) => path);
  const starts = [...projects, ...workspaceFolders];
  yield { paths: starts.flatMap((start) => inBases(start, bases, spellings)) };
}

/** `./a.png` is beside the document, unless its language or its site generator says otherwise. */
async function* relative(
  { spellings, isAttribute }: SoughtName,
  roots: SearchRoots,
): AsyncGenerator<Step> {
  const { documentFolder, documentPath, folders, languageId = "" } = roots;
  if (documentFolder !== undefined) {
    yield { paths: spellings.map((each) => joined(documentFolder, each)) };
  }
  if (runsElsewhere(documentFolder, languageId)) {
    const projects = folders.filter(({ isProject }) => isProject).map(({ path }) => path);
    yield { paths: below(projects, spellings) };
  }
  // Hugo and MkDocs make a folder of each page; MkDocs mends Markdown's addresses and leaves HTML's as they are.
  const isMkDocs = folders.some(({ names }) => names.has("mkdocs.yml") || names.has("mkdocs.yaml"));
  const page = /^(.*\/(?!index\.|README\.)[^/]+)\.md$/i.exec(documentPath ?? "")?.[1];
  if (isMkDocs && isAttribute && page !== undefined) {
    yield { paths: spellings.map((each) => joined(page, each)) };
  }
  const hugo = nearestHolding(folders, ["hugo.toml", "hugo.yaml", "hugo.json", "archetypes"]);
  const content = hugo && `${hugo.path}/content`;
  if (content !== undefined && page?.startsWith(`${content}/`)) {
    const addresses = spellings.map((each) => joined(page.slice(content.length), each));
    yield {
      paths: below(
        hugo?.served ?? [],
        addresses.filter((each) => each !== undefined),
      ),
    };
  }
}

/** Whether `.` may be the folder of whatever runs or reads the document, rather than the document's own. */
function runsElsewhere(documentFolder: string | undefined, languageId: string): boolean {
  const isSetting = /\/\.(?:github|vscode|circleci|gitlab|devcontainer)(?:\/|$)/.test(
    documentFolder ?? "",
  );
  return (
    documentFolder === undefined ||
    languagesWithWorkingFolder.has(languageId) ||
    (isSetting && dataLanguages.has(languageId))
  );
}

/** A name with a leading `/`: of the file system, by the project's own rules, or below what is served. */
async function* rooted(names: readonly string[], roots: SearchRoots): AsyncGenerator<Step> {
  const { workspaceFolders, folders, languageId = "" } = roots;
  yield {
    paths: names.filter((name) => workspaceFolders.some((folder) => isInside(name, folder))),
  };
  yield* configured(names, roots);
  if (jvmLanguages.has(languageId)) {
    yield { paths: below(resourceFolders(roots).slice(-1), names) };
  }
  // What a site's own configuration says comes before what is merely called like a served folder.
  const [sites, others] = [
    folders.filter(({ isSite }) => isSite),
    folders.filter(({ isSite }) => !isSite),
  ];
  for (const folder of sites) {
    const config = await siteConfig(folder, roots.configs);
    const served = [...config.served, ...folder.served];
    yield { paths: below(served, [...withoutBase(names, config), ...names]) };
  }
  for (const folder of others) yield { paths: servedPaths(folder, names) };
  yield { paths: below([...settingRoots(roots), ...workspaceFolders], names) };
}

/** Below the served folders of a folder; below itself when the name begins with one of them (`/static/a.png`). */
function servedPaths(
  { path, served, names: inside }: Folder,
  names: readonly string[],
): (string | undefined)[] {
  const written = names.filter((name) => {
    const [first = ""] = name.replace(/^\/+/, "").split("/", 1);
    return inside.has(first) && isServedAnywhere(first);
  });
  return [...below(served, names), ...below([path], written)];
}

/** The names without the path at which the finished site is deployed. */
function withoutBase(names: readonly string[], { base }: SiteConfig): string[] {
  if (base === undefined) return [];
  return names
    .filter((name) => name.startsWith(`/${base}/`))
    .map((name) => name.slice(base.length + 1));
}

async function* bare(names: readonly string[], roots: SearchRoots): AsyncGenerator<Step> {
  const { documentFolder, workspaceFolders, folders, languageId = "" } = roots;
  const isScript = scriptLanguages.has(languageId);
  const beside = {
    paths: documentFolder === undefined ? [] : names.map((name) => joined(documentFolder, name)),
  };
  const isLate = isScript || isAlias(names) || languageId === "dart";
  if (!isLate) yield beside;
  yield* configured(names, roots);
  if (isLate && languageId !== "dart") yield beside;
  if (jvmLanguages.has(languageId)) yield { paths: below(resourceFolders(roots), names) };
  for (const { path, served, names: inside } of folders.filter(({ isProject }) => isProject)) {
    // What every bundler serves comes first for the languages of the web, else the project's own folder.
    const isWeb = isScript || webLanguages.has(languageId);
    const first = isWeb ? served.filter((folder) => isServedByBundlers(folder, path)) : [];
    yield { paths: below([...first, path], names) };
    yield { paths: habits(names, path, served, inside) };
    yield { paths: below(served, names) };
  }
  // Flutter's assets are relative to the package, wherever the source is.
  if (languageId === "dart") yield beside;
  yield { paths: below([...workspaceFolders, ...settingRoots(roots)], names) };
  const others = folders.filter(({ isProject }) => !isProject);
  yield { paths: others.flatMap((folder) => servedPaths(folder, names)) };
}

function isAlias(names: readonly string[]): boolean {
  return names.some((name) => /^(?:[#@~$]|~@)/.test(name));
}

function isServedByBundlers(folder: string, project: string): boolean {
  return folder === `${project}/public` || folder === `${project}/static`;
}

/** What settings and configuration files say of names. */
async function* configured(names: readonly string[], roots: SearchRoots): AsyncGenerator<Step> {
  const { pathAliases, workspaceFolders, folders, configs } = roots;
  const aliased = names.flatMap((name) => aliasedPaths(name, pathAliases));
  if (aliased.length > 0) {
    const paths = aliased.flatMap((path) =>
      workspaceFolders.map((folder) => setting(folder, path)),
    );
    yield { paths, isDecisive: true };
  }
  const [nearest] = folders;
  const top = folders.at(-1);
  if (!nearest || !top) return;
  const said = await Promise.all(
    names.map((name) => tsconfigPaths(name, nearest.path, top.path, configs)),
  );
  const isDecisive = said.some((each) => each.isDecisive) && !names[0]?.startsWith("/");
  yield { paths: said.flatMap(({ mapped }) => mapped), isDecisive };
  yield { paths: said.flatMap(({ direct }) => direct) };
  if (names[0]?.startsWith(".") || names[0]?.startsWith("/")) return;
  for (const folder of folders.filter(({ isProject }) => isProject)) {
    const aliased = await Promise.all(names.map((name) => bundlerPaths(name, folder, configs)));
    const isAlias = aliased.some((paths) => paths !== undefined);
    if (isAlias) yield { paths: aliased.flatMap((paths) => paths ?? []), isDecisive: true };
  }
  if (names.some((name) => name.startsWith("#"))) {
    const owner = nearestHolding(folders, ["package.json"]);
    const imports = await Promise.all(
      names.map((name) => (owner ? packageImports(name, owner.path, configs) : [])),
    );
    yield { paths: imports.flat(), isDecisive: true };
  }
}

/** A folder of a setting: relative to the workspace folder, or absolute. */
function setting(folder: string, path: string): string | undefined {
  const text = path.replaceAll("\\", "/");
  if (fromDrivePath(text)) return normalised(`/${text}`);
  const absolute = text.startsWith("/") ? normalised(text) : undefined;
  return absolute !== undefined && isInside(absolute, folder) ? absolute : joined(folder, text);
}

function settingRoots({ workspaceFolders, sourceRoots }: SearchRoots): string[] {
  return workspaceFolders
    .flatMap((folder) => sourceRoots.slice(0, maxSourceRoots).map((root) => setting(folder, root)))
    .filter((folder) => folder !== undefined);
}

function below(folders: readonly string[], names: readonly string[]): (string | undefined)[] {
  return folders.flatMap((folder) => names.map((name) => joinedInside(folder, name)));
}

/** Where the resources of a class of Java are: in the folder of its package, then at the top. */
function resourceFolders({ documentFolder = "" }: SearchRoots): string[] {
  const match = /^(.*\/src\/[^/]+)\/(?:java|kotlin|scala|groovy)(\/.*)?$/.exec(documentFolder);
  if (!match) return [];
  const resources = `${match[1]}/resources`;
  return match[2] === undefined ? [resources] : [resources + match[2], resources];
}

const sourceHabit = /^~?(?:@|~|@@|~~)\/+(.+)$/;
const siteHabit = /^@site\/(.+)$/;
const libraryHabit = /^\$lib\/(.+)$/;
const moduleHabit = /^~?((?:@[\w.-]+\/)?[\w.-]+\/.+)$/;
const sourceFolders = ["src", "", "app", "resources", "resources/js"];

/** What Vite, webpack, Nuxt, Next, SvelteKit, Docusaurus and ASP.NET take for granted, so that no configuration says it. */
function habits(
  names: readonly string[],
  project: string,
  served: readonly string[],
  inside: ReadonlySet<string>,
): (string | undefined)[] {
  return names.flatMap((name) => {
    const source = sourceHabit.exec(name)?.[1];
    if (source !== undefined) {
      const sources = sourceFolders.map((folder) => joinedInside(project, `${folder}/${source}`));
      const sites = served.map((folder) => joinedInside(folder, source));
      // DocFX's `~/` is the project's folder and ASP.NET's the site; elsewhere it is the sources.
      if (name.startsWith("~/") && inside.has("docfx.json")) return [joinedInside(project, source)];
      return name.startsWith("~/") && inside.has("wwwroot")
        ? [...sites, ...sources]
        : [...sources, ...sites];
    }
    const own = siteHabit.exec(name)?.[1];
    const library = libraryHabit.exec(name)?.[1];
    const dependency = inside.has("node_modules") ? moduleHabit.exec(name)?.[1] : undefined;
    return [
      own === undefined ? undefined : joinedInside(project, own),
      library === undefined ? undefined : joinedInside(project, `src/lib/${library}`),
      dependency === undefined ? undefined : joinedInside(`${project}/node_modules`, dependency),
    ];
  });
}

/** The folder of a document. */
export function folderOfDocument(documentPath: string): string | undefined {
  const path = normalised(documentPath);
  return path === undefined ? undefined : parentOf(path);
}
