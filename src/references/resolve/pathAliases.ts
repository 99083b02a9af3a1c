/** The setting `pathAliases`: first segments that stand for folders. */

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
