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
