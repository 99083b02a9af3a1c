/** Answers queries from the postings and the rows of images of one database. */
import type { DatabaseSync } from "node:sqlite";
import type { Label } from "../../labels/label.ts";
import { foldText } from "../../labels/search.ts";
import { type NameCondition, positiveNames, type Query } from "../../query/query.ts";
import { relevanceOf } from "../imageEntries.ts";
import type { FoundImage, FoundPage, LabelCount, PageRequest } from "../port.ts";
import { blockSize, numbersOf } from "../postingBlock.ts";
import type { Postings } from "../postings.ts";
import { Statements } from "../statements.ts";
import { ColumnRanking } from "./columnRanking.ts";
import { Evaluation } from "./evaluate.ts";
import { Facets } from "./facets.ts";
import type { ImageReader } from "./imageReader.ts";
import { firstImageOf, type ImageSet } from "./imageSet.ts";
import { KeyOrder } from "./keyOrder.ts";
import { KeyRanking } from "./keyRanking.ts";
import { matchedLabels } from "./labelTests.ts";
import { LevelRanking, type Levels, levelOf, noLevels } from "./levelRanking.ts";
import { postingsOf } from "./namePatterns.ts";
import type { Mark, Ranking } from "./ranking.ts";
import { Turns } from "./turns.ts";

/** Results that are kept for their next pages: some megabytes for a million images. */
const maxKept = 3;

/** What one query found, good until the index changes. */
interface Result {
  readonly version: string;
  readonly set: ImageSet;
  readonly total: number;
  ranking?: Ranking;
}

export class Searcher {
  readonly #statements: Statements;
  readonly #postings: Postings;
  readonly #reader: ImageReader;
  /** By the query's condition. */
  readonly #kept = new Map<string, Result>();
  #keys: { readonly version: string; readonly order: KeyOrder } | undefined;

  constructor(database: DatabaseSync, postings: Postings, reader: ImageReader) {
    this.#statements = new Statements(database);
    this.#postings = postings;
    this.#reader = reader;
  }

  /** The signal of this and the other methods says that nobody waits for the answer any more. */
  async search(query: Query, page: PageRequest, signal?: AbortSignal): Promise<FoundPage> {
    const turns = new Turns(signal);
    const result = await this.#result(query, turns);
    result.ranking ??= await this.#rank(query, result, turns);
    const { limit, after, offset = 0 } = page;
    const mark = after === undefined ? undefined : readMark(after);
    const ranked = await result.ranking.page({
      skip: mark ? 0 : offset,
      // One more tells whether there is another page.
      limit: limit + 1,
      after: mark,
    });
    const images: FoundImage[] = [];
    for (const { image } of ranked.slice(0, limit)) {
      const found = this.#reader.found(image);
      if (found) images.push(found);
    }
    const last = ranked[limit - 1];
    const isLast = ranked.length <= limit || !last;
    return {
      total: result.total,
      images,
      ...(!isLast && { after: writeMark({ value: last.value, ref: last }) }),
    };
  }

  async count(query: Query, signal?: AbortSignal): Promise<number> {
    return (await this.#result(query, new Turns(signal))).total;
  }

  async facets(query: Query, limit: number, signal?: AbortSignal): Promise<LabelCount[]> {
    const turns = new Turns(signal);
    const { set, total } = await this.#result(query, turns);
    return this.#facets(turns).top(set, total, limit);
  }

  labelNames(text: string, limit: number): LabelCount[] {
    this.#postings.synchronise();
    return this.#facets(new Turns()).named(foldText(text), limit);
  }

  categories(below?: string): LabelCount[] {
    this.#postings.synchronise();
    const names = this.#facets(new Turns());
    return below === undefined ? names.roots() : names.below(foldText(below));
  }

  #facets(turns: Turns): Facets {
    return new Facets(this.#statements, this.#postings, turns);
  }

  /** Changes whenever this connection or another one has written. */
  #version(): string {
    const own = this.#statements.number("SELECT total_changes()");
    return `${this.#statements.number("PRAGMA data_version")} ${own}`;
  }

