/** TypeScript and JSX as a tree: esbuild takes types, JSX and comments away, and acorn reads what is left. */
import { SourceMap } from "node:module";
import { type AnyNode, parse } from "acorn";
import * as esbuild from "esbuild";

export interface SourceText {
  /** From the repository's root, with `/`. */
  readonly path: string;
  readonly text: string;
}

export interface Syntax {
  readonly root: AnyNode;
  /** The line of the TypeScript file where a node begins, from 1. */
  lineOf(node: AnyNode): number;
}

const read = new WeakMap<SourceText, Promise<Syntax>>();

/** Rejects where the file cannot be parsed. JSX comes as calls: `jsx("b", { title, children })`. */
export function readSyntax(source: SourceText): Promise<Syntax> {
  const known = read.get(source) ?? parseSource(source);
  read.set(source, known);
  return known;
}

async function parseSource({ path, text }: SourceText): Promise<Syntax> {
  const { code, map } = await esbuild.transform(text, {
    loader: path.endsWith(".tsx") ? "tsx" : "ts",
    jsx: "automatic",
    charset: "utf8",
    sourcefile: path,
    sourcemap: "external",
    logLevel: "silent",
  });
  let sourceMap: SourceMap | undefined;
  return {
    root: parse(code, { ecmaVersion: "latest", sourceType: "module", locations: true }),
    lineOf(node) {
      sourceMap ??= new SourceMap(JSON.parse(map));
      const { line = 1, column = 0 } = node.loc?.start ?? {};
      const entry = sourceMap.findEntry(line - 1, column);
      return "originalLine" in entry ? entry.originalLine + 1 : line;
    },
  };
}

/** Every node, those above it before it: `above` begins with its parent and ends with the root. */
export function* nodesOf(
  node: AnyNode,
  above: readonly AnyNode[] = [],
): Generator<{ readonly node: AnyNode; readonly above: readonly AnyNode[] }> {
  yield { node, above };
  for (const child of childrenOf(node)) yield* nodesOf(child, [node, ...above]);
}

function childrenOf(node: AnyNode): AnyNode[] {
  return Object.values(node).flat().filter(isNode);
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

/** The text of one string literal in quotes, and of nothing else. */
export function literalText(node: AnyNode | null | undefined): string | undefined {
  return node?.type === "Literal" && typeof node.value === "string" ? node.value : undefined;
}

/** `name` of `{ name: … }` and `{ "name": … }`. */
export function propertyName(node: AnyNode): string | undefined {
  if (node.type !== "Property" || node.computed) return undefined;
  return node.key.type === "Identifier" ? node.key.name : literalText(node.key);
}
