/** What names in code mean for paths: folders that they stand for, and what functions make of paths. Data only. */
import type { Origin } from "../recogniser.ts";

/** A path that is known: where it begins, if the code says so, and what follows there. */
export interface KnownPath {
  readonly from?: Origin | undefined;
  readonly text: string;
  /** It is the document itself (`__FILE__`), whose folder is meant when something is joined to it. */
  readonly isDocument?: true;
}

/** "unknown": a program computes a part of it. */
export type PathValue = KnownPath | "unknown";

export const document: KnownPath = { from: "document", text: "" };
export const documentItself: KnownPath = { from: "document", text: "", isDocument: true };
export const workspace: KnownPath = { from: "workspace", text: "" };
export const site: KnownPath = { from: "site", text: "" };
const nearest = (...names: readonly string[]): KnownPath => ({
  from: { nearest: names },
  text: "",
});
/** Of Node: where programs are started in most projects. */
export const packageFolder = nearest("package.json");
const slash: KnownPath = { text: "/" };
const crate = nearest("Cargo.toml");
const rails = nearest("config.ru", "Gemfile");
const theme = nearest("style.css", "theme.json");
const laravel = nearest("artisan", "composer.json");
const gradle = nearest("build.gradle", "build.gradle.kts", "pom.xml");

/** Names, with `.` between their parts, that stand for a folder or for the document. */
export const namedPaths: ReadonlyMap<string, KnownPath> = new Map(
  Object.entries({
    __DIR__: document,
    __dir__: document,
    __dirname: document,
    __SOURCE_DIRECTORY__: document,
    "import.meta.dirname": document,
    "import.meta.dir": document,
    "@__DIR__": document,
    $PSScriptRoot: document,
    "$FindBin.Bin": document,
    $Bin: document,
    $RealBin: document,
    "FindBin.Bin": document,
    "FindBin.RealBin": document,
    A_ScriptDir: document,
    CMAKE_CURRENT_SOURCE_DIR: document,
    CMAKE_CURRENT_LIST_DIR: document,
    MSBuildThisFileDirectory: document,
    "path.module": document,
    __FILE__: documentItself,
    __file__: documentItself,
    __filename: documentItself,
    "@__FILE__": documentItself,
    "#file": documentItself,
    "#filePath": documentItself,
    "import.meta.url": documentItself,
    "import.meta.filename": documentItself,
    "import.meta.path": documentItself,
    $PSCommandPath: documentItself,
    "$MyInvocation.MyCommand.Path": documentItself,
    "$MyInvocation.MyCommand.Definition": documentItself,
    workspaceFolder: workspace,
    workspaceRoot: workspace,
    "github.workspace": workspace,
    GITHUB_WORKSPACE: workspace,
    CMAKE_SOURCE_DIR: { from: { nearest: ["CMakeLists.txt"], isOutermost: true }, text: "" },
    "path.root": workspace,
    "path.cwd": workspace,
    SolutionDir: nearest("*.sln", "*.slnx"),
    MSBuildProjectDirectory: nearest("*.csproj", "*.vbproj", "*.fsproj", "*.vcxproj"),
    ProjectDir: nearest("*.csproj", "*.vbproj", "*.fsproj", "*.vcxproj"),
    PROJECT_SOURCE_DIR: nearest("CMakeLists.txt"),
    PROJECT_DIR: nearest("*.xcodeproj"),
    SRCROOT: nearest("*.xcodeproj"),
    CURDIR: nearest("Makefile", "GNUmakefile", "makefile"),
    rootDir: nearest("settings.gradle", "settings.gradle.kts"),
    "rootProject.projectDir": nearest("settings.gradle", "settings.gradle.kts"),
    projectDir: gradle,
    "project.projectDir": gradle,
    "project.basedir": gradle,
    basedir: gradle,
    "Rails.root": rails,
    "Rails.public_path": { ...rails, text: "public" },
    CARGO_MANIFEST_DIR: crate,
    ABSPATH: nearest("wp-config.php", "wp-load.php", "wp-content"),
    "kernel.project_dir": laravel,
    "context.extensionUri": packageFolder,
    "context.extensionPath": packageFolder,
    "Dir.pwd": workspace,
    __name__: document,
    __package__: document,
    DIRECTORY_SEPARATOR: slash,
    DS: slash,
    "os.sep": slash,
    "os.path.sep": slash,
    "path.sep": slash,
    "File.separator": slash,
    "File.SEPARATOR": slash,
    "Path.DirectorySeparatorChar": slash,
    "Path.AltDirectorySeparatorChar": slash,
    "System.IO.Path.DirectorySeparatorChar": slash,
  }),
);

