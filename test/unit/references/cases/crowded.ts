/** Rows in a workspace where a picture of the same name lies in every likely folder, so that a wrong place is seen. */
import type { ReferenceCase } from "./realCase.ts";

/** A text with ‸ at the cursor, what is right, and more files of the workspace: their paths, or path and text. */
export type CrowdedRow = readonly [
  text: string,
  right: string,
  ...more: (string | readonly [path: string, text: string])[],
];

const everywhere =
  "a.png img/a.png src/a.png src/img/a.png public/a.png public/img/a.png assets/a.png assets/img/a.png package.json".split(
    " ",
  );

/** Rows of one document in that workspace. */
export function crowded(
  languageId: string,
  file: string,
  rows: readonly CrowdedRow[],
): ReferenceCase[] {
  return casesOf(languageId, file, rows, everywhere);
}

/** Rows of one document in a workspace of the files that they name. */
export function alone(
  languageId: string,
  file: string,
  rows: readonly CrowdedRow[],
): ReferenceCase[] {
  return casesOf(languageId, file, rows, []);
}

function casesOf(
  languageId: string,
  file: string,
  rows: readonly CrowdedRow[],
  files: readonly string[],
): ReferenceCase[] {
  return rows.map(([text, right, ...more]) => ({
    languageId,
    file,
    lines: text.split("\n"),
    files: Object.fromEntries(
      [...files, ...more].map((each) => (typeof each === "string" ? [each, ""] : each)),
    ),
    right,
  }));
}
