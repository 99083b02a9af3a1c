/**
 * Reads the XML of OSS: elements with text, no attributes, no DOCTYPE. Entities are the five of XML
 * and numeric references; nothing is ever looked up.
 */
import { XMLParser } from "fast-xml-parser";

/** The children of an element in order: each an object with one name, or a text. */
export type XmlElement = readonly Readonly<Record<string, unknown>>[];

const maxDepth = 16;
const textName = "#text";
const cdataName = "#cdata";

const options = {
  preserveOrder: true,
  ignoreAttributes: true,
  ignoreDeclaration: true,
  parseTagValue: false,
  trimValues: false,
  processEntities: false,
  removeNSPrefix: true,
  maxNestedTags: maxDepth,
  cdataPropName: cdataName,
  jPath: false,
};

const parser = new XMLParser(options);

/** Leaves the many entries of a list as they are written: `textsOf` reads them four times as fast. */
const listParser = new XMLParser({ ...options, stopNodes: ["ListBucketResult.Contents"] });

/**
 * The root element of a document; `undefined` when the text is no XML, has another root, is cut off,
 * is nested more than 16 deep or holds a DOCTYPE.
 */
export function readXml(text: string, root: string): XmlElement | undefined {
  return read(root === "ListBucketResult" ? listParser : parser, text, root);
}

function read(by: XMLParser, text: string, root: string): XmlElement | undefined {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text) || !endsWithTag(text, root)) return undefined;
  try {
    const document: XmlElement = by.parse(text);
    return elementsOf(document, root)[0];
  } catch {
    return undefined;
  }
}

/** The parser does not miss closing tags, but a truncated document misses its last one. */
function endsWithTag(text: string, root: string): boolean {
  const end = text.trimEnd();
  return end.endsWith(`</${root}>`) || end.endsWith("/>");
}

/** The children of that name. */
export function elementsOf(parent: XmlElement, name: string): XmlElement[] {
  const found: XmlElement[] = [];
  for (const child of parent) {
    const element = Object.hasOwn(child, name) ? child[name] : undefined;
    if (Array.isArray(element)) found.push(element);
  }
  return found;
}

/** The texts of the children by their names; of several with one name, the first. */
export function textsOf(parent: XmlElement): ReadonlyMap<string, string> {
  const written = parent[0]?.[textName];
  const isWritten = parent.length === 1 && typeof written === "string";
  return isWritten ? writtenTexts(written) : parsedTexts(parent);
}

function parsedTexts(parent: XmlElement): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  for (const child of parent) {
    for (const name in child) {
      const element = child[name];
      if (Array.isArray(element) && !texts.has(name)) texts.set(name, textOf(element));
    }
  }
  return texts;
}

/** The same from the inside of an element as it is written. */
function writtenTexts(written: string): ReadonlyMap<string, string> {
  if (/<!|<[^>]*[\s:]/.test(written)) {
    return parsedTexts(read(parser, `<r>${written}</r>`, "r") ?? []);
  }
  const texts = new Map<string, string>();
  for (const [, name = "", text = ""] of written.matchAll(plainElement)) {
    if (!texts.has(name)) texts.set(name, decodeEntities(text));
  }
  return texts;
}

const plainElement = /<(\w+)>([^<]*)<\/\1>/g;

function textOf(element: XmlElement): string {
  let text = "";
  for (const child of element) {
    const plain = child[textName];
    if (typeof plain === "string") text += decodeEntities(plain);
    const cdata = child[cdataName];
    if (Array.isArray(cdata)) text += cdata[0]?.[textName] ?? "";
  }
  return text;
}

/** `&lt;`, `&#12;`, `&#x4e00;`; whatever else follows an `&` stays as it is. */
function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(
    /&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi,
    (whole, name, decimal, hexadecimal) => {
      if (name !== undefined) return namedEntities.get(name) ?? whole;
      const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
      const isCharacter = code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
      return isCharacter ? String.fromCodePoint(code) : "\ufffd";
    },
  );
}

const namedEntities = new Map([
  ["amp", "&"],
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
]);
