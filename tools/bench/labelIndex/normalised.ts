/**
 * What a good engineer would do with SQLite in WebAssembly: a table of images, one of names, and one of labels by name
 * and image, with an index by how much an image is about the name. It does not know what is below a name.
 */
import { createRequire } from "node:module";
import type { Contestant } from "./contestant.ts";
import type { GeneratedImage } from "./generatedImages.ts";

type Value = string | number | null;
type Rows = readonly (readonly Value[])[];

/** One database, whatever library it is of. */
interface Database {
  run(sql: string, values: readonly Value[]): void;
  all(sql: string, values: readonly Value[]): Rows;
  close(): void;
}

const require = createRequire(import.meta.url);

interface SqlJs {
  readonly Database: new () => {
    prepare(sql: string): {
      bind(values: readonly Value[]): void;
      step(): boolean;
      get(): Value[];
      reset(): void;
      run(values: readonly Value[]): void;
    };
    close(): void;
  };
}

/** In memory: it has no files. */
async function openSqlJs(): Promise<Database> {
  const start: () => Promise<SqlJs> = require("sql.js");
  const database = new (await start()).Database();
  const prepared = new Map<string, ReturnType<typeof database.prepare>>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  return {
    run: (sql, values) => statement(sql).run(values),
    all: (sql, values) => {
      const reading = statement(sql);
      reading.bind(values);
      const rows: Value[][] = [];
      while (reading.step()) rows.push(reading.get());
      reading.reset();
      return rows;
    },
    close: () => database.close(),
  };
}

interface NodeSqliteWasm {
  readonly Database: new (
    file: string,
  ) => {
    prepare(sql: string): {
      run(values: readonly Value[]): void;
      all(values: readonly Value[]): Record<string, Value>[];
      finalize(): void;
    };
    close(): void;
  };
}

function openNodeSqliteWasm(file: string): Database {
  const library: NodeSqliteWasm = require("node-sqlite3-wasm");
  const database = new library.Database(file);
  const prepared = new Map<string, ReturnType<typeof database.prepare>>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  return {
    run: (sql, values) => statement(sql).run(values),
    all: (sql, values) =>
      statement(sql)
        .all(values)
        .map((row) => Object.values(row)),
    close: () => {
      for (const one of prepared.values()) one.finalize();
      database.close();
    },
  };
}

export async function openNormalised(library: string, file: string): Promise<Contestant> {
  const database = library === "sql.js" ? await openSqlJs() : openNodeSqliteWasm(file);
  return new NormalisedTables(database);
}

class NormalisedTables implements Contestant {
  readonly #database: Database;
  readonly #names = new Map<string, number>();
  #lastImage = 0;

  constructor(database: Database) {
    this.#database = database;
    for (const sql of [
      "CREATE TABLE images (id INTEGER PRIMARY KEY, key TEXT UNIQUE, size, etag, modified, detected, request)",
      "CREATE TABLE names (id INTEGER PRIMARY KEY, name TEXT UNIQUE, parent, level)",
      `CREATE TABLE labels (name INTEGER, image INTEGER, confidence REAL, centric REAL, relevance REAL,
         PRIMARY KEY (name, image)) WITHOUT ROWID`,
      "CREATE INDEX labels_by_relevance ON labels (name, relevance DESC)",
      "CREATE INDEX labels_by_image ON labels (image)",
    ]) {
      database.run(sql, []);
    }
  }

  async keep(images: readonly GeneratedImage[]): Promise<void> {
    this.#inTransaction(() => {
      for (const image of images) this.#insert(++this.#lastImage, image);
    });
  }

  async finish(): Promise<void> {
    this.#database.run("ANALYZE", []);
  }

  async page(names: readonly string[]) {
    const [first = 0, second] = this.#numbers(names);
    const images =
      second === undefined
        ? this.#all(
            "SELECT image FROM labels WHERE name = ? ORDER BY relevance DESC LIMIT 100",
            first,
          )
        : this.#all(
            `SELECT one.image FROM labels AS one JOIN labels AS other ON other.image = one.image
             WHERE one.name = ? AND other.name = ? ORDER BY max(one.relevance, other.relevance) DESC LIMIT 100`,
            first,
            second,
          );
    for (const [image = 0] of images) {
      this.#all("SELECT * FROM images WHERE id = ?", image);
      this.#all(
        "SELECT names.name, confidence, centric FROM labels JOIN names ON names.id = labels.name WHERE image = ?",
        image,
      );
    }
    return { images: images.length, total: await this.count(names) };
  }

  async count(names: readonly string[]): Promise<number> {
    const [first = 0, second] = this.#numbers(names);
    const [[count = 0] = []] =
      second === undefined
        ? this.#all("SELECT count(*) FROM labels WHERE name = ?", first)
        : this.#all(
            `SELECT count(*) FROM labels AS one JOIN labels AS other ON other.image = one.image
             WHERE one.name = ? AND other.name = ?`,
            first,
            second,
          );
    return Number(count);
  }

  async facets(name: string): Promise<number> {
    const [first = 0] = this.#numbers([name]);
    return this.#all(
      `SELECT other.name, count(*) AS images FROM labels AS one JOIN labels AS other ON other.image = one.image
       WHERE one.name = ? GROUP BY other.name ORDER BY images DESC LIMIT 50`,
      first,
    ).length;
  }

  async save(image: GeneratedImage): Promise<void> {
    this.#inTransaction(() => {
      const [[id = 0] = []] = this.#all("SELECT id FROM images WHERE key = ?", image.key);
      this.#database.run("DELETE FROM labels WHERE image = ?", [id]);
      this.#database.run("DELETE FROM images WHERE id = ?", [id]);
      this.#insert(Number(id), image);
    });
  }

  async close(): Promise<void> {
    this.#database.close();
  }

  #insert(id: number, image: GeneratedImage): void {
    const { key, size, etag, lastModified, detectedAt, requestId, labels } = image;
    this.#database.run("INSERT INTO images VALUES (?, ?, ?, ?, ?, ?, ?)", [
      ...[id, key, size, etag, lastModified, detectedAt, requestId],
    ]);
    for (const { name, parent = null, level = null, confidence = 0, centricScore = 0 } of labels) {
      let number = this.#names.get(name);
      if (number === undefined) {
        number = this.#names.size + 1;
        this.#names.set(name, number);
        this.#database.run("INSERT INTO names VALUES (?, ?, ?, ?)", [number, name, parent, level]);
      }
      const values = [number, id, confidence, centricScore, confidence * centricScore];
      this.#database.run("INSERT INTO labels VALUES (?, ?, ?, ?, ?)", values);
    }
  }

  #numbers(names: readonly string[]): number[] {
    return names.map((name) => this.#names.get(name) ?? 0);
  }

  #all(sql: string, ...values: Value[]): Rows {
    return this.#database.all(sql, values);
  }

  #inTransaction(work: () => void): void {
    this.#database.run("BEGIN", []);
    work();
    this.#database.run("COMMIT", []);
  }
}
