/** Which images have which names and traits, in blocks, so that a query of a million images reads a few blobs. */
import type { DatabaseSync } from "node:sqlite";
import { foldText } from "../labels/search.ts";
import { currentLabels } from "../query/currentLabels.ts";
import { type BlockChanges, ChangeLog, removed, type SortedChanges } from "./changeLog.ts";
import {
  type Entries,
  entriesOf,
  families,
  familyOf,
  hasValues,
  idOf,
  postingOf,
  type Register,
  type SearchedImage,
  type TraitKind,
} from "./imageEntries.ts";
import { eachPosting, packEntries, unpackEntries } from "./packedEntries.ts";
import {
  blockSize,
  changedBlock,
  DamagedPostings,
  type PostingBlock,
  readBlock,
} from "./postingBlock.ts";
import { Statements } from "./statements.ts";

/** Blocks of one posting; with the posting's number it makes the id of a row. */
const maxBlocks = 2 ** 20;
/** Images that may wait for their blocks to be written: some megabytes of memory. */
const maxUnmerged = 16_384;
/** Bytes of blobs that are kept at hand: a query reads each of its postings more than once. */
const maxReadBytes = 8_000_000;
/** Names and links whose numbers are kept at hand. */
const maxRemembered = 50_000;

/** One block of a posting: as it was written, and what has changed since. */
export interface PostingPart {
  readonly block: number;
  readonly written?: PostingBlock;
  readonly changes?: BlockChanges;
}

/** What one image is found by, packed: as the blobs have it, and now. */
interface UnmergedImage {
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** What is not yet in the blobs of one block. */
interface UnmergedBlock {
  readonly images: Map<number, UnmergedImage>;
  readonly log: ChangeLog;
  /** By what its images change the numbers of images of names (once, with what is below them), traits and links. */
  readonly counts: Map<number, number>;
}

/**
 * Reads and writes the postings of one database. What changes is written by image at once, which is cheap, and to the
 * blobs of its block when many images of it have changed; until then it is held in memory beside them. Other windows
 * may do the same to the file. Every method may throw SQLite's errors, and those that read `DamagedPostings`.
 */
export class Postings {
  readonly #statements: Statements;
  readonly #register: RememberedRegister;
  readonly #unmerged = new Map<number, UnmergedBlock>();
  /** Postings that were read, the last one last. */
  readonly #read = new Map<
    number,
    { readonly parts: readonly PostingPart[]; readonly bytes: number }
  >();
  #readBytes = 0;
  #waiting = 0;
  /** Images that follow one another, were added in the transaction that is under way, and are not in `unmerged` yet. */
  #added = noneAdded;
  #lastStamp = 0;
  #merges = -1;
  #dataVersion = -1;

  constructor(database: DatabaseSync) {
    this.#statements = new Statements(database);
    this.#register = new RememberedRegister(this.#statements);
  }

  /**
   * Lets an image be found by what it is now; within the transaction that writes the image. Returns the number of its
   * current labels.
   */
  set(image: number, facts: SearchedImage): number {
    this.#write(image, entriesOf(facts, this.#synchronised()));
    return currentLabels(facts.labels ?? [], facts.corrections).length;
  }

