/** Labels and trees for the panel's tests. */
import type { Label } from "../../../src/labels/label.ts";
import type { Row } from "../../../src/panel/model/rows.ts";

/** A label with the fields that matter here. */
export function label(
  name: string,
  level?: number,
  parent?: string,
  confidence?: number,
  centricScore?: number,
  alias?: string,
): Label {
  return { name, level, parent, confidence, centricScore, language: undefined, alias };
}

/** Three levels, an implied parent, one name under two parents. */
export const labels = [
  label("People", 1, undefined, 0.98, 0.66),
  label("Portrait", 2, "People", 0.91, 0.58, "Likeness"),
  label("Half-length", 3, "Portrait", 0.77, 0.41),
  label("Outerwear", 2, "Clothing", 1, 0.823),
  label("Apparel", 2, "Clothing", 0.735, 0.721),
  label("Other", 2, "People", 0.72, 0.1),
  label("Other", 2, "Clothing", 0.71, 0.2),
];

/** The rows as an outline: two blanks a level, `+` collapsed, `-` expanded, brackets around what does not match. */
export function outline(rows: readonly Row[]): string[] {
  return rows.map(({ item, level, expanded, matches }) => {
    const fold = expanded === undefined ? "" : expanded ? "- " : "+ ";
    const name = matches ? item.name : `(${item.name})`;
    return "  ".repeat(level - 1) + fold + name;
  });
}
