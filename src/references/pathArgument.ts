/** Functions and filters whose argument is a path that begins at a place of its own, with or without a `/` in front. */
import type { Origin } from "./recogniser.ts";

const quote = String.raw`["'\x60]$`;

/** What stands before the argument, by where the argument begins. */
const before: readonly (readonly [pattern: RegExp, from: Origin])[] = [
  [
    new RegExp(
      `(?:${[
        // Flask and Jinja; Django; Laravel; Twig, Symfony, CodeIgniter; Hexo.
        String.raw`\burl_for\(\s*["'](?:[\w-]+\.)?static["']\s*,\s*(?:filename|path)\s*=\s*`,
        String.raw`\{%-?\s*static\s+`,
        String.raw`\bstatic\(\s*`,
        String.raw`\b(?:URL|Html|HTML)::(?:asset|to|image)\(\s*`,
        String.raw`(?<![\w$.>:])(?:secure_)?asset\(\s*`,
        String.raw`(?<![\w$.>:])(?:mix|site_url|base_url|static_url|theme_url|url_for)\(\s*`,
        // Docusaurus, VitePress, VuePress, Gatsby; Rails; Sphinx; Zola; Handlebars of Ghost, Hugo.
        String.raw`\b(?:useBaseUrl|withBase|withPrefix)\(\s*`,
        String.raw`\b(?:image_tag|image_path|image_url|asset_path|asset_url|image-url|asset-url|favicon_link_tag)[\s(]\s*`,
        String.raw`\bpathto\(\s*`,
        String.raw`\bget_url\(\s*path\s*=\s*`,
        String.raw`\{\{-?\s*(?:asset|relURL|absURL)\s+`,
      ].join("|")})${quote}`,
    ),
    "site",
  ],
  // Jekyll.
  [/\{%-?\s*link\s+$/, "site"],
  // Extensions of browsers and of VS Code.
  [
    new RegExp(String.raw`\b(?:runtime|extension)\.getURL\(\s*${quote}`),
    { nearest: ["manifest.json"] },
  ],
  [new RegExp(String.raw`\basAbsolutePath\(\s*${quote}`), { nearest: ["package.json"] }],
];
/** What stands behind the argument's quote. */
const behind =
  /^["'`]\s*\|\s*(?:relative_url|absolute_url|relURL|absURL|asset_url|asset_img_url|theme_image|url)\b/;

const maxLength = 200;

/** Where the text between two offsets begins when it is such an argument. */
export function originOfArgument(text: string, start: number, end: number): Origin | undefined {
  const left = text.slice(Math.max(0, start - maxLength), start);
  const found = before.find(([pattern]) => pattern.test(left));
  if (found) return found[1];
  return behind.test(text.slice(end, end + maxLength)) ? "site" : undefined;
}

interface Assets {
  readonly languages: readonly string[];
  /** What stands before the argument. */
  readonly before: RegExp;
  /** Tried in this order, below the origin. */
  readonly folders: readonly string[];
  readonly from: Origin;
}

const rails = { nearest: ["config.ru", "Gemfile"] };
const rubyTemplates = ["ruby", "erb", "haml", "slim"];

/** Functions of frameworks that look into folders of their own. */
const assets: readonly Assets[] = [
  {
    languages: rubyTemplates,
    before:
      /\b(?:image_tag|image_path|image_url|image_submit_tag|asset_path|asset_url|favicon_link_tag)[\s(]\s*["']$/,
    folders: ["app/assets/images", "app/javascript/images", "public/images"],
    from: rails,
  },
  {
    languages: rubyTemplates,
    before: /\b(?:file_fixture|fixture_file_upload)[\s(]\s*["']$/,
    folders: ["test/fixtures/files", "spec/fixtures/files", "spec/fixtures", "test/fixtures"],
    from: rails,
  },
  {
    // Flask.
    languages: ["python", "jinja", "jinja-html", "html"],
    before: /\burl_for\(\s*["'](?:[\w-]+\.)?static["']\s*,\s*(?:filename|path)\s*=\s*["']$/,
    folders: ["static"],
    from: { nearest: ["static"] },
  },
  {
    // Bevy.
    languages: ["rust"],
    before: /\b(?:\w*server|assets?)\s*\.\s*load(?:::<\w+>)?\(\s*"$/,
    folders: ["assets"],
    from: { nearest: ["Cargo.toml"] },
  },
  {
    // CakePHP.
    languages: ["php"],
    before: /->Html->image\(\s*["']$/,
    folders: ["webroot/img"],
    from: { nearest: ["composer.json"] },
  },
  {
    languages: ["java", "kotlin", "groovy", "scala"],
    before:
      /(?:\b(?:getClassLoader\(\)|classLoader|ClassLoader|getContextClassLoader\(\)|contextClassLoader)\s*[!?]*\.\s*get(?:System)?Resource(?:AsStream)?|\bClassPathResource)\(\s*"$/,
    folders: ["src/main/resources", "src/test/resources", "resources"],
    from: { nearest: ["pom.xml", "build.gradle", "build.gradle.kts", "build.sbt"] },
  },
];

/** Shopify's themes. */
const themeAsset = /^["']\s*\|\s*asset_(?:img_)?url\b/;

/** Where a framework looks for an argument, before it is looked for in other places. */
export function assetsOfArgument(
  text: string,
  { start, end, value }: { readonly start: number; readonly end: number; readonly value: string },
  languageId: string,
): { readonly value: string; readonly from: Origin }[] {
  if (languageId === "liquid" && themeAsset.test(text.slice(end, end + 60)))
    return [{ value: `assets/${value}`, from: { nearest: ["sections", "snippets", "layout"] } }];
  const left = text.slice(Math.max(0, start - maxLength), start);
  const known = assets.find(
    ({ languages, before }) => languages.includes(languageId) && before.test(left),
  );
  const name = value.replace(/^\//, "");
  return known?.folders.map((folder) => ({ value: `${folder}/${name}`, from: known.from })) ?? [];
}

const aspNet = new Set(["csharp", "razor", "aspnetcorerazor", "vb", "fsharp"]);
const phoenix = new Set(["elixir", "heex", "html-eex", "phoenix-heex"]);
const netProject = { nearest: ["*.csproj", "*.vbproj", "*.fsproj", "Web.config", "web.config"] };

/** Where a framework's own way to write the site's root leads: `~/img/a.png` of ASP.NET, `/img/a.png` of Phoenix. */
export function rootOfFramework(
  value: string,
  languageId: string,
): { readonly value: string; readonly from: Origin }[] {
  if (aspNet.has(languageId) && value.startsWith("~/")) {
    const name = value.slice(2);
    return [
      { value: `wwwroot/${name}`, from: { nearest: ["wwwroot"] } },
      { value: name, from: netProject },
    ];
  }
  if (phoenix.has(languageId) && /^\/(?!\/)/.test(value))
    return [{ value: `priv/static${value}`, from: { nearest: ["mix.exs"] } }];
  // Typst begins at the project.
  if (languageId === "typst" && value.startsWith("/"))
    return [{ value: value.slice(1), from: "workspace" }];
  return [];
}
