/** What the configuration of a site says of its addresses: the path it is deployed at, and the folders it serves. */

import { joined } from "./absolutePath.ts";
import type { Folder } from "./folders.ts";
import type { ProjectConfigs } from "./projectConfigs.ts";

export interface SiteConfig {
  /** The path without slashes at either end, such as `docs` of `/docs/`; absent when it is `/`. */
  readonly base?: string;
  /** Absolute. */
  readonly served: readonly string[];
}

const scripts =
  /^(?:(?:docusaurus|vite|next|nuxt|astro|svelte|vue|rsbuild|rspress|eleventy|umi)\.config\.[cm]?[jt]s|gatsby-config\.[cm]?[jt]s|\.eleventy\.[cm]?js|\.umirc\.[jt]s)$/;
const data =
  /^(?:_config\.ya?ml|mkdocs\.ya?ml|(?:hugo|config|zola)\.(?:toml|ya?ml)|project\.config\.json|angular\.json|package\.json)$/;
const inFolders: Readonly<Record<string, readonly string[]>> = {
  ".vitepress": ["config.ts", "config.js", "config.mts", "config.mjs"],
  ".vuepress": ["config.ts", "config.js"],
};
const maxFiles = 6;
/** Of one file, in code units. */
const maxLength = 100_000;

const baseOfScript =
  /^(?![ \t]*(?:\/\/|\*)).*?\b(?:baseUrl|base|basePath|baseURL|publicPath|pathPrefix)\b["']?[ \t]*[:=][ \t]*["'`]([^"'`\n]{1,200})["'`]/m;
const servedOfScript =
  /\b(?:publicDir|staticDirectories)\b["']?[ \t]*[:=][ \t]*\[?\s*["'`]([^"'`\n]{1,100})["'`]/;
const baseOfData =
  /(?:^|[{,])[ \t]*["']?(?:baseurl|baseURL|base_url|root|site_url|homepage|baseHref)["']?[ \t]*[:=][ \t]*["']?([^"'#\s,]{1,200})/m;
const servedOfData =
  /(?:^|[{,])[ \t]*["']?(?:docs_dir|source_dir|staticDir|miniprogramRoot)["']?[ \t]*[:=][ \t]*["']?([^"'#\n,]{1,100})/m;

/** Reads the configuration files that a project's folder holds; those that cannot be read say nothing. */
export async function siteConfig(
  { path, names }: Folder,
  configs: ProjectConfigs,
): Promise<SiteConfig> {
  const files = [
    ...[...names].filter((name) => scripts.test(name) || data.test(name)),
    ...Object.entries(inFolders).flatMap(([folder, inside]) =>
      names.has(folder) ? inside.map((name) => `${folder}/${name}`) : [],
    ),
  ].slice(0, maxFiles);
  const texts = await Promise.all(
    files.map(async (name) => {
      const text = await configs.text(`${path}/${name}`);
      return [name, text?.slice(0, maxLength)] as const;
    }),
  );
  const said = texts.flatMap(([name, text]) => (text === undefined ? [] : [saidBy(name, text)]));
  const base = said.map((each) => each.base).find((each) => each !== undefined);
  return {
    ...(base !== undefined && { base }),
    served: said
      .map(({ served }) => served && joined(path, served))
      .filter((folder) => folder !== undefined),
  };
}

function saidBy(
  name: string,
  text: string,
): { base: string | undefined; served: string | undefined } {
  const isScript = /[jt]s$/.test(name);
  const base = (isScript ? baseOfScript : baseOfData).exec(text)?.[1];
  const served = (isScript ? servedOfScript : servedOfData).exec(text)?.[1]?.trim();
  return { base: base === undefined ? undefined : pathOf(base), served };
}

/** `/docs/` and `https://me.example/docs` are both `docs`. */
function pathOf(base: string): string | undefined {
  const path = base.replace(/^[a-z][a-z\d+.-]*:\/\/[^/]*/i, "").replace(/^\/+|\/+$/g, "");
  return path === "" || path === "." ? undefined : path;
}
