/** Which languages are read alike, by VS Code's language ids. Imports nothing, so that activation may load it. */

const ids = (text: string): readonly string[] => text.split(" ");

/** HTML and what is written like it: components and server templates. */
export const markupLanguages = ids(
  "html xhtml vue vue-html vue-postcss svelte astro php blade handlebars mustache twig jinja jinja-html django-html liquid erb ejs html-eex heex phoenix-heex razor aspnetcorerazor jsp ftl velocity angular marko",
);
export const markdownLanguages = ids("markdown mdx rmd quarto juliamarkdown");
/** Scripts with tags in them. */
const scriptTagLanguages = ids("javascriptreact typescriptreact");

/** Languages in which an image has an alternative text. */
export const languagesWithAltTexts: readonly string[] = [
  ...markupLanguages,
  ...markdownLanguages,
  ...scriptTagLanguages,
];

/** What a file is read as whose language VS Code does not know without another extension, by its name's end. */
const byExtension: Readonly<Record<string, string>> = {
  asciidoc: "adoc asciidoc asc",
  astro: "astro",
  bat: "bat cmd",
  bibtex: "bib",
  blade: "blade.php",
  c: "c h",
  cmake: "cmake",
  coffeescript: "coffee",
  cpp: "cc cpp cxx hh hpp",
  crystal: "cr",
  csharp: "cs csx",
  css: "css pcss postcss uss",
  dart: "dart",
  ejs: "ejs",
  elixir: "ex exs",
  erb: "erb",
  ftl: "ftl ftlh",
  go: "go",
  graphql: "graphql gql",
  groovy: "groovy gradle",
  handlebars: "hbs handlebars",
  heex: "heex leex",
  html: "html htm xhtml",
  ini: "ini cfg conf editorconfig desktop",
  java: "java",
  javascript: "js mjs cjs",
  javascriptreact: "jsx",
  jinja: "j2 jinja jinja2",
  json: "json webmanifest",
  json5: "json5",
  jsonc: "jsonc",
  jsonl: "jsonl ndjson",
  jsp: "jsp jspx",
  julia: "jl",
  kotlin: "kt kts",
  latex: "tex ltx sty cls dtx",
  less: "less",
  liquid: "liquid",
  lua: "lua",
  makefile: "mk",
  markdown: "md markdown mdown mkd",
  marko: "marko",
  mdx: "mdx",
  mustache: "mustache",
  fsharp: "fs fsx fsi",
  vb: "vb",
  haskell: "hs",
  ocaml: "ml mli",
  clojure: "clj cljs cljc edn",
  erlang: "erl hrl",
  bicep: "bicep",
  pug: "pug jade",
  haml: "haml",
  slim: "slim",
  matlab: "m",
  "objective-c": "mm",
  nix: "nix",
  org: "org",
  typst: "typ typst",
  starlark: "bzl bazel star",
  perl: "pl pm",
  php: "php phtml",
  powershell: "ps1 psm1 psd1",
  properties: "properties",
  python: "py pyi",
  quarto: "qmd",
  r: "r",
  razor: "cshtml razor",
  restructuredtext: "rst rest",
  rmd: "rmd",
  ruby: "rb rake gemspec",
  rust: "rs",
  sass: "sass",
  scala: "scala sc",
  scss: "scss",
  shellscript: "sh bash zsh ksh",
  fish: "fish",
  solidity: "sol",
  sql: "sql",
  stylus: "styl stylus",
  svelte: "svelte",
  swift: "swift",
  terraform: "tf tfvars hcl",
  toml: "toml",
  twig: "twig",
  typescript: "ts mts cts",
  typescriptreact: "tsx",
  velocity: "vm vtl",
  vue: "vue",
  xaml: "xaml axaml",
  xml: "xml svg plist qrc xsl xsd opf rss wxml",
  yaml: "yaml yml",
  zig: "zig",
};
const byName: Readonly<Record<string, string>> = {
  "cmakelists.txt": "cmake",
  dockerfile: "dockerfile",
  makefile: "makefile",
  gnumakefile: "makefile",
  justfile: "just",
  gemfile: "ruby",
  rakefile: "ruby",
};

const languages: ReadonlyMap<string, string> = new Map([
  ...Object.entries(byName),
  ...Object.entries(byExtension).flatMap(([language, extensions]) =>
    ids(extensions).map((extension) => [`.${extension}`, language] as const),
  ),
]);

/** The language that a file's name tells; `undefined` when it tells none. */
export function languageOfName(path: string): string | undefined {
  const name = (path.split(/[\\/]/).at(-1) ?? "").toLowerCase();
  if (/^\.env(?:\..*)?$/.test(name)) return "dotenv";
  const whole = languages.get(name);
  if (whole) return whole;
  const [, ...parts] = name.split(".");
  return languages.get(`.${parts.slice(-2).join(".")}`) ?? languages.get(`.${parts.at(-1) ?? ""}`);
}

/** Ends of names (`.vue`) of the languages in which an image has an alternative text. */
export const extensionsWithAltTexts: readonly string[] = [...languages]
  .filter(([name, language]) => name.startsWith(".") && languagesWithAltTexts.includes(language))
  .map(([name]) => name);
