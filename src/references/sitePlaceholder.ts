/** What frameworks and templates write in place of a site's own address, in front of a path. */
import type { Origin } from "./recogniser.ts";

/** A placeholder at the beginning of a text, and where the path behind it begins. */
export interface SitePlaceholder {
  readonly length: number;
  readonly from: Origin;
  /** A folder between there and the path. */
  readonly folder?: string;
}

/** `%PUBLIC_URL%` of bundlers, `{static}` of Pelican: no language's interpolation looks like these. */
const plain = /^(?:%(?:PUBLIC_URL|BASE_URL|BASE_PATH|sveltekit\.assets)%)/;
const pelican = /^(?:\{(?:static|attach|filename)\}|\|(?:static|filename)\|)(\/?)/;
/** One interpolation of a template language, a script or PHP; group 1 is what is interpolated. */
const interpolation =
  /^(?:\{\{\{?[-~]?([^{}]{1,120}?)[-~]?\}?\}\}|\{!!([^{}]{1,120}?)!!\}|<[%?](?:[=-]|php\b)?([^<>]{1,200}?)-?[%?]>|[$#@]?\{([^{}]{1,120}?)\})/;

/** Names that mean the site's address in every template. */
const siteNames =
  /^(?:site\.(?:baseurl|url)|\.?Site\.BaseURL|(?:config\.)?base_url|config\.site_url|BASE_URL|BASE_PATH|STATIC_URL|static_url|uiRootPath|siteRootPath|path_to_root|SITEURL|siteUrl|J?Uri::(?:root|base)\(\)|\$this->baseurl|(?:pageContext\.)?request\.(?:contextPath|getContextPath\(\))|app\.request\.base(?:Path|Url)|\$?base_?(?:url|path)|__webpack_public_path__|\$smarty\.const\.BASE_URL|Yii::\$app->(?:request->)?baseUrl|\$this->(?:Url->)?webroot)$/i;
/** A variable of a script may hold any address; only these are known to be the site. */
const scriptNames =
  /^(?:(?:process|import\.meta)\.env\.(?:PUBLIC_URL|BASE_URL|NEXT_PUBLIC_BASE_PATH|BASE_PATH|ASSET_PREFIX)|__webpack_public_path__|(?:pageContext\.)?request\.contextPath)$/;
const javaTemplates = new Set(["jsp", "ftl", "velocity"]);
const javaNames =
  /^(?:!?\{?)(?:ctx|contextPath|basePath|springMacroRequestContext\.contextPath|rc\.contextPath)$/;
const svelteNames = /^(?:base|assets)$/;
/** Functions of PHP frameworks that answer with the site's address. */
const siteCalls =
  /^(?:site_url|home_url|get_site_url|get_home_url|base_url|asset|url|URL::to|URL::asset|URL::base|request\(\)->(?:root|getBaseUrl))\((?:|"\/?"|'\/?')\)$/;
const siteInfo = /^(?:get_)?bloginfo\(["'](?:url|wpurl|siteurl)["']\)$/;
const themeCalls =
  /^(?:get_(?:stylesheet|template)_directory_uri\(\)|get_theme_file_uri\(\)|(?:get_)?bloginfo\(["'](?:template_url|template_directory|stylesheet_directory)["']\)|(?:site\.)?theme\.(?:link|uri|path))$/;
const pluginCalls = /^(?:plugin_dir_url\(__FILE__\)|plugins_url\((?:["']["']|),__FILE__\))$/;
/** Functions that escape a value for an attribute. */
const escapeCall = /^(?:e|h|esc_url|esc_attr|htmlspecialchars|htmlentities)\((.*)\)$/;
const mediaNames = /^(?:MEDIA_URL|media_url)$/;

/** The placeholder that a text begins with. `{base}` and `${base}` count in Svelte alone, hence `language`. */
export function sitePlaceholder(text: string, language?: string): SitePlaceholder | undefined {
  const known = plain.exec(text);
  if (known) return { length: known[0].length, from: "site" };
  const pelicanMark = pelican.exec(text);
  if (pelicanMark) {
    const isRooted = pelicanMark[1] === "/";
    return { length: pelicanMark[0].length, from: isRooted ? "site" : "document" };
  }
  const match = interpolation.exec(text);
  const inside = match?.[1] ?? match?.[2] ?? match?.[3] ?? match?.[4];
  if (!match || inside === undefined) return undefined;
  const meaning = meaningOf(
    inside,
    text.startsWith("${"),
    text.startsWith("{") && match[4] !== undefined,
    language,
  );
  return meaning && { length: match[0].length, ...meaning };
}

function meaningOf(
  inside: string,
  isScript: boolean,
  isBrace: boolean,
  language: string | undefined,
): Pick<SitePlaceholder, "from" | "folder"> | undefined {
  const call = inside
    .replace(/^\s*(?:echo|print|return)\b/, "")
    .replace(/\s+/g, "")
    .replace(/;$/, "");
  const expression = escapeCall.exec(call)?.[1] ?? call;
  if (isScript || isBrace) {
    const isSvelte = language === undefined || language === "svelte";
    const isKnown =
      scriptNames.test(expression) ||
      (isSvelte && svelteNames.test(expression)) ||
      (javaTemplates.has(language ?? "") && javaNames.test(expression));
    return isKnown ? { from: "site" } : undefined;
  }
  if (siteNames.test(expression) || siteCalls.test(expression) || siteInfo.test(expression))
    return { from: "site" };
  if (themeCalls.test(expression)) return { from: { nearest: ["style.css", "theme.json"] } };
  if (pluginCalls.test(expression)) return { from: "document" };
  return mediaNames.test(expression) ? { from: "site", folder: "media" } : undefined;
}