  /** The same for an image that is new. `flush` writes the rest of it before the transaction ends. */
  add(image: number, facts: SearchedImage): void {
    // Within a transaction, no other window writes.
    const isFirst = this.#added === noneAdded;
    const entries = entriesOf(facts, isFirst ? this.#synchronised() : this.#register);
    const after = packEntries(entries);
    this.#statements.run("INSERT INTO posted VALUES (?, ?)", image, after);
    const isNext = image === this.#added.last + 1 && image % blockSize !== 0;
    if (!isNext) this.flush();
    this.#added = { first: isNext ? this.#added.first : image, last: image };
    this.#holdNew(image, after, entries);
  }

  /** Writes which images were added; before the transaction ends. */
  flush(): void {
    const { first, last } = this.#added;
    if (first > 0) this.#writeUnmerged(first, last, nothing);
    this.#added = noneAdded;
  }

  /** Lets an image be found no more; within the transaction that deletes it. */
  remove(image: number): void {
    this.#synchronised();
    this.#write(image, new Map());
  }

  /** After a transaction was rolled back: what it told is forgotten. */
  discard(): void {
    this.#register.forget();
    this.#added = noneAdded;
    this.#merges = -1;
    this.#dataVersion = -1;
  }

  /**
   * Writes the blobs of one block while more images wait for that than may; in a transaction of its own, which takes
   * some 100 ms at most. True when there is more to do. To be called after every transaction that set images, and when
   * there is nothing else to do with a lower limit, since what waits is read at the next start.
   */
  merge(mayWait = maxUnmerged): boolean {
    this.#synchronised();
    if (this.#waiting <= mayWait) return false;
    const { database } = this.#statements;
    database.exec("BEGIN IMMEDIATE");
    try {
      this.#synchronised();
      const fullest = this.#fullestBlock();
      if (fullest !== undefined) this.#mergeBlock(fullest);
      database.exec("COMMIT");
    } catch (error) {
      this.discard();
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
    return this.#waiting > mayWait;
  }

  /** The number of a name that is folded already; `undefined` when no image has it. */
  nameOf(folded: string): number | undefined {
    const id = this.#statements.get("SELECT id FROM names WHERE folded = ?", folded)?.["id"];
    return typeof id === "number" ? id : undefined;
  }

  /** Blocks of a posting in ascending order. */
  read(posting: number): readonly PostingPart[] {
    const written = this.#written(posting);
    const changed = this.#changesOf(posting);
    if (changed.length === 0) return written;
    const parts = new Map<number, PostingPart>(written.map((part) => [part.block, part]));
    for (const { block, changes } of changed)
      parts.set(block, { ...parts.get(block), block, changes });
    return [...parts.values()].sort((a, b) => a.block - b.block);
  }

  /** As the blobs have it. The last ones that were read are kept at hand. */
  #written(posting: number): readonly PostingPart[] {
    const known = this.#read.get(posting);
    if (known) {
      this.#read.delete(posting);
      this.#read.set(posting, known);
      return known.parts;
    }
    const first = posting * maxBlocks;
    let bytes = 0;
    const parts: PostingPart[] = [];
    const rows = this.#statements.rows(
      "SELECT id, entries FROM postings WHERE id BETWEEN ? AND ?",
      first,
      first + maxBlocks - 1,
    );
    for (const { id, entries } of rows) {
      parts.push({ block: Number(id) - first, written: readBlock(entries) });
      bytes += entries instanceof Uint8Array ? entries.byteLength : 0;
    }
    this.#read.set(posting, { parts, bytes });
    this.#readBytes += bytes;
    for (const [oldest, read] of this.#read) {
      if (this.#readBytes <= maxReadBytes) break;
      this.#read.delete(oldest);
      this.#readBytes -= read.bytes;
    }
    return parts;
  }

  #forgetRead(): void {
    this.#read.clear();
    this.#readBytes = 0;
  }

  /** What the images that wait add to, or take from, the number of images of a name, trait or link. */
  countChange(posting: number): number {
    let change = 0;
    for (const { counts } of this.#unmerged.values()) change += counts.get(posting) ?? 0;
    return change;
  }

  /** Images that have a name or a label below it. */
  imagesOf(name: number): number {
    const written = this.#statements.number("SELECT images FROM names WHERE id = ?", name);
    return written + this.countChange(postingOf(families.self, name));
  }

  /** What each of some images is found by, packed. */
  entriesOf(images: readonly number[]): Uint8Array[] {
    const rows = this.#statements.arrays(
      "SELECT entries FROM json_each(?) AS wanted CROSS JOIN posted ON image = wanted.value",
      JSON.stringify(images),
    );
    return rows.map(([entries]) => packedOf(entries));
  }

  /** Takes in what other windows have written since; at the beginning of every query. */
  synchronise(): void {
    this.#synchronised();
  }

  /** Makes all blobs and numbers anew from what each image is found by, in a transaction of its own. */
  rebuild(): void {
    const { database } = this.#statements;
    database.exec("BEGIN IMMEDIATE");
    try {
      this.#statements.run("DELETE FROM postings");
      this.#statements.run("DELETE FROM unmerged");
      for (const table of ["names", "traits", "links"])
        this.#statements.run(`UPDATE ${table} SET images = 0`);
      this.discard();
      this.#synchronised();
      this.#rebuildBlocks();
      this.#countMerge();
      database.exec("COMMIT");
    } catch (error) {
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    } finally {
      this.discard();
    }
  }

  #rebuildBlocks(): void {
    const last = this.#statements.number("SELECT max(image) FROM posted");
    for (let from = 0; from <= last; from += maxUnmerged) {
      const rows = this.#statements.all(
        "SELECT image, entries FROM posted WHERE image BETWEEN ? AND ?",
        from,
        from + maxUnmerged - 1,
      );
      for (const { image, entries } of rows) this.#hold(Number(image), nothing, packedOf(entries));
      for (const block of [...this.#unmerged.keys()]) this.#writeBlobs(block);
    }
  }

  #write(image: number, entries: Entries): void {
    const row = this.#statements.get("SELECT entries FROM posted WHERE image = ?", image);
    const before = row ? packedOf(row["entries"]) : nothing;
    const after = packEntries(entries);
    if (isEqual(before, after)) return;
    if (after.length > 0)
      this.#statements.run("INSERT OR REPLACE INTO posted VALUES (?, ?)", image, after);
    else this.#statements.run("DELETE FROM posted WHERE image = ?", image);
    this.flush();
    // What the blobs say of it does not change before they are written.
    const held = this.#unmerged.get(blockOf(image))?.images.get(image);
    this.#writeUnmerged(image, image, held?.before ?? before);
    this.#hold(image, before, after, entries);
  }

