/** What settings say that names stand for: `urlMappings` and `pathMappings` objects, `pathAliases` folders. */
import { formatObjectUri, type ObjectAddress, parseObjectUri } from "../oss/address.ts";
import { encodePath } from "../oss/percentEncoding.ts";

/** What a URL or a folder of the workspace is kept as: `oss://bucket` or `oss://bucket/prefix`. */
export type Mappings = Readonly<Record<string, string>>;

/**
 * The object that a URL names by `{ "https://cdn.example.com/assets": "oss://bucket/prefix" }`, or `undefined`.
 * The host (in any case) and the port must be equal; `http`, `https` and `//host/…` are one. The path of the
 * mapping matches whole segments; the longest wins. The key is percent-decoded, query and fragment are dropped.
 */
export function objectForUrl(url: string, urlMappings: Mappings): ObjectAddress | undefined {
  const wanted = hostAndPath(url);
  if (!wanted) return undefined;
  const bases = Object.entries(urlMappings).flatMap(([from, target]) => {
    const base = hostAndPath(from);
    return base?.host === wanted.host ? [{ segments: named(base.segments), target }] : [];
  });
  return objectByLongest(wanted.segments, bases);
}

/**
 * The object that a file is kept as by `{ "public": "oss://bucket/site" }`, or `undefined`. `path` and the folders
 * are relative to the workspace folder ("" and "." are the folder itself); whole segments match, the longest wins.
 */
export function objectForPath(path: string, pathMappings: Mappings): ObjectAddress | undefined {
  const segments = path.split("/");
  if (segments.some((segment) => segment === "" || segment === "." || segment === ".."))
    return undefined;
  const bases = Object.entries(pathMappings).map(([folder, target]) => ({
    segments: named(folder.replaceAll("\\", "/").split("/")),
    target,
  }));
  return objectByLongest(segments, bases);
}

/**
 * The paths of the files that an object is kept as by the same mappings: relative to the workspace folder, those of the
 * mapping that was written first at first. {@link objectForPath} leads from each of them back to the object.
 */
export function pathsForObject(address: ObjectAddress, pathMappings: Mappings): string[] {
  const paths = Object.entries(pathMappings).flatMap(([folder, target]) => {
    const rest = restBelow(address, target);
    if (rest === undefined) return [];
    return [[...named(folder.replaceAll("\\", "/").split("/")), rest].join("/")];
  });
  return [...new Set(paths)].filter((path) => {
    const object = objectForPath(path, pathMappings);
    return object?.bucket === address.bucket && object.key === address.key;
  });
}

/** The URL that names an object by `urlMappings`, or `undefined`; {@link objectForUrl} leads back from it. */
export function urlForObject(address: ObjectAddress, urlMappings: Mappings): string | undefined {
  const urls = Object.entries(urlMappings).flatMap(([from, target]) => {
    const rest = restBelow(address, target);
    if (rest === undefined) return [];
    const base = from.startsWith("//") ? `https:${from}` : from;
    return [`${base.replace(/[?#].*$/s, "").replace(/\/+$/, "")}/${encodePath(rest)}`];
  });
  return urls.find((url) => {
    const object = objectForUrl(url, urlMappings);
    return object?.bucket === address.bucket && object.key === address.key;
  });
}

/** The key without the prefix of `target` (`oss://bucket` or `oss://bucket/prefix`); `undefined` outside of it. */
function restBelow(address: ObjectAddress, target: string): string | undefined {
  const uri = formatObjectUri(address);
  const base = `${target.replace(/\/+$/, "")}/`;
  return uri.startsWith(base) && uri.length > base.length ? uri.slice(base.length) : undefined;
}

interface Base {
  readonly segments: readonly string[];
  readonly target: string;
}

function objectByLongest(
  segments: readonly string[],
  bases: readonly Base[],
): ObjectAddress | undefined {
  const [best] = bases
    .filter((base) => startsWith(segments, base.segments))
    .sort((one, other) => other.segments.length - one.segments.length);
  return best && objectBelow(best.target, segments.slice(best.segments.length));
}

function startsWith(segments: readonly string[], start: readonly string[]): boolean {
  return (
    start.length < segments.length && start.every((segment, index) => segment === segments[index])
  );
}

/** Without empty segments and `.`, which people write at either end. */
function named(segments: readonly string[]): string[] {
  return segments.filter((segment) => segment !== "" && segment !== ".");
}

interface HostAndPath {
  readonly host: string;
  /** Of the path, percent-decoded. */
  readonly segments: readonly string[];
}

/** Reads a URL as browsers do, so that `..` cannot climb out of a mapped path. */
function hostAndPath(url: string): HostAndPath | undefined {
  const absolute = url.startsWith("//") ? `https:${url}` : url;
  if (!/^https?:\/\//i.test(absolute)) return undefined;
  try {
    const { host, pathname, username, password } = new URL(absolute);
    if (username !== "" || password !== "") return undefined;
    return { host, segments: pathname.slice(1).split("/").map(decodeURIComponent) };
  } catch {
    return undefined; // No URL, or a malformed escape in it.
  }
}

/** The object below `target` (`oss://bucket` or `oss://bucket/prefix`); `undefined` when either is no valid name. */
function objectBelow(target: string, segments: readonly string[]): ObjectAddress | undefined {
  const path = segments.join("/");
  if (path === "" || path.endsWith("/") || path.split("/").includes("..")) return undefined;
  return objectOf(`${target.replace(/\/+$/, "")}/${path}`);
}

/** Like `parseObjectUri`, but `undefined` for what is no object's URI. */
export function objectOf(uri: string): ObjectAddress | undefined {
  try {
    return parseObjectUri(uri);
  } catch {
    return undefined;
  }
}

/** The paths that a name has by `{ "$cdn": "static" }`, relative to the workspace folder. Whole segments only. */
export function aliasedPaths(
  name: string,
  pathAliases: Readonly<Record<string, string>>,
): string[] {
  return Object.entries(pathAliases)
    .map(([alias, folder]) => [trimmed(alias), trimmed(folder)] as const)
    .filter(([alias]) => alias !== "" && name.startsWith(`${alias}/`))
    .sort(([one], [other]) => other.length - one.length)
    .map(([alias, folder]) => `${folder}${name.slice(alias.length)}`);
}

/** People write `@`, `@/` and `@/*` for the same. */
function trimmed(pattern: string): string {
  return pattern.replace(/\/?\*?$/, "").replace(/\/$/, "");
}
