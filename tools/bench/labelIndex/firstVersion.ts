/**
 * The index as version 0.1.0 had it: one row a detection, and a search that looks for the name in the words of every
 * one, on the thread that asks.
 */
import { DatabaseSync } from "node:sqlite";
import type { Contestant } from "./contestant.ts";
import type { GeneratedImage } from "./generatedImages.ts";

export class FirstVersion implements Contestant {
  readonly #database: DatabaseSync;

  constructor(file: string) {
    this.#database = new DatabaseSync(file);
    this.#database.exec(`
      PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
      CREATE TABLE answers (
        id INTEGER PRIMARY KEY AUTOINCREMENT, account TEXT NOT NULL, bucket TEXT NOT NULL, key TEXT NOT NULL,
        etag TEXT, crc64 TEXT, size INTEGER, threshold REAL NOT NULL, detected_at TEXT NOT NULL, request_id TEXT,
        server_time REAL, labels TEXT NOT NULL, words TEXT NOT NULL
      ) STRICT;
      CREATE INDEX answers_by_key ON answers (account, bucket, key);
      CREATE INDEX answers_by_crc64 ON answers (account, crc64, size);
      CREATE INDEX answers_by_etag ON answers (account, etag, size);`);
  }

  async keep(images: readonly GeneratedImage[]): Promise<void> {
    this.#database.exec("BEGIN IMMEDIATE");
    for (const image of images) this.#insert(image);
    this.#database.exec("COMMIT");
  }

  async finish(): Promise<void> {
    // There is nothing left to do.
  }

  async page(names: readonly string[]) {
    const found = this.#search(names);
    return { images: Math.min(100, found), total: found };
  }

  async count(names: readonly string[]): Promise<number> {
    return this.#search(names);
  }

  async save(image: GeneratedImage): Promise<void> {
    this.#database.exec("BEGIN IMMEDIATE");
    this.#database
      .prepare("DELETE FROM answers WHERE account = ? AND bucket = ? AND key = ?")
      .run("main", "photos", image.key);
    this.#insert(image);
    this.#database.exec("COMMIT");
  }

  async close(): Promise<void> {
    this.#database.close();
  }

  /** It has no pages: all that it finds is read. */
  #search(names: readonly string[]): number {
    const conditions = names.map(() => "instr(words, ?) > 0").join(" AND ");
    const rows = this.#database
      .prepare(
        `SELECT id, account, bucket, key, labels FROM answers AS one WHERE ${conditions} AND NOT EXISTS (
           SELECT 1 FROM answers AS newer WHERE newer.account = one.account AND newer.bucket = one.bucket
             AND newer.key = one.key AND newer.id > one.id)
         ORDER BY id DESC`,
      )
      .iterate(...names.map((name) => name.toLowerCase()));
    const wanted = new Set(names);
    let found = 0;
    for (const { labels } of rows) {
      const parsed = JSON.parse(String(labels)) as readonly { readonly name: string }[];
      if (parsed.some(({ name }) => wanted.has(name))) found++;
    }
    return found;
  }

  #insert({ key, etag, size, detectedAt, requestId, labels }: GeneratedImage): void {
    this.#database
      .prepare(
        `INSERT INTO answers (account, bucket, key, etag, size, threshold, detected_at, request_id, labels, words)
         VALUES ('main', 'photos', ?, ?, ?, 0.5, ?, ?, ?, ?)`,
      )
      .run(
        ...[key, etag, size, detectedAt, requestId, JSON.stringify(labels)],
        labels.map(({ name }) => name.toLowerCase()).join("\n"),
      );
  }
}