  #writeUnmerged(first: number, last: number, before: Uint8Array): void {
    const stamp = this.#lastStamp + 1;
    this.#statements.run(
      `INSERT INTO unmerged (image, last, stamp, before) VALUES (?, ?, ?, ?)
       ON CONFLICT (image) DO UPDATE SET stamp = excluded.stamp`,
      first,
      last,
      stamp,
      before,
    );
    this.#lastStamp = stamp;
  }

  /** Of an image that the blobs say nothing of, and that was not told of before. */
  #holdNew(image: number, after: Uint8Array, entries: Entries): void {
    const block = this.#unmergedBlock(blockOf(image));
    this.#waiting++;
    block.images.set(image, { before: nothing, after });
    count(block, after, 1);
    const local = image % blockSize;
    for (const [posting, value] of entries) change(block, posting, local, value);
  }

  #unmergedBlock(number: number): UnmergedBlock {
    const known = this.#unmerged.get(number);
    if (known) return known;
    const block: UnmergedBlock = { images: new Map(), log: new ChangeLog(), counts: new Map() };
    this.#unmerged.set(number, block);
    return block;
  }

  /** Keeps in memory how an image differs from what the blobs say. */
  #hold(
    image: number,
    written: Uint8Array,
    after: Uint8Array,
    entries = unpackEntries(after),
  ): void {
    const block = this.#unmergedBlock(blockOf(image));
    const held = block.images.get(image);
    if (!held) this.#waiting++;
    const before = held?.before ?? written;
    block.images.set(image, { before, after });
    count(block, held?.after ?? written, -1);
    count(block, after, 1);
    const local = image % blockSize;
    const old = unpackEntries(before);
    // What was told of it before may be wrong now, be it what the blobs say.
    if (held) for (const posting of unpackEntries(held.after).keys()) old.set(posting, removed);
    for (const posting of old.keys()) {
      if (!entries.has(posting)) change(block, posting, local, removed);
    }
    for (const [posting, value] of entries) {
      if (held || old.get(posting) !== value) change(block, posting, local, value);
    }
  }

  #changesOf(posting: number): (PostingPart & { readonly changes: BlockChanges })[] {
    const found = [];
    for (const [block, { log }] of this.#unmerged) {
      const changes = log.of(posting);
      if (changes) found.push({ block, changes });
    }
    return found.sort((a, b) => a.block - b.block);
  }

  #fullestBlock(): number | undefined {
    let fullest: number | undefined;
    let most = 0;
    for (const [block, { images }] of this.#unmerged) {
      if (images.size <= most) continue;
      most = images.size;
      fullest = block;
    }
    return fullest;
  }

  #mergeBlock(block: number): void {
    this.#writeBlobs(block);
    const first = block * blockSize;
    this.#statements.run(
      "DELETE FROM unmerged WHERE image BETWEEN ? AND ?",
      first,
      first + blockSize - 1,
    );
    if (this.#waiting === 0) this.#sweep();
    this.#countMerge();
  }

  #countMerge(): void {
    this.#statements.run("UPDATE merges SET count = count + 1");
    this.#merges = this.#statements.number("SELECT count FROM merges");
    // Other windows go on from what is left, too.
    this.#lastStamp = this.#statements.number("SELECT max(stamp) FROM unmerged");
  }

  #writeBlobs(number: number): void {
    const block = this.#unmerged.get(number);
    if (!block) return;
    for (const [posting, changes] of block.log.byPosting())
      this.#writeBlob(posting, number, changes);
    for (const [posting, change] of block.counts) {
      if (change !== 0) this.#writeCount(posting, change);
    }
    this.#waiting -= block.images.size;
    this.#unmerged.delete(number);
    this.#forgetRead();
  }

  #writeBlob(posting: number, block: number, changes: SortedChanges): void {
    const id = posting * maxBlocks + block;
    const row = this.#statements.get("SELECT entries FROM postings WHERE id = ?", id);
    const written = row && readBlock(row["entries"]);
    const blob = changedBlock(written, changes, hasValues(posting));
    if (blob) this.#statements.run("INSERT OR REPLACE INTO postings VALUES (?, ?)", id, blob);
    else if (row) this.#statements.run("DELETE FROM postings WHERE id = ?", id);
  }

  #writeCount(posting: number, change: number): void {
    const table = tableOf(posting);
    this.#statements.run(
      `UPDATE ${table} SET images = images + ? WHERE id = ?`,
      change,
      idOf(posting),
    );
  }

  /** Deletes names that no image has any more; only when nothing waits, since what waits may use their numbers. */
  #sweep(): void {
    let swept = 0;
    for (const table of ["names", "links", "traits"])
      swept += this.#statements.run(`DELETE FROM ${table} WHERE images <= 0`);
    if (swept > 0) this.#register.forget();
  }

  #synchronised(): Register {
    const dataVersion = this.#statements.number("PRAGMA data_version");
    if (dataVersion === this.#dataVersion) return this.#register;
    this.#dataVersion = dataVersion;
    const merges = this.#statements.number("SELECT count FROM merges");
    if (merges !== this.#merges) {
      this.#register.forget();
      this.#unmerged.clear();
      this.#forgetRead();
      this.#waiting = 0;
      this.#lastStamp = 0;
      this.#merges = merges;
    }
    const rows = this.#statements.all(
      "SELECT image, last, stamp, before FROM unmerged WHERE stamp > ? ORDER BY stamp",
      this.#lastStamp,
    );
    for (const { image: first, last, stamp, before } of rows) {
      const written = packedOf(before);
      for (let image = Number(first); image <= Number(last); image++) {
        const row = this.#statements.get("SELECT entries FROM posted WHERE image = ?", image);
        this.#hold(image, written, row ? packedOf(row["entries"]) : nothing);
      }
      this.#lastStamp = Number(stamp);
    }
    return this.#register;
  }
}