  async #result(query: Query, turns: Turns): Promise<Result> {
    const identity = JSON.stringify(query);
    const version = this.#version();
    const kept = this.#kept.get(identity);
    this.#kept.delete(identity);
    if (kept?.version === version) {
      this.#kept.set(identity, kept);
      return kept;
    }
    const set = await this.#evaluation(turns).images(query.condition);
    const result = { version, set, total: set.size };
    this.#kept.set(identity, result);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > maxKept && oldest !== undefined) this.#kept.delete(oldest);
    return result;
  }

  #evaluation(turns: Turns): Evaluation {
    this.#postings.synchronise();
    const last = this.#statements.number("SELECT max(id) FROM images");
    const blocks = Math.floor(last / blockSize) + 1;
    return new Evaluation(this.#statements, this.#postings, this.#reader, turns, blocks);
  }

  #keyOrder(version: string, turns: Turns): KeyOrder {
    if (this.#keys?.version !== version) {
      const order = new KeyOrder(this.#statements, this.#evaluation(turns).places(), turns);
      this.#keys = { version, order };
    }
    return this.#keys.order;
  }

  async #rank(query: Query, { set, version }: Result, turns: Turns): Promise<Ranking> {
    const { by, isReversed } = query.sort;
    const keys = this.#keyOrder(version, turns);
    switch (by) {
      case "key":
        return new KeyRanking(set, isReversed, keys);
      case "size":
      case "modified":
      case "detected":
      case "labels":
        return new ColumnRanking(this.#statements, set, by, isReversed, keys, turns);
      case "relevance":
        return new LevelRanking(
          set,
          await this.#relevance(query, set, turns),
          isReversed,
          keys,
          turns,
        );
      case "confidence":
      case "centric": {
        const scoreOf = (label: Label) =>
          by === "centric" ? label.centricScore : label.confidence;
        const levels = await this.#byLabels(query, set, scoreOf, turns);
        return new LevelRanking(set, levels, isReversed, keys, turns);
      }
    }
  }

  async #relevance(query: Query, set: ImageSet, turns: Turns): Promise<Levels> {
    const terms = positiveNames(query.condition);
    const levels = noLevels(set.blocks);
    const exact = (image: number) => this.#bestOf(terms, image, relevanceOf) ?? 0;
    for (const term of terms) {
      if (hasTests(term)) await this.#addExactly(levels, term, set, turns);
      else await this.#addPostings(levels, term, turns);
    }
    return { of: levels, exact, zero: 0 };
  }

  async #addPostings(levels: Uint16Array, term: NameCondition, turns: Turns): Promise<void> {
    for (const posting of postingsOf(term, this.#statements)) {
      for (const { block, written, changes } of this.#postings.read(posting)) {
        const first = firstImageOf(block);
        if (first >= levels.length) continue;
        const raise = (image: number, level: number) => {
          if (level > (levels[image] ?? highest)) levels[image] = level;
        };
        const { relevance } = written ?? {};
        if (written && relevance) {
          const numbers = numbersOf(written);
          for (let at = 0; at < numbers.length; at++) {
            const number = numbers[at] ?? 0;
            if (changes?.has(number)) continue;
            raise(first + number, relevance[at] ?? 0);
          }
        }
        for (const [number, level] of changes ?? []) raise(first + number, level);
      }
      await turns.next();
    }
  }

  /** Of a condition with tests of scores, whose labels must be looked at. */
  async #addExactly(
    levels: Uint16Array,
    term: NameCondition,
    set: ImageSet,
    turns: Turns,
  ): Promise<void> {
    for (const image of set.toArray()) {
      const level = levelOf(this.#bestOf([term], image, relevanceOf), 0);
      if (level > (levels[image] ?? highest)) levels[image] = level;
      await turns.next();
    }
  }

  async #byLabels(
    query: Query,
    set: ImageSet,
    scoreOf: (label: Label) => number | undefined,
    turns: Turns,
  ): Promise<Levels> {
    const terms = positiveNames(query.condition);
    const counted = terms.length > 0 ? terms : [anyLabel];
    const levels = noLevels(set.blocks);
    for (const image of set.toArray()) {
      levels[image] = levelOf(this.#bestOf(counted, image, scoreOf), undefined);
      await turns.next();
    }
    const exact = (image: number) => this.#bestOf(counted, image, scoreOf) ?? 0;
    return { of: levels, exact, zero: undefined };
  }

  /** The highest score of the labels that one of the conditions matches. */
  #bestOf(
    terms: readonly NameCondition[],
    image: number,
    scoreOf: (label: Label) => number | undefined,
  ): number | undefined {
    const judged = this.#reader.judged(image);
    if (!judged) return undefined;
    let best: number | undefined;
    for (const term of terms) {
      for (const label of matchedLabels(term, judged)) {
        const score = scoreOf(label);
        if (score !== undefined && (best === undefined || score > best)) best = score;
      }
    }
    return best;
  }
}

const highest = 65_535;

const anyLabel: NameCondition = {
  kind: "label",
  name: { match: "begins", text: "" },
  reach: "exact",
  where: [],
};

function hasTests(term: NameCondition): boolean {
  return term.kind === "label" && term.where.length > 0;
}

function writeMark({ value, ref }: Mark): string {
  return JSON.stringify([value ?? null, ref.account, ref.bucket, ref.key]);
}

/** Throws `RangeError` for what no page ended with. */
function readMark(text: string): Mark {
  const parsed: unknown = JSON.parse(text);
  if (!Array.isArray(parsed)) throw new RangeError("after");
  const [value, account, bucket, key]: unknown[] = parsed;
  if (typeof account !== "string" || typeof bucket !== "string" || typeof key !== "string")
    throw new RangeError("after");
  return { value: typeof value === "number" ? value : undefined, ref: { account, bucket, key } };
}
