/** Writes XML as OSS does: elements without attributes. */

export const xmlDeclaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** An element around `content`, which is XML already. */
export function element(name: string, ...content: readonly string[]): string {
  return `<${name}>${content.join("")}</${name}>`;
}

/** An element around plain text. */
export function textElement(name: string, text: string | number | boolean): string {
  return `<${name}>${typeof text === "string" ? escapeXml(text) : text}</${name}>`;
}

/** As `textElement`; an empty text for `undefined`. */
export function optionalElement(name: string, text: string | undefined): string {
  return text === undefined ? "" : textElement(name, text);
}

/**
 * Quotes stay, as in OSS's ETag elements. Control characters become numeric references, as OSS writes them,
 * though XML 1.0 has none.
 */
export function escapeXml(text: string): string {
  return needsEscape.test(text) ? text.replace(special, escapeCharacter) : text;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: keys may hold them, and must arrive whole
const needsEscape = /[&<>\u0000-\u001f\u007f\ufffe\uffff]/;
const special = new RegExp(needsEscape.source, "g");

const named: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
};

function escapeCharacter(character: string): string {
  return named[character] ?? `&#${character.charCodeAt(0)};`;
}

/** Who owns everything in the sample account; ali-oss and others want the element in every list. */
export const ownerElement = element(
  "Owner",
  textElement("ID", "1000000000000000"),
  textElement("DisplayName", "sample"),
);
