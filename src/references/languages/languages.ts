/** Which recogniser reads which language. */
import { languageOfName, markdownLanguages, markupLanguages } from "../languageIds.ts";
import { firstOf, type Recogniser } from "../recogniser.ts";
import type { TextSource } from "../textSource.ts";
import { asciidoc } from "./asciidoc.ts";
import { codeIn } from "./code.ts";
import { cssContent, cssUrl } from "./cssUrl.ts";
import { environment, ini, properties, tomlLine, yamlLine } from "./data.ts";
import { htmlAttribute } from "./html.ts";
import { latex } from "./latex.ts";
import { codeLexicons, cssLexicon, jsonLexicon, sassLexicon, scriptLexicon } from "./lexicons.ts";
import { markdown } from "./markdown.ts";
import { markdownLink } from "./markdownLink.ts";
import { markup } from "./markup.ts";
import { org } from "./org.ts";
import { restructuredText } from "./restructuredText.ts";
import { batch, shell } from "./shell.ts";
import { bareWord, quotedText } from "./text.ts";
import { xml } from "./xml.ts";

/** Text that holds names among other things, in plain text and inside the strings and comments of any language. */
export const runningText = firstOf([
  htmlAttribute,
  cssUrl,
  cssContent,
  markdownLink,
  quotedText,
  bareWord,
]);

/** An expression of a script, as in `{…}` of JSX or a bound attribute of Vue. */
export const scriptExpression = codeIn(scriptLexicon);

const families: readonly (readonly [Recogniser, readonly string[]])[] = [
  [markup, markupLanguages],
  [markdown, markdownLanguages],
  [firstOf([cssUrl, cssContent, codeIn(cssLexicon)]), ["css"]],
  [
    firstOf([cssUrl, cssContent, codeIn(sassLexicon)]),
    ["scss", "less", "sass", "stylus", "postcss", "tailwindcss"],
  ],
  [yamlLine, "yaml dockercompose github-actions-workflow home-assistant helm ansible".split(" ")],
  [codeIn(jsonLexicon), ["json", "jsonc", "json5", "jsonl", "snippets"]],
  [tomlLine, ["toml"]],
  [environment, ["dotenv", "env", "environment"]],
  [properties, ["properties", "java-properties", "spring-boot-properties"]],
  [ini, ["ini", "editorconfig"]],
  [xml, "xml svg xsl xsd plist xaml axaml opf rss".split(" ")],
  [shell, "shellscript sh bash zsh fish dockerfile makefile just cmake".split(" ")],
  [batch, ["bat"]],
  [latex, "latex tex bibtex context".split(" ")],
  [asciidoc, ["asciidoc", "adoc"]],
  [org, ["org"]],
  [restructuredText, ["restructuredtext", "rst"]],
];

const recognisers = new Map<string, Recogniser>([
  ...Object.entries(codeLexicons).map(([language, words]) => [language, codeIn(words)] as const),
  ...families.flatMap(([recogniser, languages]) =>
    languages.map((language) => [language, recogniser] as const),
  ),
]);

/** The recogniser of a language; that of running text for one that is not known. */
export function recogniserFor(languageId: string): Recogniser {
  return recognisers.get(languageId) ?? runningText;
}

/** The language a document is read as: its own, or what its name tells where that is not known here. */
export function languageOf({ languageId, path }: Pick<TextSource, "languageId" | "path">): string {
  if (recognisers.has(languageId) || path === undefined) return languageId;
  return languageOfName(path) ?? languageId;
}

/** The recogniser of a language that is named by its id or as a file's end (`py`); `undefined` for prose. */
export function codeOf(name: string): Recogniser | undefined {
  const id = recognisers.has(name) ? name : languageOfName(`code.${name}`);
  if (id === undefined || markdownLanguages.includes(id)) return undefined;
  const recognise = recognisers.get(id);
  return (
    recognise &&
    ((window) => recognise({ ...window, context: { ...window.context, languageId: id } }))
  );
}
