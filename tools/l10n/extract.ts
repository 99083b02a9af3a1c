/**
 * All texts that people read and that are translated: those given to `t` of `@vscode/l10n`, and the rows of
 * `src/messages`, whose texts `t` is given when a failure is explained.
 */
import type { AnyNode, CallExpression, ObjectExpression } from "acorn";
import { placeholdersOf } from "./placeholders.ts";
import {
  literalText,
  nodesOf,
  propertyName,
  readSyntax,
  type SourceText,
  type Syntax,
} from "./syntax.ts";

export interface Text {
  /** In English. */
  readonly message: string;
  /** Where it is said: `src/panel/model/facts.ts:12`. */
  readonly places: readonly string[];
}

export interface Extraction {
  /** By what a language's file has it under: the message, and the comment where there is one. */
  readonly texts: ReadonlyMap<string, Text>;
  /** Sentences, each with its place, about texts that no program could find or fill. */
  readonly problems: readonly string[];
}

/** Rejects where a file cannot be parsed. */
export async function extractTexts(sources: readonly SourceText[]): Promise<Extraction> {
  const texts = new Map<string, Text>();
  const problems: string[] = [];
  const found = await Promise.all(sources.map(async (source) => textsOf(source)));
  for (const { place, ...rest } of found.flat()) {
    if ("problem" in rest) problems.push(`${place}: ${rest.problem}`);
    else {
      const places = texts.get(rest.key)?.places ?? [];
      texts.set(rest.key, { message: rest.message, places: [...places, place] });
    }
  }
  return { texts, problems };
}

type Outcome = { readonly key: string; readonly message: string } | { readonly problem: string };
type Found = Outcome & { readonly place: string };

const library = "@vscode/l10n";
const tables = /^src\/messages\/\w+Rows\.ts$/;
const messages = "src/messages/";
const rowTexts = ["what", "next", "short"];

async function textsOf(source: SourceText): Promise<Found[]> {
  const isMessages = source.path.startsWith(messages);
  if (!isMessages && !source.text.includes(library)) return [];
  const syntax = await readSyntax(source);
  const found: Found[] = [];
  const add = (node: AnyNode, outcome: Outcome) => {
    found.push({ place: `${source.path}:${syntax.lineOf(node)}`, ...outcome });
  };
  const name = localNameOf(syntax);
  for (const { node, above } of nodesOf(syntax.root)) {
    if (isMessages && node.type === "Property") {
      const message = rowText(node);
      if (message !== undefined) add(node, { key: message, message });
      else if (tables.test(source.path) && rowTexts.includes(propertyName(node) ?? "")) {
        add(node, { problem: "the text of a row is one string literal in quotes." });
      }
    }
    if (node.type !== "Identifier" || node.name !== name || !isUse(node, above)) continue;
    const [call] = above;
    if (call?.type !== "CallExpression" || call.callee !== node) {
      add(node, { problem: "t is called at once, with its text." });
      continue;
    }
    // A row's text is found where the row is.
    if (!isMessages || !isRowText(call.arguments[0])) add(call, textOf(call));
    if (!above.some(runsLater)) {
      add(call, { problem: "t is called in a function, when the language is known." });
    }
  }
  return found;
}

/** What the file calls `t`. */
function localNameOf({ root }: Syntax): string | undefined {
  if (root.type !== "Program") return undefined;
  for (const statement of root.body) {
    if (statement.type !== "ImportDeclaration" || statement.source.value !== library) continue;
    for (const specifier of statement.specifiers) {
      if (specifier.type !== "ImportSpecifier") continue;
      if (specifier.imported.type === "Identifier" && specifier.imported.name === "t") {
        return specifier.local.name;
      }
    }
  }
  return undefined;
}

/** Neither the import itself nor something of that name: `{ t: 1 }`, `row.t`. */
function isUse(node: AnyNode, [parent]: readonly AnyNode[]): boolean {
  if (parent?.type === "ImportSpecifier") return false;
  if (parent?.type === "MemberExpression") return parent.computed || parent.object === node;
  if (parent?.type === "Property") return parent.computed || parent.value === node;
  return true;
}

function runsLater(node: AnyNode): boolean {
  return (
    node.type === "FunctionDeclaration" ||
    node.type === "FunctionExpression" ||
    node.type === "ArrowFunctionExpression" ||
    (node.type === "PropertyDefinition" && !node.static)
  );
}

function rowText(node: AnyNode): string | undefined {
  if (node.type !== "Property" || !rowTexts.includes(propertyName(node) ?? "")) return undefined;
  return literalText(node.value);
}

/** `row.what` or, taken from it before, `what`. */
function isRowText(node: AnyNode | undefined): boolean {
  const name = node?.type === "MemberExpression" && !node.computed ? node.property : node;
  return name?.type === "Identifier" && rowTexts.includes(name.name);
}

function textOf({ arguments: [first, ...values] }: CallExpression): Outcome {
  const text = literalText(first);
  if (text !== undefined) return checked(text, text, values);
  if (first?.type !== "ObjectExpression") {
    return { problem: "the text given to t is one string literal in quotes." };
  }
  const message = literalText(propertyOf(first, "message"));
  const comment = commentOf(propertyOf(first, "comment"));
  if (message === undefined || comment === undefined) {
    return {
      problem: 'a text with a comment is { message: "…", comment: ["…"] } in string literals.',
    };
  }
  const args = propertyOf(first, "args");
  const given = args?.type === "ArrayExpression" ? args.elements : args ? [args] : [];
  return checked(comment === "" ? message : `${message}/${comment}`, message, given);
}

function propertyOf(object: ObjectExpression, name: string): AnyNode | undefined {
  for (const property of object.properties) {
    if (property.type === "Property" && propertyName(property) === name) return property.value;
  }
  return undefined;
}

/** Comments as the library joins them; `undefined` where they are not literals. */
function commentOf(node: AnyNode | undefined): string | undefined {
  if (!node) return "";
  const parts =
    node.type === "ArrayExpression" ? node.elements.map(literalText) : [literalText(node)];
  return parts.every((part) => part !== undefined) ? parts.join("") : undefined;
}

/** A text whose placeholders are not what it is filled with would be shown with its braces. */
function checked(key: string, message: string, values: readonly (AnyNode | null)[]): Outcome {
  if (message.trim() === "") return { problem: "the text given to t is empty." };
  const wanted = placeholdersOf(message);
  const given = givenNames(values, wanted);
  if (!given || sameNames(wanted, given)) return { key, message };
  const list = (names: ReadonlySet<string>) =>
    [...names].map((name) => `{${name}}`).join(" ") || "none";
  return { problem: `the text has the placeholders ${list(wanted)} and is given ${list(given)}.` };
}

/** `undefined` where only a run would tell. */
function givenNames(
  values: readonly (AnyNode | null)[],
  wanted: ReadonlySet<string>,
): Set<string> | undefined {
  const [only] = values;
  if (only?.type === "ObjectExpression") {
    const names = only.properties.map((property) => propertyName(property));
    return names.every((name) => name !== undefined) ? new Set(names) : undefined;
  }
  const isNamed = [...wanted].some((name) => !/^\d+$/.test(name));
  if (values.length === 1 && isNamed) return undefined;
  if (values.some((value) => value?.type === "SpreadElement")) return undefined;
  return new Set([...values.keys()].map(String));
}

function sameNames(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((name) => b.has(name));
}
