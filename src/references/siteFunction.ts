/** Functions and filters of templates whose argument is a path of the site, with or without a `/` in front. */

/** What stands before the argument and its quote. */
const before = new RegExp(
  String.raw`(?:${[
    // Flask and Jinja; Django; Twig, Laravel, Symfony, CodeIgniter; Hexo.
    String.raw`\burl_for\(\s*["'](?:[\w-]+\.)?static["']\s*,\s*(?:filename|path)\s*=\s*`,
    String.raw`\{%-?\s*static\s+`,
    String.raw`\bstatic\(\s*`,
    String.raw`(?<![\w$.>:])(?:secure_)?asset\(\s*`,
    String.raw`(?<![\w$.>:])(?:mix|site_url|base_url|static_url|theme_url|url_for)\(\s*`,
    // Docusaurus, VitePress, VuePress; Rails; Sphinx; Zola; Handlebars of Ghost; Hugo.
    String.raw`\b(?:useBaseUrl|withBase)\(\s*`,
    String.raw`\b(?:image_tag|image_path|image_url|asset_path|asset_url|image-url|asset-url|favicon_link_tag)[\s(]\s*`,
    String.raw`\bpathto\(\s*`,
    String.raw`\bget_url\(\s*path\s*=\s*`,
    String.raw`\{\{-?\s*(?:asset|relURL|absURL)\s+`,
  ].join("|")})["'\x60]$`,
);
/** What stands behind the argument's quote. */
const behind =
  /^["'`]\s*\|\s*(?:relative_url|absolute_url|relURL|absURL|asset_url|asset_img_url|theme_image|url)\b/;

const maxLength = 200;

/** Whether the text between two offsets is such an argument. */
export function isSitePath(text: string, start: number, end: number): boolean {
  return (
    before.test(text.slice(Math.max(0, start - maxLength), start)) ||
    behind.test(text.slice(end, end + maxLength))
  );
}
