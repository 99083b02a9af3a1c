/** JSON as configuration files have it: with comments, trailing commas and a byte order mark. */

/** The value, or `undefined` when the text is no JSON even so. */
export function parseTolerantJson(text: string): unknown {
  try {
    return JSON.parse(withoutTrailingCommas(withoutComments(text.replace(/^\ufeff/, ""))));
  } catch {
    return undefined;
  }
}

// An unclosed string reaches the line's end, so that nothing is read twice.
const stringOrComment = /"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g;
const stringOrComma = /"(?:[^"\\\n]|\\.)*"?|,(?=\s*[\]}])/g;

function withoutComments(text: string): string {
  return text.replace(stringOrComment, (match) => (match.startsWith('"') ? match : " "));
}

function withoutTrailingCommas(text: string): string {
  return text.replace(stringOrComma, (match) => (match.startsWith('"') ? match : ""));
}
