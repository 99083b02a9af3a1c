/** The image behind a variable: `import logo from "./logo.png"`. */
import { type ImageReference, type RecogniseOptions, referenceAt } from "../imageReference.ts";
import type { TextSource } from "../textSource.ts";

const maxLines = 1000;

/** The reference that a variable of this document is imported or required from. */
export function importedImage(
  document: TextSource,
  variable: string,
  options: RecogniseOptions,
): ImageReference | undefined {
  const name = variable.replaceAll("$", "\\$");
  const statement = new RegExp(
    String.raw`(?:\bimport\s+(?:\*\s+as\s+)?${name}\s+from\s*|\b(?:const|let|var)\s+${name}\s*=\s*(?:require|new URL)\s*\(\s*)["']`,
  );
  for (let line = 0; line < Math.min(document.lineCount, maxLines); line++) {
    const text = document.lineText(line);
    if (!text.includes(variable)) continue;
    const match = statement.exec(text.slice(0, 2048));
    if (match)
      return referenceAt(document, { line, character: match.index + match[0].length }, options);
  }
  return undefined;
}