function blockOf(image: number): number {
  return Math.floor(image / blockSize);
}

const nothing = new Uint8Array();

const noneAdded = { first: 0, last: -1 };

function packedOf(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  throw new DamagedPostings();
}

function change(block: UnmergedBlock, posting: number, local: number, value: number): void {
  if (familyOf(posting) !== families.link) block.log.add(posting, local, value);
}

/** Counts an image with its packed entries, or with a step of -1 no more. */
function count({ counts }: UnmergedBlock, packed: Uint8Array, step: 1 | -1): void {
  let last = -1;
  eachPosting(packed, (posting) => {
    const family = familyOf(posting);
    if (family === families.subject || family === families.scores) return;
    const counted = family === families.under ? postingOf(families.self, idOf(posting)) : posting;
    // Postings of one name stand beside each other.
    if (counted !== last) counts.set(counted, (counts.get(counted) ?? 0) + step);
    last = counted;
  });
}

function tableOf(posting: number): "names" | "traits" | "links" {
  const family = familyOf(posting);
  if (family === families.trait) return "traits";
  return family === families.link ? "links" : "names";
}

function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}

/** Numbers of names, traits and links, made when they are first needed. */
class RememberedRegister implements Register {
  readonly #statements: Statements;
  readonly #names = new Map<string, number>();
  readonly #withLanguage = new Set<number>();
  readonly #traits = new Map<string, number>();
  readonly #links = new Map<number, number>();

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  name(name: string, language?: string): number {
    let id = this.#names.get(name);
    if (id === undefined) {
      const folded = foldText(name);
      id = this.#numberOf(
        "SELECT id FROM names WHERE folded = ?",
        "INSERT INTO names (folded, name) VALUES (?, ?)",
        [folded],
        [folded, name],
      );
      if (this.#names.size >= maxRemembered) this.#names.clear();
      this.#names.set(name, id);
    }
    if (language !== undefined && !this.#withLanguage.has(id)) {
      this.#statements.run(
        "UPDATE names SET language = ? WHERE id = ? AND language IS NULL",
        language,
        id,
      );
      this.#withLanguage.add(id);
    }
    return id;
  }

  trait(kind: TraitKind, text: string): number {
    const identity = `${kind} ${text}`;
    const known = this.#traits.get(identity);
    if (known !== undefined) return known;
    const id = this.#numberOf(
      "SELECT id FROM traits WHERE kind = ? AND text = ?",
      "INSERT INTO traits (kind, text) VALUES (?, ?)",
      [kind, text],
    );
    if (this.#traits.size >= maxRemembered) this.#traits.clear();
    this.#traits.set(identity, id);
    return id;
  }

  link(parent = 0, child: number): number {
    // Below 2^26 names, which is far more than there are.
    const identity = parent * 2 ** 26 + child;
    const known = this.#links.get(identity);
    if (known !== undefined) return known;
    const id = this.#numberOf(
      "SELECT id FROM links WHERE parent = ? AND child = ?",
      "INSERT INTO links (parent, child) VALUES (?, ?)",
      [parent, child],
    );
    if (this.#links.size >= maxRemembered) this.#links.clear();
    this.#links.set(identity, id);
    return id;
  }

  forget(): void {
    this.#names.clear();
    this.#withLanguage.clear();
    this.#traits.clear();
    this.#links.clear();
  }

  #numberOf(
    find: string,
    add: string,
    key: readonly (string | number)[],
    values: readonly (string | number)[] = key,
  ): number {
    const found = this.#statements.get(find, ...key)?.["id"];
    if (typeof found === "number") return found;
    this.#statements.run(add, ...values);
    return this.#statements.number("SELECT last_insert_rowid()");
  }
}
