import assert from "node:assert/strict";
import type { Label } from "../../../src/labels/label.ts";
import { type JudgedImage, judgedImage } from "../../../src/query/judge.ts";
import { parseQuery } from "../../../src/query/parse.ts";
import { sizeOf } from "../../../src/query/values.ts";
import { label } from "../labels/label.ts";
import { readRepositoryFile } from "../structure/sources.ts";
import { foundKeys } from "./images.ts";
import { refusalOf } from "./refused.ts";

/** The rows of all tables of the page whose head begins with these cells. Code in a cell is without its backticks. */
function rowsBelow(page: string, ...head: readonly string[]): string[][] {
  const tables = page.split(/\n\n+/).filter((part) => part.startsWith("|"));
  return tables
    .map((table) => table.split("\n").map(cellsOf))
    .filter(([first]) => head.every((cell, at) => first?.[at] === cell))
    .flatMap((table) => table.slice(2));
}

function cellsOf(line: string): string[] {
  return line
    .slice(1, line.lastIndexOf("|"))
    .split("|")
    .map((cell) => cell.trim());
}

function codeIn(cell = ""): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);
}

function labelsOf(page: string, key: string): Label[] {
  return rowsBelow(page, "Label of")
    .filter(([of]) => codeIn(of)[0] === key)
    .map(([, name = "", level, parent, confidence, centric]) =>
      label(name, {
        level: Number(level),
        parent,
        confidence: Number(confidence),
        centricScore: Number(centric),
      }),
    );
}

function imagesOf(page: string): JudgedImage[] {
  return rowsBelow(page, "Image").map(
    ([code, account = "", size = "", storageClass, modified, detected]) => {
      const [key = ""] = codeIn(code);
      const read = sizeOf(size);
      const isDetected = /^\d/.test(detected ?? "");
      return judgedImage({
        object: {
          account,
          bucket: "examples",
          key,
          size: "bytes" in read ? read.bytes : undefined,
          lastModified: modified,
          storageClass,
        },
        ...(isDetected && {
          detection: { labels: labelsOf(page, key), detectedAt: detected ?? "" },
        }),
        isOutdated: detected === "before it changed",
        ...(key.endsWith("logo.png") && { corrections: { hidden: [], added: ["Brand"] } }),
      });
    },
  );
}

describe("the page on the query language", () => {
  const page = readRepositoryFile("docs/query-language.md");
  const images = imagesOf(page);

  for (const [query, found] of rowsBelow(page, "Query", "Finds")) {
    const [text = ""] = codeIn(query);
    it(`says what ${text} finds`, () => {
      assert.deepEqual(foundKeys(text, images).sort(), codeIn(found).sort());
    });
  }

  for (const [query, found] of rowsBelow(page, "Query", "Finds, in this order")) {
    const [text = ""] = codeIn(query);
    it(`says in which order ${text} finds it`, () => {
      assert.deepEqual(foundKeys(text, images), codeIn(found));
    });
  }

  for (const [query, position] of rowsBelow(page, "Query", "Position")) {
    const [text = ""] = codeIn(query);
    it(`says where ${text} is wrong`, () => {
      assert.equal(refusalOf(text).position, Number(position));
    });
  }

  it("has examples of every field, and of what is wrong", () => {
    assert.equal(images.length, 6);
    const queries = rowsBelow(page, "Query").map(([query]) => codeIn(query)[0] ?? "");
    assert.ok(queries.length > 65, String(queries.length));
    const fields = "label subject account bucket key prefix format class is sort".split(" ");
    for (const field of fields)
      assert.ok(
        queries.some((text) => text.startsWith(`${field}:`) || text.includes(` ${field}:`)),
        field,
      );
  });

  it("begins with an example that can be read", () => {
    const [, text = ""] = /```text\n(.*)\n```/.exec(page) ?? [];
    assert.equal(parseQuery(text).sort.by, "modified");
  });
});
