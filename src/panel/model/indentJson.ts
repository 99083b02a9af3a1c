/** Lays out JSON without changing a single token: `1.0` stays `1.0`, and order and duplicates stay as they came. */

/** Valid JSON with one value a line, indented by two; any other text as it is. */
export function indentJson(text: string): string {
  if (!isJson(text)) return text;
  let out = "";
  let depth = 0;
  const line = () => `\n${"  ".repeat(depth)}`;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{[]\s*[}\]]|[{}[\],:]|[^\s{}[\],:"]+/g)) {
    if (token === "{" || token === "[") {
      depth++;
      out += token + line();
    } else if (token === "}" || token === "]") {
      depth--;
      out += line() + token;
    } else if (token === ",") {
      out += token + line();
    } else if (token === ":") {
      out += ": ";
    } else if (token.startsWith("{") || token.startsWith("[")) {
      out += token.replace(/\s+/, "");
    } else {
      out += token;
    }
  }
  return out;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // Not JSON is an answer here, not a failure: the text is shown as it came.
    return false;
  }
}
