/** Writes an alternative text into source code, escaped as the place demands. */
import { escapeEntities } from "../scan/entities.ts";
import type { TextRange } from "../textSource.ts";

/** How an alternative text is written where it stands, or will stand. */
export type AltForm =
  /** Between the quotes of an attribute. */
  | { readonly kind: "attribute-value" }
  /** A whole attribute in the place of one without quotes or value. */
  | { readonly kind: "attribute" }
  /** A whole attribute that is not there yet; `range` is empty. */
  | { readonly kind: "new-attribute" }
  /** Between the quotes of a script's string, as in `alt={"…"}`. */
  | { readonly kind: "script-string"; readonly quote: string }
  /** Between Markdown's brackets. */
  | { readonly kind: "markdown"; readonly isMdx: boolean }
  /** `![label]` and `![label][]`, whose text is their label: it moves into brackets of its own, the last of which stays. */
  | { readonly kind: "markdown-label"; readonly isMdx: boolean; readonly label: string };

export interface AltTextPlace {
  readonly range: TextRange;
  readonly form: AltForm;
}

/** The change that makes `text` the alternative text. Runs of whitespace become single spaces. */
export function altTextEdit(
  { alt }: { readonly alt: AltTextPlace },
  text: string,
): TextRange & { readonly newText: string } {
  return { ...alt.range, newText: written(text.replace(/\s+/g, " ").trim(), alt.form) };
}

function written(text: string, form: AltForm): string {
  switch (form.kind) {
    case "attribute-value":
      return attributeText(text);
    case "attribute":
      return `alt="${attributeText(text)}"`;
    case "new-attribute":
      return ` alt="${attributeText(text)}"`;
    case "script-string":
      return scriptText(text, form.quote);
    case "markdown":
      return markdownText(text, form.isMdx);
    case "markdown-label":
      return `${markdownText(text, form.isMdx)}][${form.label}`;
  }
}

/** Braces too, which Svelte, Vue, Angular and server templates fill in; and `@`, which Razor and Blade run. */
function attributeText(text: string): string {
  return escapeEntities(text)
    .replaceAll("{", "&#123;")
    .replaceAll("}", "&#125;")
    .replaceAll("@", "&#64;");
}

function scriptText(text: string, quote: string): string {
  const escaped = text.replaceAll("\\", "\\\\").replaceAll(quote, `\\${quote}`);
  return quote === "`" ? escaped.replaceAll("${", "\\${") : escaped;
}

function markdownText(text: string, isMdx: boolean): string {
  return text.replace(isMdx ? /[\\[\]*_`<&{}]/g : /[\\[\]*_`<&]/g, "\\$&");
}
