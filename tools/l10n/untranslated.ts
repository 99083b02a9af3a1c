/**
 * Texts that people read although they were not given to `t`. It is a guess: it knows the places where such texts
 * usually stand, and what a sentence looks like. Single words in other places escape it.
 */
import type { AnyNode } from "acorn";
import { literalText, nodesOf, propertyName, readSyntax, type SourceText } from "./syntax.ts";

export interface Untranslated {
  /** `src/panel/model/facts.ts:12` */
  readonly place: string;
  /** With `{}` for what is put in. */
  readonly text: string;
}

/** Attributes of HTML that are seen or heard, and what our own controls call theirs. */
const attributes = new Set([
  ...["title", "alt", "placeholder", "label", "text", "hint", "aria-label", "aria-description"],
  ...["aria-roledescription", "aria-valuetext"],
]);

/** What VS Code's API and our own messages call what they show. */
const properties = new Set([
  ...["title", "prompt", "placeHolder", "placeholder", "label", "description", "detail", "tooltip"],
  ...["message", "text", "hint", "button"],
]);

const logLevels = new Set(["trace", "debug", "info", "warn", "error"]);

/** Rejects where a file cannot be parsed. */
export async function untranslatedTexts(sources: readonly SourceText[]): Promise<Untranslated[]> {
  const found = await Promise.all(sources.map(async (source) => untranslatedIn(source)));
  return found.flat();
}

async function untranslatedIn(source: SourceText): Promise<Untranslated[]> {
  const { root, lineOf } = await readSyntax(source);
  const found = new Map<AnyNode, Untranslated>();
  for (const { node, above } of nodesOf(root)) {
    for (const { literal, text } of shownBy(node, above)) {
      if (above.some(isNotForPeople)) continue;
      found.set(literal, { place: `${source.path}:${lineOf(literal)}`, text });
    }
  }
  return [...found.values()];
}

interface Part {
  readonly literal: AnyNode;
  readonly text: string;
}

function shownBy(node: AnyNode, above: readonly AnyNode[]): Part[] {
  const name = propertyName(node) ?? "";
  if (node.type === "Property" && isOfElement(above)) {
    if (name !== "children" && !attributes.has(name)) return [];
    return literalsOf(node.value).filter(({ text }) => /\p{L}{2}/u.test(text));
  }
  if (node.type === "Property" && properties.has(name))
    return literalsOf(node.value).filter(isPhrase);
  if (node.type === "CallExpression" && isOfUi(node.callee)) {
    return node.arguments.flatMap(literalsOf).filter(isPhrase);
  }
  return node.type === "Literal" || node.type === "TemplateLiteral"
    ? literalsOf(node).filter(isSentence)
    : [];
}

/** The property is one of JSX: `jsx("b", { title })`. */
function isOfElement([object, call]: readonly AnyNode[]): boolean {
  if (call?.type !== "CallExpression" || call.callee.type !== "Identifier") return false;
  return /^jsxs?$/.test(call.callee.name) && call.arguments[1] === object;
}

/** `ui.tell`, `this.#ui.tell`, `services.ui.tell`. */
function isOfUi(callee: AnyNode): boolean {
  return callee.type === "MemberExpression" && nameOf(callee.object) === "ui";
}

/** `a` of `a`, `this.a` and `this.#a`. */
function nameOf(node: AnyNode): string | undefined {
  if (node.type === "MemberExpression") return nameOf(node.property);
  return node.type === "Identifier" || node.type === "PrivateIdentifier" ? node.name : undefined;
}

/** Given to `t`, to an error of programming, or to the log; the name of a module. */
function isNotForPeople(node: AnyNode): boolean {
  if (node.type === "ImportDeclaration") return true;
  if (node.type !== "CallExpression" && node.type !== "NewExpression") return false;
  const { callee } = node;
  if (callee.type === "Identifier") return callee.name === "t" || callee.name.endsWith("Error");
  return (
    callee.type === "MemberExpression" &&
    nameOf(callee.object) === "log" &&
    logLevels.has(nameOf(callee) ?? "")
  );
}

/** The literals that an expression may come to, without those that a call is given. */
function literalsOf(node: AnyNode): Part[] {
  switch (node.type) {
    case "Literal":
      return [literalText(node)].flatMap((text) => (text ? { literal: node, text } : []));
    case "TemplateLiteral":
      return [{ literal: node, text: node.quasis.map(({ value }) => value.cooked).join("{}") }];
    case "ConditionalExpression":
      return [node.consequent, node.alternate].flatMap(literalsOf);
    case "LogicalExpression":
      return [node.left, node.right].flatMap(literalsOf);
    case "BinaryExpression":
      return node.operator === "+" ? [node.left, node.right].flatMap(literalsOf) : [];
    case "ArrayExpression":
      return node.elements.flatMap((element) => (element ? literalsOf(element) : []));
    case "ArrowFunctionExpression":
      return literalsOf(node.body);
    default:
      return [];
  }
}

/** A word with a capital, or several words. */
function isPhrase({ text }: Part): boolean {
  return /^\p{Lu}\p{Ll}+[….]?$|^\W*\p{L}\p{Ll}* \p{L}/u.test(text);
}

/** Several words, of which the first has a capital. */
function isSentence({ text }: Part): boolean {
  return /^\W*\p{Lu}[\p{Ll}'’]* .*\p{Ll}{2}/u.test(text);
}
