import type { Statements } from "./statements.ts";
import { imageIndexes } from "./tables.ts";

/** Images that an import adds at least before it leaves indexes aside: fewer are not worth making them anew. */
const manyImages = 4000;

/**
 * The indexes of `images` beside the one of their keys. To keep them in order is the larger part of what an image costs
 * when many arrive at once, so a large import drops them, and they are made anew when it pauses. Which of them there
 * are is read from the file itself, since other windows may drop or make them. Answers are the same without them, but
 * walk through all images.
 */
export class ImageIndexes {
  readonly #statements: Statements;
  /** The version of the tables at which none was missing. */
  #wholeAt: number | undefined;
  /** Images that imports added since the indexes were last whole or dropped. */
  #taken = 0;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /**
   * An import added images, in the transaction that is under way. Drops the indexes once more came than were there, so
   * that making them anew again and again takes no longer than making them twice.
   */
  taken(added: number): void {
    this.#taken += added;
    if (this.#taken < manyImages) return;
    if (this.#taken * 2 <= this.#statements.number("SELECT max(id) FROM images")) return;
    this.#taken = 0;
    for (const name of Object.keys(imageIndexes))
      this.#statements.database.exec(`DROP INDEX IF EXISTS ${name}`);
  }

  /** Makes a missing one, which takes about a second for a million images. True when another one is missing. */
  makeOne(): boolean {
    const version = this.#statements.number("PRAGMA schema_version");
    if (version === this.#wholeAt) return false;
    const there = new Set(
      this.#statements
        .all("SELECT name FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'images'")
        .map(({ name }) => name),
    );
    const [first, ...others] = Object.entries(imageIndexes).filter(([name]) => !there.has(name));
    if (!first) {
      this.#wholeAt = version;
      return false;
    }
    this.#taken = 0;
    this.#statements.database.exec(first[1].replace("CREATE INDEX", "CREATE INDEX IF NOT EXISTS"));
    return others.length > 0;
  }
}
