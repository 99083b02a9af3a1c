import assert from "node:assert/strict";
import { formatObjectUri } from "../../../src/oss/address.ts";
import { imageElementAt } from "../../../src/references/altText.ts";
import { referenceAt } from "../../../src/references/imageReference.ts";
import { resolveReference } from "../../../src/references/resolve.ts";
import {
  type TextPosition,
  type TextSource,
  textSource,
} from "../../../src/references/textSource.ts";
import { altTexts } from "./cases/altTexts.ts";
import { buildFiles } from "./cases/buildFiles.ts";
import { constructs } from "./cases/constructs.ts";
import { declarations } from "./cases/declarations.ts";
import { documents } from "./cases/documents.ts";
import { doubtful } from "./cases/doubtful.ts";
import { escapesAndWords } from "./cases/escapesAndWords.ts";
import { frameworks } from "./cases/frameworks.ts";
import { joins } from "./cases/joins.ts";
import { neighbours } from "./cases/neighbours.ts";
import { pages } from "./cases/pages.ts";
import { places } from "./cases/places.ts";
import { projects } from "./cases/projects.ts";
import type { AltCase, ReferenceCase } from "./cases/realCase.ts";
import { templates } from "./cases/templates.ts";
import { memoryFiles } from "./memoryFiles.ts";

const folder = "/ws";
/** The setting's default. */
const sourceRoots = ["public", "static", "assets", "src"];
const cursor = "‸";
const tables = [
  places,
  projects,
  frameworks,
  constructs,
  declarations,
  joins,
  buildFiles,
  documents,
  neighbours,
  pages,
  escapesAndWords,
  altTexts,
  doubtful,
  templates,
];

describe("References as people write them", () => {
  for (const [about, rows] of tables.flatMap((cases) => Object.entries(cases))) {
    describe(about, () => {
      for (const row of rows) {
        const marked = row.lines.find((line) => line.includes(cursor)) ?? "";
        const right = "alt" in row ? row.alt : row.right;
        it(`${row.languageId}: ${marked.trim()} → ${right}`, () => check(row));
      }
    });
  }
});

async function check(row: ReferenceCase | AltCase): Promise<void> {
  const found = "alt" in row ? altFound(row) : await targetFound(row);
  const right = "alt" in row ? [row.alt] : [row.right, row.orElse ?? row.right];
  if (!row.notYet) assert.ok(right.includes(found), `found ${found}`);
  else assert.ok(!right.includes(found), "This row is right now: take its `notYet` away.");
}

function altFound(row: AltCase): string {
  const { document, position } = open(row);
  return imageElementAt(document, position)?.alt.state ?? "nothing";
}

async function targetFound(row: ReferenceCase): Promise<string> {
  const { document, position } = open(row, `${folder}/${row.file}`);
  const { settings = {} } = row;
  const reference = referenceAt(document, position, settings);
  for (const character of reference ? [reference.start, reference.end] : []) {
    const there = referenceAt(document, { line: position.line, character }, settings);
    assert.equal(there?.value, reference?.value, "found from the other end of the name");
  }
  const names = Array.isArray(row.files)
    ? row.files.map((path) => [path, ""])
    : Object.entries(row.files);
  const texts = names.map(([path, text]) => [`${folder}/${path}`, text]);
  const found =
    reference &&
    (await resolveReference(reference, {
      documentPath: `${folder}/${row.file}`,
      workspaceFolders: [folder],
      files: memoryFiles(Object.fromEntries([[`${folder}/${row.file}`, ""], ...texts])),
      sourceRoots,
      ...settings,
    }));
  if (!found) return "nothing";
  if (found.kind === "object") return formatObjectUri(found.address);
  return found.path.slice(folder.length + 1);
}

function open(
  row: ReferenceCase | AltCase,
  path?: string,
): { document: TextSource; position: TextPosition } {
  const line = row.lines.findIndex((text) => text.includes(cursor));
  const character = row.lines[line]?.indexOf(cursor) ?? 0;
  const text = row.lines.map((each) => each.replace(cursor, "")).join("\n");
  return { document: textSource(text, row.languageId, path), position: { line, character } };
}
