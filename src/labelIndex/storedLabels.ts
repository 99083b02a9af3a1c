/** Labels as the index writes them, and how it reads back what may have been damaged meanwhile. */
import type { Label } from "../labels/label.ts";
import { foldText } from "../labels/search.ts";
import { parseJson } from "../oss/lenient.ts";

/** JSON; unknown fields take no room. */
export function writeLabels(labels: readonly Label[]): string {
  return JSON.stringify(labels);
}

/** The labels of `writeLabels`, each with all its fields; `undefined` when the text is not a list of labels. */
export function readLabels(text: string): Label[] | undefined {
  const parsed = parseJson(text);
  if (!Array.isArray(parsed)) return undefined;
  const labels = parsed.flatMap((stored: Partial<Label> | null) => {
    if (typeof stored?.name !== "string") return [];
    const { name, level, parent, confidence, centricScore, language, alias } = stored;
    return { name, level, parent, confidence, centricScore, language, alias };
  });
  return labels.length === parsed.length ? labels : undefined;
}

/** Every name and alias, folded: a search reads the labels only where its words occur here. */
export function wordsOf(labels: readonly Label[]): string {
  return labels.map(({ name, alias }) => foldText(alias ? `${name}\n${alias}` : name)).join("\n");
}
