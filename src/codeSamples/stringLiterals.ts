/**
 * Any text as a string literal of each language. Keys are hostile: nothing in them may end the literal, be
 * expanded, or show differently from how it runs, so that what is invisible or turns the direction of writing
 * is written as an escape.
 */

/** Line breaks, controls, marks of direction, joiners, private and unassigned characters, blanks other than the plain one. */
const unseen = /[\p{C}\p{Zl}\p{Zp}]|(?! )\p{Zs}/gu;

/** For Java 8 and later, in ASCII alone: its compiler reads files in the encoding of the machine. */
export function javaString(text: string): string {
  const quoted = text.replace(/["\\]/g, "\\$&");
  // An escape such as \u000a is a line break to the compiler even inside of quotes; an octal one is not.
  return `"${quoted.replace(/[^\x20-\x7e]/g, (unit) => (unit < "\x80" ? octal(unit) : `\\u${hex(unit, 4)}`))}"`;
}

export function pythonString(text: string): string {
  return `"${text.replace(/["\\]/g, "\\$&").replace(unseen, codePoint("\\u", "\\U"))}"`;
}

/** The same escapes as Python's, and neither takes `\'`. */
export const goString = pythonString;

/** In single quotes, where nothing is expanded, unless there is something to escape. For PHP 7 and later. */
export function phpString(text: string): string {
  if (text.search(unseen) === -1) return `'${text.replace(/['\\]/g, "\\$&")}'`;
  const quoted = text.replace(/["\\$]/g, "\\$&");
  return `"${quoted.replace(unseen, (character) => `\\u{${hex(character)}}`)}"`;
}

export function javaScriptString(text: string): string {
  const quoted = text.replace(/["\\]/g, "\\$&");
  return `"${quoted.replace(unseen, (character) => `\\u{${hex(character)}}`)}"`;
}

/** True when a text looks the same in a terminal as it is. */
export function isPlainlySeen(text: string): boolean {
  return text.search(unseen) === -1;
}

/** One word for every POSIX shell; in single quotes only where it needs them. */
export function shellWord(text: string): string {
  if (/^[\w@%+=:,./-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** Escapes of four digits, and of eight where four do not suffice. */
function codePoint(short: string, long: string): (character: string) => string {
  return (character) =>
    character > "\uffff" || character.length > 1
      ? long + hex(character, 8)
      : short + hex(character, 4);
}

function octal(character: string): string {
  return `\\${character.charCodeAt(0).toString(8).padStart(3, "0")}`;
}

function hex(character: string, digits = 1): string {
  return (character.codePointAt(0) ?? 0).toString(16).padStart(digits, "0");
}