/** Folders that functions name, in the languages in which they do; in all where none is said. */
const namedFolders: readonly {
  readonly languages?: readonly string[];
  readonly folders: Readonly<Record<string, KnownPath>>;
}[] = [
  {
    // Laravel, WordPress, Symfony.
    languages: ["php", "blade"],
    folders: {
      base_path: laravel,
      basePath: laravel,
      public_path: { ...laravel, text: "public" },
      resource_path: { ...laravel, text: "resources" },
      storage_path: { ...laravel, text: "storage" },
      app_path: { ...laravel, text: "app" },
      getProjectDir: laravel,
      get_template_directory: theme,
      get_stylesheet_directory: theme,
      get_theme_file_uri: theme,
      get_theme_file_path: theme,
      plugin_dir_path: document,
      plugin_dir_url: document,
      plugins_url: document,
    },
  },
  { languages: ["r", "rmd", "quarto"], folders: { here: workspace } },
  {
    folders: Object.fromEntries(
      "cwd getcwd getwd pwd current_dir current_path currentPath GetCurrentDirectory"
        .split(" ")
        .map((name) => [name, workspace]),
    ),
  },
];

/** The folder that a function names, by its last name. */
export function folderNamed(name: string, language: string): KnownPath | undefined {
  for (const { languages, folders } of namedFolders) {
    if (Object.hasOwn(folders, name) && (languages?.includes(language) ?? true))
      return folders[name];
  }
  return undefined;
}

/** Properties that name a folder, whatever they are a member of. */
export const namedProperties: ReadonlyMap<string, KnownPath> = new Map(
  Object.entries({
    WebRootPath: site,
    ContentRootPath: nearest("*.csproj", "*.fsproj", "*.vbproj"),
    CurrentDirectory: workspace,
    currentDirectoryPath: workspace,
  }),
);

/** What Gradle's `file(…)` may be a member of. */
export const gradleFolder = /(?:Directory|Dir|[pP]roject)$/;
export const gradleProjects: ReadonlyMap<string, KnownPath> = new Map(
  Object.entries({
    project: gradle,
    rootProject: nearest("settings.gradle", "settings.gradle.kts"),
    "layout.projectDirectory": gradle,
    "project.layout.projectDirectory": gradle,
    "rootProject.layout.projectDirectory": nearest("settings.gradle", "settings.gradle.kts"),
  }),
);

/** Functions whose names lie where the text does not tell: in packages, stores, test fixtures. */
const foreign = /(?:^|\.)(?:system\.file|Storage\.\w+|paste)$/;

/** Whether what a function is given names no file of the project that is known here. */
export function isForeign(names: readonly string[]): boolean {
  return foreign.test(names.map((name) => name.replace("$", "")).join("."));
}

/** Python's functions that are given a package first, whose folder the name behind lies in. */
export const packageFunctions = new Set([
  ..."resource_filename resource_string resource_stream resource_exists get_data read_binary open_binary".split(
    " ",
  ),
  ..."resources.path resources.read_binary resources.open_binary resources.is_resource".split(" "),
]);

export const folderFunctions = new Set([
  "dirname",
  "dir_name",
  "GetDirectoryName",
  "parent_path",
  "parent",
  "Dir",
  "getParent",
  "fileparts",
  "getParentFile",
  "parentFile",
  "deletingLastPathComponent",
]);
/** What gives back the path that it is given. */
export const sameFunctions = new Set([
  ..."abspath realpath real_path resolve absolute normalize normpath canonicalize canonicalFile".split(
    " ",
  ),
  ..."getCanonicalPath getAbsolutePath absolutePath GetFullPath Path PurePath PurePosixPath PosixPath".split(
    " ",
  ),
  ..."WindowsPath PathBuf str string String File new from fileURLToPath Pathname expanduser as_posix".split(
    " ",
  ),
  ..."QDir QString QStringLiteral unwrap_or_default fileURL to_path_buf to_str unwrap display toString to_s toPath path URL Uri parse text file realpathSync clean Clean".split(
    " ",
  ),
]);
export const joinFunctions = new Set([
  ..."join joinpath join_path Join Combine catfile catdir fullfile appendingPathComponent appending".split(
    " ",
  ),
  ..."joinPath JoinPath fs.path path file dir child filePath absoluteFilePath push Uri file.path Paths.get Path.of Path PurePath PurePosixPath PosixPath File resolve expand_path".split(
    " ",
  ),
]);
export const siblingFunctions = new Set(["with_name", "resolveSibling", "with_file_name"]);
export const textFunctions = new Set([
  "concat",
  "concat!",
  "paste0",
  "strcat",
  "str_c",
  "Concat",
  "CONCAT",
]);
/** Whose functions join what they are given; they are no paths themselves. */
export const namespaces = new Set(
  "path path.posix path.win32 posix win32 nodePath os.path posixpath ntpath op osp File Paths Path filepath fs System.IO.Path IO.Path pathlib std.path filesystem std.filesystem File.Spec upath pathe Deno.path Uri vscode.Uri URI Utils".split(
    " ",
  ),
);
/** Languages whose `File` is a path; in scripts it is an upload. */
export const filesArePaths = new Set(["java", "kotlin", "groovy", "scala", "ruby"]);
/** Languages in which `x.resolve("a.png")` is a path below `x`; elsewhere it may be anything. */
export const resolveJoins = new Set(["java", "kotlin", "groovy", "scala"]);
