/** Reads what can still be read of a damaged file. */
import type { DatabaseSync } from "node:sqlite";
import { detectionOf } from "./answerRows.ts";
import { imageOf, refOf } from "./imageRows.ts";
import type { ImageRecord } from "./imageStore.ts";
import { detectionOf as oldDetectionOf } from "./oldAnswers.ts";
import { type Row, Statements } from "./statements.ts";
import { readText } from "./texts.ts";

/** Every image once, in no order. Throws nothing; gives nothing of a file that is no label index. */
export function* salvaged(database: DatabaseSync): Iterable<ImageRecord> {
  const statements = new Statements(database);
  yield* salvagedImages(statements);
  // Versions before images had rows of their own, and what was not yet moved out of their table.
  for (const table of ["old_answers", "answers"]) yield* salvagedOldAnswers(statements, table);
}

function* salvagedImages(statements: Statements): Iterable<ImageRecord> {
  const texts = new Map<number, string>();
  const keepText = ({ id, text }: Row) => texts.set(Number(id), readText(String(text)) ?? "");
  walk(statements, "id, text", "texts", ["text", "id"], keepText);
  const answers = new Map<number, Set<number>>();
  const readAnswer = (row: Row) => {
    const image = Number(row["image"]);
    const known = answers.get(image);
    if (known) known.add(Number(row["id"]));
    else answers.set(image, new Set([Number(row["id"])]));
  };
  walk(statements, "id, image", "answers", ["image", "id"], readAnswer);
  // The index by names has enough of an image whose row is lost.
  const images = new Map<number, Row>();
  const readImage = (row: Row) => images.set(Number(row["id"]), row);
  walk(statements, "id, account, bucket, key", "images", ["account", "id"], readImage);
  for (const [id, named] of images) {
    const row = read(statements, "SELECT * FROM images WHERE id = ?", id);
    const { object, seen, corrections } = row
      ? imageOf(row)
      : { object: refOf(named), seen: undefined, corrections: undefined };
    const detections = [...(answers.get(id) ?? [])]
      .sort((one, other) => one - other)
      .flatMap((answer) => {
        const found = read(statements, "SELECT * FROM answers WHERE id = ?", answer);
        const raw = bodyOf(statements, answer);
        return (found && detectionOf(found, object, (text) => texts.get(text), raw)) ?? [];
      });
    yield {
      object,
      detections,
      ...(seen !== undefined && { seen }),
      ...(corrections && { corrections }),
    };
  }
}

function* salvagedOldAnswers(statements: Statements, table: string): Iterable<ImageRecord> {
  const ids = new Set<number>();
  walk(statements, "id", table, ["account", "id"], ({ id }) => ids.add(Number(id)));
  for (const id of [...ids].sort((one, other) => one - other)) {
    const row = read(statements, `SELECT * FROM ${table} WHERE id = ?`, id);
    const detection = row && "account" in row ? oldDetectionOf(row) : undefined;
    if (!detection) continue;
    const raw = bodyOf(statements, id);
    yield { object: detection.object, detections: [{ ...detection, raw }] };
  }
}

/** Labels are worth more than the body they were read from, so it may be lost. */
function bodyOf(statements: Statements, answer: number): string {
  const raw = read(statements, "SELECT raw FROM bodies WHERE answer = ?", answer)?.["raw"];
  return typeof raw === "string" ? raw : "";
}

/**
 * Visits all rows that can be read, some of them several times: by each order, which another index has, from both ends,
 * since a damaged page ends a walk.
 */
function walk(
  statements: Statements,
  columns: string,
  table: string,
  orders: readonly string[],
  visit: (row: Row) => void,
): void {
  for (const order of orders) {
    for (const direction of ["ASC", "DESC"]) {
      const source = order === "id" ? `${table} NOT INDEXED` : table;
      try {
        const sql = `SELECT ${columns} FROM ${source} ORDER BY ${order} ${direction}`;
        for (const row of statements.rows(sql)) visit(row);
      } catch {
        // What it has visited so far was read.
      }
    }
  }
}

/** `undefined` where the pages that it needs are damaged. */
function read(statements: Statements, sql: string, id: number): Row | undefined {
  try {
    return statements.get(sql, id);
  } catch {
    return undefined;
  }
}
