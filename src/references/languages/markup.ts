/** HTML and its relatives, with the scripts and styles inside. */
import { firstOf, type Recogniser } from "../recogniser.ts";
import type { TextSource } from "../textSource.ts";
import { codeIn } from "./code.ts";
import { cssContent, cssUrl } from "./cssUrl.ts";
import { frontMatterOf } from "./data.ts";
import { htmlAttribute } from "./html.ts";
import { codeLexicons, sassLexicon, scriptLexicon } from "./lexicons.ts";
import { bareWord, quotedText } from "./text.ts";

type Zone = "markup" | "script" | "style" | "php";

const marker = /<(\/?)(script|style)\b|<\?(?!xml)|\?>|@(?:end)?php\b(?!\s*\()/gi;
const maxLines = 3000;
const maxLineLength = 8192;

/** What kind of text the end of `before` and the lines above it stand in. */
function zoneOf(document: TextSource, line: number, before: string): Zone {
  for (let above = line; above >= 0 && line - above < maxLines; above--) {
    const text = above === line ? before : document.lineText(above);
    if (!/[<@]|\?>/.test(text)) continue;
    const last = [...text.slice(-maxLineLength).matchAll(marker)].at(-1);
    if (!last) continue;
    if (last[0] === "@php") return "php";
    if (last[0] === "?>" || last[0] === "@endphp" || last[1] === "/") return "markup";
    if (last[0] === "<?") return "php";
    return last[2]?.toLowerCase() === "style" ? "style" : "script";
  }
  return "markup";
}

const markupText = firstOf([htmlAttribute, cssUrl, quotedText, bareWord]);
const zones: Record<Zone, Recogniser> = {
  markup: markupText,
  script: codeIn(scriptLexicon),
  style: firstOf([cssUrl, cssContent, codeIn(sassLexicon)]),
  php: codeIn(codeLexicons["php"] ?? scriptLexicon),
};

export const markup: Recogniser = (window) => {
  const { document, line, languageId } = window.context;
  if (window.depth > 0) return markupText(window);
  if (languageId === "astro" && frontMatterOf(document, line)) return zones.script(window);
  return zones[zoneOf(document, line, window.text.slice(window.lineStart, window.at))](window);
};
