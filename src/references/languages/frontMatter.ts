/** The block of YAML (`---`) or TOML (`+++`) at the top of a Markdown page, and Astro's script between `---`. */
import type { TextSource } from "../textSource.ts";

const maxLength = 400;

/** Which front matter a line is in; `undefined` for the page itself and for the fences. */
export function frontMatterOf(document: TextSource, line: number): "yaml" | "toml" | undefined {
  const fence = document.lineText(0).slice(0, 8).trimEnd();
  if (line === 0 || line > maxLength || (fence !== "---" && fence !== "+++")) return undefined;
  for (let above = 1; above <= line; above++) {
    if (document.lineText(above).slice(0, 8).trimEnd() === fence) return undefined;
  }
  return fence === "---" ? "yaml" : "toml";
}
