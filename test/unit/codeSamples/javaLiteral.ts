/** Reads a Java string literal as its compiler does: unicode escapes first, then the others. (Java Language Specification 17, 3.3 and 3.10.7.) */

/** Throws for whatever is not exactly one literal. */
export function readJavaLiteral(source: string): string {
  const translated = source.replace(/\\(?:u+([0-9a-f]{4})|\\)/gi, (text, digits?: string) =>
    digits === undefined ? text : String.fromCharCode(Number.parseInt(digits, 16)),
  );
  const body = /^"((?:[^"\\\r\n]|\\(?:[btnfrs"'\\]|[0-3][0-7]{2}|[0-7]{1,2}))*)"$/.exec(
    translated,
  )?.[1];
  if (body === undefined) throw new SyntaxError(`not a Java literal: ${source}`);
  return body.replace(
    /\\(?:([0-3][0-7]{2}|[0-7]{1,2})|(.))/g,
    (_, octal?: string, character = "") =>
      octal === undefined
        ? (simple[character] ?? character)
        : String.fromCharCode(Number.parseInt(octal, 8)),
  );
}

const simple: Readonly<Record<string, string>> = {
  ...{ b: "\b", t: "\t", n: "\n", f: "\f", r: "\r", s: " " },
};
