/** PowerShell's `Join-Path`: the folder and the names in front of an argument. */
import { document, namedPaths, type PathValue, workspace } from "./pathNames.ts";
import { joinedAll, members } from "./pathValue.ts";

const argument =
  /^\s*(?:-(?:Path|ChildPath|AdditionalChildPath|LiteralPath|Parent)\b\s*)*("[^"\n]*"|'[^'\n]*'|\((?:[^()\n]|\([^()\n]*\))*\)|[$\w.:\\/{}-]+),?/i;

/** What is joined in front of an argument that begins behind `before`; `undefined` when it is none of Join-Path. */
export function joinPathBefore(before: string): PathValue | undefined {
  const line = before.slice(before.lastIndexOf("\n") + 1);
  for (const { index, 0: name } of line.matchAll(/\bJoin-Path\b/gi)) {
    const given = argumentsOf(line.slice(index + name.length));
    if (given === undefined) continue;
    if (given.length > 0) return joinedAll(given);
    return /\|\s*$/.test(line.slice(0, index)) ? "unknown" : undefined;
  }
  return undefined;
}

/** The arguments of a command, or `undefined` when the text is more than that. */
function argumentsOf(text: string): PathValue[] | undefined {
  const found: PathValue[] = [];
  let rest = text.replace(/(?:-(?:Path|ChildPath|AdditionalChildPath)\s*)$/i, "");
  while (rest.trim() !== "") {
    const match = argument.exec(rest);
    if (!match) return undefined;
    found.push(argumentValue(match[1] ?? ""));
    rest = rest.slice(match[0].length);
  }
  return found;
}

function argumentValue(text: string): PathValue {
  const inside = text.replace(/^["']|["']$/g, "");
  if (/^\$(?:\{PSScriptRoot\}|PSScriptRoot)$/i.test(inside)) return document;
  if (/^\$PWD$|^\(\s*Get-Location\s*\)$/i.test(inside)) return workspace;
  const split =
    /^\(\s*Split-Path\s+(?:-Parent\s+)?(?:-Path\s+)?(\$[\w.]+)(?:\s+-Parent)?\s*\)$/i.exec(inside);
  if (split) return members(namedPaths.get(split[1] ?? "") ?? "unknown", ["dirname"]);
  const nested = /^\(\s*Join-Path\b(.*)\)$/i.exec(inside)?.[1];
  if (nested !== undefined) {
    const given = argumentsOf(nested);
    return given === undefined ? "unknown" : joinedAll(given);
  }
  return /[$(){}]/.test(inside) ? "unknown" : { text: inside };
}
