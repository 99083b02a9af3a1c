/** Where a URL in running text ends: before the punctuation and the brackets that belong to the text. */

const openers: Record<string, string> = { ")": "(", "]": "[", "}": "{" };
const punctuation = new Set(".,;:!?~&");

/** Offset up to which `text` is the name: cut at a bracket that was not opened in it, then at trailing punctuation. */
export function trimmedEnd(text: string): number {
  let end = unopenedBracket(text);
  while (end > 0 && punctuation.has(text[end - 1] as string)) end--;
  return end;
}

function unopenedBracket(text: string): number {
  const open: string[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text[at] as string;
    if (char === "(" || char === "[" || char === "{") open.push(char);
    else if (openers[char] && open.pop() !== openers[char]) return at;
  }
  return text.length;
}
