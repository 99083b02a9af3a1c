/** Which images a condition means, as a set. */
import type { Condition, LabelCondition } from "../../query/query.ts";
import { families, postingOf } from "../imageEntries.ts";
import type { Postings } from "../postings.ts";
import type { Statements } from "../statements.ts";
import type { ImageReader } from "./imageReader.ts";
import { ImageSet } from "./imageSet.ts";
import { matchedLabels } from "./labelTests.ts";
import { postingsOf } from "./namePatterns.ts";
import { type Verdict, verdictsOn } from "./scoreTests.ts";
import { sqlTest } from "./sqlTest.ts";
import type { Turns } from "./turns.ts";

/** Images up to which each is looked up by itself, instead of walking an index. */
const fewImages = 2000;
/** Rows of one piece of a walk. */
const rowsAtOnce = 20_000;

export interface Place {
  readonly account: string;
  readonly bucket: string;
  readonly trait: number;
}

export class Evaluation {
  readonly #statements: Statements;
  readonly #postings: Postings;
  readonly #reader: ImageReader;
  readonly #turns: Turns;
  readonly #blocks: number;
  #everything: ImageSet | undefined;

  constructor(
    statements: Statements,
    postings: Postings,
    reader: ImageReader,
    turns: Turns,
    blocks: number,
  ) {
    this.#statements = statements;
    this.#postings = postings;
    this.#reader = reader;
    this.#turns = turns;
    this.#blocks = blocks;
  }

  /** The images that a condition means, of all or of those within a set; the result is the caller's to change. */
  async images(condition: Condition, within?: ImageSet): Promise<ImageSet> {
    const found = await this.#images(condition, within);
    if (within) found.keepOnly(within);
    return found;
  }

  /** Right within the set; outside of it anything may be in the result. */
  async #images(condition: Condition, within: ImageSet | undefined): Promise<ImageSet> {
    switch (condition.kind) {
      case "everything":
        return this.ofTrait("state", "known");
      case "and":
        return this.#all(condition.of, within);
      case "or":
        return this.#any(condition.of, within);
      case "not": {
        const result = within?.copy() ?? (await this.#known());
        result.deleteAll(await this.images(condition.of, within));
        return result;
      }
      case "label":
        return condition.where.length > 0
          ? this.#withScores(condition, within)
          : this.#ofNames(condition);
      case "subject":
      case "word":
        return this.#ofNames(condition);
      case "account":
        return this.#ofPlaces(({ account }) => account === condition.text);
      case "bucket":
        return this.#ofPlaces(({ bucket }) => bucket === condition.text);
      case "format":
        return this.ofTrait("format", condition.format);
      case "class":
        return this.ofTrait("class", condition.storageClass);
      case "is":
        return this.ofTrait("state", condition.state);
      case "prefix":
        return this.#ofPrefix(condition.text);
      case "key": {
        const pattern =
          "glob" in condition
            ? globPattern(condition.glob)
            : `*${globPattern([condition.contains])}*`;
        return this.#ofKeys(pattern, within);
      }
      case "size":
      case "modified":
      case "detected":
      case "labels": {
        const { sql, values } = sqlTest(condition.kind, condition.test);
        return this.#ofColumn(condition.kind, sql, values, within);
      }
    }
  }

