/** Paths that shells and makefiles compute of the script's own place: `$(dirname "$0")/img`, `$SCRIPT_DIR`. */
import { document, documentItself, type PathValue, workspace } from "./pathNames.ts";
import { concatenated, members, parent } from "./pathValue.ts";

/** The text that a variable was given; `undefined` when that is not known. */
export type Variables = (name: string) => string | undefined;

const itself = String.raw`(?:BASH_SOURCE(?:\[0\]|\[@\])?|0|\(%\):-%[xN])`;
const scriptItself = new RegExp(String.raw`^\$(?:\{${itself}\}|BASH_SOURCE|0)$`);
const scriptFolder = new RegExp(
  String.raw`^\$(?:\{(?:${itself})(?:%\/\*|:[aA]?:?h|:A:h)\}|\{?0:[aA]?:?h\}?)$`,
);
const scriptOfMake =
  /^\$\(dir\s+(?:\$\((?:abspath|realpath)\s+)?\$\((?:lastword|firstword)\s+\$\(MAKEFILE_LIST\)\)+$/;
const cd =
  /^cd\s+(?:-P\s+)?(?:--\s+)?(.+?)\s*(?:&?>{1,2}\s*\/dev\/null\s*|2>\s*\/dev\/null\s*|2>&1\s*)*(?:&&|;)\s*pwd(?:\s+-[LP])?$/s;
const dirname = /^(?:dirname|cygpath\s+-\w)\s+(?:--\s+)?(.+)$/s;
const real = /^(?:realpath|readlink|greadlink|abspath)(?:\s+-{1,2}[\w-]+)*\s+(?:--\s+)?(.+)$/s;
const make = /^(?:dir|abspath|realpath|shell|patsubst %\/,%,|strip)\s*(.+)$/s;
const topOfWorkspace = /^(?:pwd(?:\s+-[LP])?|git\s+rev-parse\s+--show-toplevel)$/;
const workspaceNames = new Set(["PWD", "GITHUB_WORKSPACE", "CI_PROJECT_DIR"]);
const maxDepth = 8;
const maxLength = 400;

/** What a word of a shell stands for, its quotes among it; "unknown" when a program computes it. */
export function shellPath(
  word: string,
  variables: Variables = () => undefined,
  depth = 0,
): PathValue {
  const text = word.trim().replace(/^"([\s\S]*)"$/, "$1");
  if (depth > maxDepth || text.length > maxLength || text === "") return "unknown";
  const end = text.startsWith("$") ? expansionEnd(text) : 0;
  if (end === 0) return /^[\w./ -]+$/.test(text) ? { text } : "unknown";
  const folder = expansionPath(text.slice(0, end), variables, depth + 1);
  const rest = text.slice(end).replace(/^"/, "");
  if (folder === "unknown" || rest === "") return folder;
  if (!/^[\w./ -]*$/.test(rest)) return "unknown";
  // `$(dirname "$0")/..`
  const up = /^(?:\/\.\.)+\/?$/.test(rest) ? rest.split("..").length - 1 : 0;
  return up > 0 ? parent(folder, up) : concatenated(folder, { text: rest });
}

/** Behind the expansion that a text begins with; 0 when it stays open. */
function expansionEnd(text: string): number {
  const open = text[1] ?? "";
  if (open !== "(" && open !== "{")
    return /^\$(?:\w+|0)(?::[aA]:h|:h)?/.exec(text)?.[0].length ?? 0;
  let depth = 0;
  for (let at = 1; at < text.length; at++) {
    const char = text[at] as string;
    if (char === "(" || char === "{") depth++;
    else if ((char === ")" || char === "}") && --depth === 0) return at + 1;
  }
  return 0;
}

function expansionPath(text: string, variables: Variables, depth: number): PathValue {
  if (scriptItself.test(text)) return documentItself;
  if (scriptFolder.test(text) || scriptOfMake.test(text)) return document;
  const command = /^\$\(\s*([\s\S]*?)\s*\)$/.exec(text)?.[1];
  if (command !== undefined && topOfWorkspace.test(command)) return workspace;
  const name = /^\$(?:\{(\w+)\}|\((\w+)\)|(\w+))$/.exec(text)?.slice(1).find(Boolean);
  if (name !== undefined) return namedPath(name, variables, depth);
  return command === undefined ? "unknown" : commandPath(command, variables, depth);
}

function namedPath(name: string, variables: Variables, depth: number): PathValue {
  if (workspaceNames.has(name)) return workspace;
  const value = variables(name);
  return value === undefined ? "unknown" : shellPath(value, variables, depth);
}

function commandPath(command: string, variables: Variables, depth: number): PathValue {
  const entered = cd.exec(command)?.[1] ?? real.exec(command)?.[1];
  if (entered !== undefined) return shellPath(entered, variables, depth);
  const above = dirname.exec(command)?.[1];
  if (above !== undefined) return folderOf(shellPath(above, variables, depth));
  const inside = make.exec(command)?.[1];
  if (inside === undefined) return "unknown";
  return inside.startsWith("$")
    ? shellPath(inside, variables, depth)
    : commandPath(inside, variables, depth);
}

function folderOf(path: PathValue): PathValue {
  return members(path, ["dirname"]);
}
