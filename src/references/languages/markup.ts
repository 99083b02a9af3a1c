/** HTML and its relatives, with the scripts and styles inside. */
import { firstOf, type Recogniser } from "../reading.ts";
import type { TextSource } from "../textSource.ts";
import { codeIn } from "./code.ts";
import { codeLexicons } from "./codeLexicons.ts";
import { cssUrl } from "./cssUrl.ts";
import { sassLexicon } from "./dataLexicons.ts";
import { frontMatterOf } from "./frontMatter.ts";
import { htmlAttribute } from "./html.ts";
import { scriptLexicon } from "./scriptLexicon.ts";
import { bareWord, quotedText } from "./text.ts";

type Zone = "markup" | "script" | "style" | "php";

const marker = /<(\/?)(script|style)\b|<\?(?!xml)|\?>/gi;
const mostLines = 3000;
const longestLine = 8192;

/** What kind of text the end of `before` and the lines above it stand in. */
function zoneOf(document: TextSource, line: number, before: string): Zone {
  for (let above = line; above >= 0 && line - above < mostLines; above--) {
    const text = above === line ? before : document.lineText(above);
    if (!text.includes("<") && !text.includes("?>")) continue;
    const last = [...text.slice(-longestLine).matchAll(marker)].at(-1);
    if (!last) continue;
    if (last[0] === "?>" || last[1] === "/") return "markup";
    if (last[0] === "<?") return "php";
    return last[2]?.toLowerCase() === "style" ? "style" : "script";
  }
  return "markup";
}

const markupText = firstOf([htmlAttribute, cssUrl, quotedText, bareWord]);
const zones: Record<Zone, Recogniser> = {
  markup: markupText,
  script: codeIn(scriptLexicon),
  style: firstOf([cssUrl, codeIn(sassLexicon)]),
  php: codeIn(codeLexicons["php"] ?? scriptLexicon),
};

export const markup: Recogniser = (passage) => {
  const { document, line, languageId } = passage.around;
  if (passage.depth > 0) return markupText(passage);
  if (languageId === "astro" && frontMatterOf(document, line)) return zones.script(passage);
  return zones[zoneOf(document, line, passage.text.slice(passage.lineStart, passage.at))](passage);
};