  async ofTrait(kind: string, text: string): Promise<ImageSet> {
    const row = this.#statements.get(
      "SELECT id FROM traits WHERE kind = ? AND text = ?",
      kind,
      text,
    );
    const set = this.emptySet();
    if (row) await this.#add(set, postingOf(families.trait, Number(row["id"])));
    return set;
  }

  /** Where images are, by account and bucket (UTF-8 bytes). */
  places(): Place[] {
    const rows = this.#statements.all(
      "SELECT id, text FROM traits WHERE kind = 'place' ORDER BY text",
    );
    return rows.map(({ id, text }) => {
      const [account, bucket] = JSON.parse(String(text)) as [string, string];
      return { account, bucket, trait: Number(id) };
    });
  }

  emptySet(): ImageSet {
    return new ImageSet(this.#blocks);
  }

  async #known(): Promise<ImageSet> {
    this.#everything ??= await this.ofTrait("state", "known");
    return this.#everything.copy();
  }

  async #add(set: ImageSet, posting: number): Promise<void> {
    for (const part of this.#postings.read(posting)) set.addPart(part);
    await this.#turns.next();
  }

  async #all(conditions: readonly Condition[], within: ImageSet | undefined): Promise<ImageSet> {
    let result = within;
    for (const condition of [...conditions].sort((a, b) => costOf(a) - costOf(b))) {
      if (result?.isEmpty) return result.copy();
      result = await this.images(condition, result);
    }
    return result ?? this.#known();
  }

  async #any(conditions: readonly Condition[], within: ImageSet | undefined): Promise<ImageSet> {
    const result = this.emptySet();
    for (const condition of conditions) result.addAll(await this.images(condition, within));
    return result;
  }

  async #ofNames(condition: Parameters<typeof postingsOf>[0]): Promise<ImageSet> {
    const isAny =
      condition.kind === "label" && condition.name.match === "begins" && condition.name.text === "";
    if (isAny) return this.ofTrait("state", "labelled");
    const set = this.emptySet();
    for (const posting of postingsOf(condition, this.#statements)) await this.#add(set, posting);
    return set;
  }

  /** The scores in the postings decide, where they can; else the labels. */
  async #withScores(condition: LabelCondition, within: ImageSet | undefined): Promise<ImageSet> {
    const found = this.emptySet();
    const unsure = this.emptySet();
    for await (const verdict of this.verdictsOn(condition)) {
      found.addAll(verdict.sure);
      unsure.addAll(verdict.unsure);
    }
    unsure.deleteAll(found);
    unsure.keepOnly(await this.namedBy(condition));
    if (within) unsure.keepOnly(within);
    for (const image of unsure.toArray()) {
      const judged = this.#reader.judged(image);
      if (judged && matchedLabels([condition], judged).length > 0) found.add(image);
      await this.#turns.next();
    }
    return found;
  }

  /** The images that have a label of the condition's name, or below it, whatever its scores are. */
  namedBy(condition: LabelCondition): Promise<ImageSet> {
    return this.#ofNames({ ...condition, where: [] });
  }

  verdictsOn(condition: LabelCondition): AsyncIterable<Verdict> {
    return verdictsOn(condition, {
      statements: this.#statements,
      postings: this.#postings,
      turns: this.#turns,
      emptySet: () => this.emptySet(),
    });
  }

  async #ofPlaces(isMeant: (place: Place) => boolean): Promise<ImageSet> {
    const set = this.emptySet();
    for (const place of this.places()) {
      if (isMeant(place)) await this.#add(set, postingOf(families.trait, place.trait));
    }
    return set;
  }

  async #ofPrefix(prefix: string): Promise<ImageSet> {
    const set = this.emptySet();
    if (prefix === "") return this.#known();
    for (const { account, bucket } of this.places()) {
      let after = "";
      let isInclusive = true;
      for (;;) {
        const row = this.#statements.get(
          `SELECT group_concat(id) AS ids, max(key) AS last, count(*) AS count FROM (
             SELECT id, key FROM images WHERE account = ? AND bucket = ? AND key ${isInclusive ? ">=" : ">"} ? AND key < ?
             ORDER BY key LIMIT ${rowsAtOnce})`,
          account,
          bucket,
          isInclusive ? prefix : after,
          afterAll(prefix),
        );
        addIds(set, row?.["ids"]);
        await this.#turns.next();
        if (Number(row?.["count"] ?? 0) < rowsAtOnce) break;
        after = String(row?.["last"]);
        isInclusive = false;
      }
    }
    return set;
  }

  async #ofKeys(pattern: string, within: ImageSet | undefined): Promise<ImageSet> {
    if (within && within.size <= fewImages) return this.#ofFew("key GLOB ?", [pattern], within);
    const set = this.emptySet();
    for (const { account, bucket } of this.places()) {
      let after: string | undefined;
      for (;;) {
        const row = this.#statements.get(
          `SELECT group_concat(id) FILTER (WHERE key GLOB ?) AS ids, max(key) AS last, count(*) AS count FROM (
             SELECT id, key FROM images WHERE account = ? AND bucket = ? AND key ${after === undefined ? ">=" : ">"} ?
             ORDER BY key LIMIT ${rowsAtOnce})`,
          pattern,
          account,
          bucket,
          after ?? "",
        );
        addIds(set, row?.["ids"]);
        await this.#turns.next();
        if (Number(row?.["count"] ?? 0) < rowsAtOnce) break;
        after = String(row?.["last"]);
      }
    }
    return set;
  }

  async #ofColumn(
    column: string,
    test: string,
    values: readonly number[],
    within: ImageSet | undefined,
  ): Promise<ImageSet> {
    if (within && within.size <= fewImages) return this.#ofFew(test, values, within);
    const set = this.emptySet();
    let after: readonly number[] = [];
    for (;;) {
      const start = after.length > 0 ? `AND (${column}, id) > (?, ?)` : "";
      const row = this.#statements.get(
        `SELECT group_concat(id) AS ids, max(value) AS last, count(*) AS count FROM (
           SELECT id, ${column} AS value FROM images
           WHERE ${column} IS NOT NULL AND ${test} ${start} ORDER BY ${column}, id LIMIT ${rowsAtOnce})`,
        ...values,
        ...after,
      );
      const lastImage = addIds(set, row?.["ids"]);
      await this.#turns.next();
      if (Number(row?.["count"] ?? 0) < rowsAtOnce) return set;
      after = [Number(row?.["last"]), lastImage];
    }
  }

  async #ofFew(
    test: string,
    values: readonly (number | string)[],
    within: ImageSet,
  ): Promise<ImageSet> {
    const set = this.emptySet();
    const sql = `SELECT 1 FROM images WHERE id = ? AND ${test}`;
    for (const image of within.toArray()) {
      if (this.#statements.get(sql, image, ...values)) set.add(image);
      await this.#turns.next();
    }
    return set;
  }
}

