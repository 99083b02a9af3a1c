/** Texts that many detections have in common, such as names of labels, each kept once and counted. */
import { parseJson } from "../oss/lenient.ts";
import type { Statements } from "./statements.ts";

/** Texts whose numbers are kept at hand. The service knows a few thousand names; a file that is imported may not. */
const maxRemembered = 50_000;

/** Numbers are never given twice, so a text that one window deletes is never taken for another's. */
export class Texts {
  readonly #statements: Statements;
  readonly #ids = new Map<string, number>();
  readonly #texts = new Map<number, string>();
  readonly #uses = new Map<number, number>();

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** The number of a text, which gets one when it has none; within a transaction. */
  idOf(text: string): number {
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const written = writeText(text);
    const row =
      this.#statements.get("SELECT id FROM texts WHERE text = ?", written) ??
      this.#statements.get("INSERT INTO texts (text) VALUES (?) RETURNING id", written);
    return this.#remember(Number(row?.["id"]), text);
  }

  /** `undefined` when there is none of this number. */
  textOf(id: number): string | undefined {
    const known = this.#texts.get(id);
    if (known !== undefined) return known;
    const written = this.#statements.get("SELECT text FROM texts WHERE id = ?", id)?.["text"];
    const text = typeof written === "string" ? readText(written) : undefined;
    if (text === undefined) return undefined;
    this.#remember(id, text);
    return text;
  }

  /** Counts one more place (or with -1 one less) where a text is used; `flush` writes it. */
  use(id: number, change: 1 | -1): void {
    this.#uses.set(id, (this.#uses.get(id) ?? 0) + change);
  }

  /** Writes how often texts are used, and deletes those that nothing uses any more; before a transaction ends. */
  flush(): void {
    for (const [id, change] of this.#uses) {
      if (change === 0) continue;
      this.#statements.run("UPDATE texts SET uses = uses + ? WHERE id = ?", change, id);
      if (change > 0) continue;
      if (this.#statements.run("DELETE FROM texts WHERE id = ? AND uses <= 0", id) === 0) continue;
      const text = this.#texts.get(id);
      this.#texts.delete(id);
      if (text !== undefined) this.#ids.delete(text);
    }
    this.#uses.clear();
  }

  /** Another window wrote to the file, or a transaction was rolled back: numbers may have come or gone. */
  forget(): void {
    this.#ids.clear();
    this.#texts.clear();
    this.#uses.clear();
  }

  #remember(id: number, text: string): number {
    if (this.#ids.size >= maxRemembered) {
      this.#ids.clear();
      this.#texts.clear();
    }
    this.#ids.set(text, id);
    this.#texts.set(id, text);
    return id;
  }
}

/** SQLite keeps UTF-8, which has no halves of surrogate pairs: such a text is written as JSON behind a mark. */
const mark = "\0";

function writeText(text: string): string {
  return text.isWellFormed() && !text.startsWith(mark) ? text : `${mark}${JSON.stringify(text)}`;
}

/** What `Texts` wrote. */
export function readText(written: string): string | undefined {
  if (!written.startsWith(mark)) return written;
  const text = parseJson(written.slice(mark.length));
  return typeof text === "string" ? text : undefined;
}
