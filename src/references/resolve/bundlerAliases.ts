/** Aliases that the configuration of a bundler writes out: `resolve: { alias: { "@": "./src" } }` and its relatives. */
import { balancedEnd } from "../scan/balancedEnd.ts";
import { joined } from "./absolutePath.ts";
import type { Folder } from "./folders.ts";
import type { ProjectConfigs } from "./projectConfigs.ts";

const files =
  /^(?:(?:vite|vitest|vue|webpack(?:\.[\w-]{1,30})?|rspack|rsbuild|nuxt|astro|svelte|next|craco|electron\.vite|quasar|babel)\.config\.[cm]?[jt]s|\.babelrc|\.babelrc\.js|babel\.config\.json)$/;
const maxFiles = 4;
const maxLength = 100_000;
const maxBlocks = 4;
const maxBlockLength = 6000;
const maxEntries = 50;
const opening = /\balias\b["']?\s*[:=]\s*([{[])/g;
/** A key and its value; in Vite's list form two keys, `find` and `replacement`. */
const entry = /^\s*(?:["']([^"'\n]{1,80})["']|([$\w]{1,80}))\s*:\s*([\s\S]{1,400})$/;
const listEntry =
  /\bfind\s*:\s*["']([^"'\n]{1,80})["']\s*,\s*replacement\s*:\s*([\s\S]{1,400}?)\s*\}?$/;
/** Words that may stand beside text in a value; any other means that the value is computed. */
const known =
  /\b(?:path|resolve|join|new|URL|import|meta|url|dirname|fileURLToPath|process|cwd|nodePath|posix|as|const|string)\b|__dirname/g;
const literal = /(["'`])((?:[^\\\n]|\\.)*?)\1/g;

/** The absolute paths of a name by the aliases of a project's folder; `undefined` when none is about it. */
export async function bundlerPaths(
  name: string,
  { path, names }: Folder,
  configs: ProjectConfigs,
): Promise<string[] | undefined> {
  const own = [...names].filter((each) => files.test(each)).slice(0, maxFiles);
  const texts = await Promise.all(own.map(async (each) => configs.text(`${path}/${each}`)));
  const aliases = texts.flatMap((text) => (text === undefined ? [] : aliasesIn(text)));
  const fitting = aliases
    .filter(([alias]) => name.startsWith(alias.endsWith("/") ? alias : `${alias}/`))
    .sort(([one], [other]) => other.length - one.length);
  const [best] = fitting;
  if (!best) return undefined;
  const [alias, folder] = best;
  const target = joined(path, `${folder}/${name.slice(alias.length)}`);
  return target === undefined ? [] : [target];
}

/** Aliases and their folders, relative to the configuration's own. */
function aliasesIn(text: string): (readonly [alias: string, folder: string])[] {
  const config = text.slice(0, maxLength);
  const blocks = [...config.matchAll(opening)].slice(0, maxBlocks);
  return blocks.flatMap(({ index, 0: match, 1: bracket }) => {
    const start = index + match.length;
    const end = balancedEnd(
      config,
      bracket === "[" ? "[" : "{",
      start,
      Math.min(config.length, start + maxBlockLength),
      "\"'`",
    );
    if (end < 0) return [];
    return parts(config.slice(start, end))
      .slice(0, maxEntries)
      .map(aliasOf)
      .filter((alias) => alias !== undefined);
  });
}

function aliasOf(text: string): readonly [alias: string, folder: string] | undefined {
  const listed = listEntry.exec(text);
  const plain = listed ? null : entry.exec(text);
  const alias = (listed?.[1] ?? plain?.[1] ?? plain?.[2] ?? "").replace(/\/?\*$/, "");
  const folder = folderIn(listed?.[2] ?? plain?.[3] ?? "");
  return alias === "" || alias.endsWith("$") || folder === undefined ? undefined : [alias, folder];
}

/** The folder that a value names when nothing but text is put together in it. */
function folderIn(value: string): string | undefined {
  const texts = [...value.matchAll(literal)].map(([, , text = ""]) =>
    text.replace(/^\$\{(?:__dirname|process\.cwd\(\))\}/, ""),
  );
  const rest = value
    .replace(literal, "")
    .replace(known, "")
    .replace(/[\s().,+;]/g, "");
  if (texts.length === 0 || rest !== "" || texts.some((text) => text.includes("${")))
    return undefined;
  return texts.join("/").replace(/\/?\*$/, "");
}

/** What stands between the commas outside of brackets and quotes. */
function parts(text: string): string[] {
  const found: string[] = [];
  let from = 0;
  let depth = 0;
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (quote !== "") {
      if (char === "\\") at++;
      else if (char === quote) quote = "";
    } else if ("\"'`".includes(char)) quote = char;
    else if ("([{".includes(char)) depth++;
    else if (")]}".includes(char)) depth--;
    else if (char === "," && depth === 0) {
      found.push(text.slice(from, at));
      from = at + 1;
    }
  }
  found.push(text.slice(from));
  return found.map(withoutComments).filter((part) => part.trim() !== "");
}

function withoutComments(text: string): string {
  return text.replace(/^\s*(?:\/\/[^\n]*\n\s*|\/\*[\s\S]*?\*\/\s*)+/, "");
}