/** What is cheap comes first, and what looks at every image that is left comes last. */
function costOf(condition: Condition): number {
  switch (condition.kind) {
    case "and":
    case "or":
      return Math.max(...condition.of.map(costOf));
    case "not":
      return costOf(condition.of);
    case "label":
      return condition.where.length > 0 ? 6 : condition.name.match === "equal" ? 1 : 2;
    case "subject":
      return condition.name.match === "equal" ? 1 : 2;
    case "word":
      return 2;
    case "prefix":
      return 3;
    case "size":
    case "modified":
    case "detected":
    case "labels":
      return 4;
    case "key":
      return 5;
    default:
      return 0;
  }
}

/** Every text that begins with the prefix is below it. */
function afterAll(prefix: string): string {
  return `${prefix}\u{10FFFF}`;
}

function globPattern(parts: readonly string[]): string {
  return parts.map((part) => part.replace(/[*?[]/g, "[$&]")).join("*");
}

/** Ids as SQLite's `group_concat` writes them, which is the fastest way out of it. Returns the last one. */
function addIds(set: ImageSet, ids: unknown): number {
  if (typeof ids !== "string") return 0;
  let id = 0;
  for (let at = 0; at < ids.length; at++) {
    const code = ids.charCodeAt(at);
    if (code === comma) {
      set.add(id);
      id = 0;
    } else id = id * 10 + (code - digitZero);
  }
  set.add(id);
  return id;
}

const comma = 44;
const digitZero = 48;
