/** Answers queries from the postings and the rows of images of one database. */
import type { DatabaseSync } from "node:sqlite";
import type { Label } from "../../labels/label.ts";
import { foldText } from "../../labels/search.ts";
import type { ObjectRef } from "../../oss/objectRef.ts";
import { relevanceOf } from "../../query/judge.ts";
import {
  type LabelCondition,
  type NameCondition,
  positiveNames,
  type Query,
} from "../../query/query.ts";
import { families, placeText, postingOf, quantised, scoreStep } from "../imageEntries.ts";
import type {
  FoundImage,
  FoundPage,
  IndexSummary,
  LabelCount,
  PageRequest,
  SimilarImage,
  Statistics,
} from "../port.ts";
import { blockSize } from "../postingBlock.ts";
import type { Postings } from "../postings.ts";
import { Statements } from "../statements.ts";
import { ColumnRanking } from "./columnRanking.ts";
import { Evaluation } from "./evaluate.ts";
import { Facets, mostFrequentFirst } from "./facets.ts";
import { type ImageReader, inPieces, type JudgedLabels } from "./imageReader.ts";
import type { ImageSet } from "./imageSet.ts";
import { compareRefs, KeyOrder } from "./keyOrder.ts";
import { KeyRanking } from "./keyRanking.ts";
import { matchedLabels } from "./labelTests.ts";
import { LevelRanking, type Levels, levelOfStep, noLevels, raiseLevels } from "./levelRanking.ts";
import { postingsOf } from "./namePatterns.ts";
import type { Mark, Ranking } from "./ranking.ts";
import { groupsOfSameBytes, imagesOfSameBytes } from "./sameBytes.ts";
import { similarImages } from "./similarity.ts";
import { TopCollector } from "./topLevels.ts";
import { Turns } from "./turns.ts";

/** Names that statistics tell of at either end. */
const maxNames = 20;
/** Of `answers`: made by a program that is not known. */
const sourceOfFile = 2;
const answersAtOnce = 20_000;
/** Images of a page, and those that are equal to its last. */
const maxLastRead = 3000;

/** Results that are kept for their next pages: some megabytes for a million images. */
const maxKept = 3;

/** What one query found, good until the index changes. */
interface Result {
  readonly version: string;
  readonly set: ImageSet;
  readonly total: number;
  ranking?: Ranking;
}

/** One page of a query's result, by the numbers of its images. */
export interface NumberPage {
  readonly total: number;
  readonly images: readonly number[];
  readonly after?: string;
}

export class Searcher {
  readonly #statements: Statements;
  readonly #postings: Postings;
  readonly #reader: ImageReader;
  /** By the query's condition. */
  readonly #kept = new Map<string, Result>();
  readonly #lastRead = new Map<number, FoundImage>();
  #keys: { readonly version: string; readonly order: KeyOrder } | undefined;

  constructor(database: DatabaseSync, postings: Postings, reader: ImageReader) {
    this.#statements = new Statements(database);
    this.#postings = postings;
    this.#reader = reader;
  }

  /** The signal of this and the other methods says that nobody waits for the answer any more. */
  async search(query: Query, page: PageRequest, signal?: AbortSignal): Promise<FoundPage> {
    const { images, ...rest } = await this.numbers(query, page, signal);
    const found = this.#found(images);
    return { ...rest, images: images.flatMap((image) => found.get(image) ?? []) };
  }

  /** The same, of which only the numbers of the images are read. */
  async numbers(query: Query, page: PageRequest, signal?: AbortSignal): Promise<NumberPage> {
    this.#lastRead.clear();
    const turns = new Turns(signal);
    const result = await this.#result(query, turns);
    result.ranking ??= this.#rank(query, result);
    const { limit, after, offset = 0 } = page;
    const mark = after === undefined ? undefined : readMark(after);
    const ranked = await result.ranking.page({
      skip: mark ? 0 : offset,
      // One more tells whether there is another page.
      limit: limit + 1,
      after: mark,
    });
    const images = ranked.slice(0, limit).map(({ image }) => image);
    const last = ranked.length > limit ? ranked[limit - 1] : undefined;
    const ref = last && this.#keyOrder(result.version).refOf(last.image);
    return {
      total: result.total,
      images,
      ...(last && ref && { after: writeMark({ value: last.value, ref }) }),
    };
  }

  /** Some images at least; what was read is kept, as far as there is room, for a search that reads it twice. */
  #found(images: readonly number[]): ReadonlyMap<number, FoundImage> {
    const known = this.#lastRead;
    const unknown = images.filter((image) => !known.has(image));
    if (unknown.length === 0) return known;
    const read = this.#reader.found(unknown);
    if (known.size + read.size <= maxLastRead) {
      for (const [image, found] of read) known.set(image, found);
      return known;
    }
    const all = new Map(read);
    for (const image of images) {
      const found = known.get(image);
      if (found) all.set(image, found);
    }
    return all;
  }

  /** The same in the order of accounts, buckets and keys, whatever the query's own order is. */
  async numbersByKey(query: Query, page: PageRequest, signal?: AbortSignal): Promise<NumberPage> {
    const { set, total, version } = await this.#result(query, new Turns(signal));
    const { limit, after } = page;
    const mark = after === undefined ? undefined : readMark(after).ref;
    const stretch = { skip: 0, limit: limit + 1, after: mark };
    const found = await this.#keyOrder(version).first(set, stretch);
    const last = found[limit - 1];
    return {
      total,
      images: found.slice(0, limit).map(({ image }) => image),
      ...(found.length > limit && last && { after: writeMark({ value: undefined, ref: last }) }),
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

  /** Nothing for an image that the index has never heard of, or that has no labels. */
  async similar(ref: ObjectRef, limit: number, signal?: AbortSignal): Promise<SimilarImage[]> {
    const turns = new Turns(signal);
    const image = this.#numberOf(ref);
    if (image === undefined) return [];
    this.#postings.synchronise();
    const images = this.#statements.number("SELECT max(id) FROM images") + 1;
    const sources = { postings: this.#postings, reader: this.#reader, turns, images };
    const similar = await similarImages(image, limit, sources);
    const read = this.#reader.found(similar.map((one) => one.image));
    return similar.flatMap((one) => {
      const found = read.get(one.image);
      return found ? [{ image: found, similarity: one.similarity }] : [];
    });
  }

  sameBytes(ref: ObjectRef): FoundImage[] {
    const image = this.#numberOf(ref);
    return image === undefined ? [] : this.#read(imagesOfSameBytes(image, this.#statements));
  }

  async duplicates(query: Query, limit: number, signal?: AbortSignal): Promise<FoundImage[][]> {
    const turns = new Turns(signal);
    const { set } = await this.#result(query, turns);
    const groups = await groupsOfSameBytes(set, this.#statements, turns);
    return groups.slice(0, limit).map((group) => this.#read(group));
  }

  async statistics(query: Query, signal?: AbortSignal): Promise<Statistics> {
    const turns = new Turns(signal);
    const { set, total } = await this.#result(query, turns);
    const evaluation = this.#evaluation(turns);
    const counted = async (state: string) => {
      const images = await evaluation.ofTrait("state", state);
      images.keepOnly(set);
      return images.size;
    };
    const facets = this.#facets(turns);
    const names = await facets.all(set, total);
    const most = [...names].sort(mostFrequentFirst).slice(0, maxNames);
    const least = [...names].sort((a, b) => a.images - b.images).slice(0, maxNames);
    return {
      images: total,
      labelled: await counted("labelled"),
      unlabelled: await counted("unlabelled"),
      empty: await counted("empty"),
      outdated: await counted("outdated"),
      corrected: await counted("corrected"),
      lowConfidence: await counted("unsure"),
      top: facets.labelCounts(most, mostFrequentFirst),
      rare: facets.labelCounts(least, (a, b) => a.images - b.images),
      calls: await this.#calls(set, turns),
    };
  }

  /** What is kept, by account and bucket (UTF-8 bytes): from the postings, and the index of answers by image. */
  async places(): Promise<IndexSummary["places"]> {
    const turns = new Turns();
    const evaluation = this.#evaluation(turns);
    const places: { account: string; bucket: string; set: ImageSet; detections: number }[] = [];
    for (const { account, bucket } of evaluation.places()) {
      const set = await evaluation.ofTrait("place", placeText(account, bucket));
      if (!set.isEmpty) places.push({ account, bucket, set, detections: 0 });
    }
    const last = this.#statements.number("SELECT max(id) FROM images");
    for (let first = 0; first <= last; first += answersAtOnce) {
      const rows = this.#statements.arrays(
        "SELECT image FROM answers WHERE image BETWEEN ? AND ?",
        first,
        first + answersAtOnce - 1,
      );
      for (const [image] of rows) {
        const place = places.find(({ set }) => set.has(Number(image)));
        if (place) place.detections++;
      }
      await turns.next();
    }
    return places.map(({ set, ...place }) => ({ ...place, images: set.size }));
  }

  /** Detections of the service that are kept of a set. */
  async #calls(set: ImageSet, turns: Turns): Promise<number> {
    let calls = 0;
    for (let after = 0; ; ) {
      const rows = this.#statements.arrays(
        `SELECT id, image FROM answers WHERE id > ? AND source <> ${sourceOfFile} ORDER BY id LIMIT ${answersAtOnce}`,
        after,
      );
      for (const [id, image] of rows) {
        after = Number(id);
        if (set.has(Number(image))) calls++;
      }
      if (rows.length < answersAtOnce) return calls;
      await turns.next();
    }
  }

  #numberOf({ account, bucket, key }: ObjectRef): number | undefined {
    const row = this.#statements.get(
      "SELECT id FROM images WHERE account = ? AND bucket = ? AND key = ?",
      account,
      bucket,
      key,
    );
    return row && Number(row["id"]);
  }

  /** In the order of their keys. */
  #read(images: readonly number[]): FoundImage[] {
    return [...this.#reader.found(images).values()].sort((a, b) => compareRefs(a.object, b.object));
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

  #keyOrder(version: string): KeyOrder {
    if (this.#keys?.version !== version) {
      const turns = new Turns();
      const order = new KeyOrder(this.#statements, this.#evaluation(turns).places(), turns);
      this.#keys = { version, order };
    }
    return this.#keys.order;
  }

  /** Lasts longer than whoever asks for it first. */
  #rank(query: Query, { set, version }: Result): Ranking {
    const turns = new Turns();
    const { by, isReversed } = query.sort;
    const keys = this.#keyOrder(version);
    switch (by) {
      case "key":
        return new KeyRanking(set, isReversed, keys);
      case "size":
      case "modified":
      case "detected":
      case "labels":
        return new ColumnRanking(this.#statements, set, by, isReversed, keys, turns);
      case "relevance":
        return new LevelRanking(set, this.#relevance(query, set, turns), isReversed, keys, turns);
      case "confidence":
      case "centric": {
        const levels = this.#byScore(query, set, by, turns);
        return new LevelRanking(set, levels, isReversed, keys, turns);
      }
    }
  }

  #relevance(query: Query, set: ImageSet, turns: Turns): Levels {
    const terms = positiveNames(query.condition);
    const postings = () => terms.flatMap((term) => postingsOf(term, this.#statements));
    return {
      zero: 0,
      levelOf: (score) => quantised(score ?? 0),
      exact: (images) => this.#bestOf(terms, images, relevanceOf).map((best) => best ?? 0),
      all: async () => {
        const levels = noLevels(set.blocks);
        for (const term of terms) {
          if (hasTests(term)) await this.#addTested(levels, term, set, turns);
          else await this.#addPostings(levels, term, turns);
        }
        return levels;
      },
      top: async (count) => {
        if (terms.some(hasTests)) return undefined;
        const top = new TopCollector(set, count);
        for (const posting of postings()) {
          for (const part of this.#postings.read(posting)) top.add(part);
          await turns.next();
        }
        return top.result;
      },
    };
  }

  async #addPostings(levels: Uint16Array, term: NameCondition, turns: Turns): Promise<void> {
    for (const posting of postingsOf(term, this.#statements)) {
      for (const part of this.#postings.read(posting)) raiseLevels(levels, part);
      await turns.next();
    }
  }

  /** Of a condition with tests of scores: by the postings where these decide, else by the labels. */
  async #addTested(
    levels: Uint16Array,
    term: LabelCondition,
    set: ImageSet,
    turns: Turns,
  ): Promise<void> {
    const unsure = set.emptyCopy();
    const evaluation = this.#evaluation(turns);
    for await (const verdict of evaluation.verdictsOn(term)) {
      unsure.addAll(verdict.unsure);
      for (const part of this.#postings.read(postingOf(families.self, verdict.name)))
        raiseLevels(levels, part, { only: verdict.sure });
      await turns.next();
    }
    unsure.keepOnly(set);
    unsure.keepOnly(await evaluation.namedBy(term));
    for (const images of inPieces(unsure.toArray())) {
      const best = this.#bestOf([term], images, relevanceOf);
      images.forEach((image, at) => {
        const level = quantised(best[at] ?? 0);
        if (level > (levels[image] ?? level)) levels[image] = level;
      });
      await turns.next();
    }
  }

  #byScore(query: Query, set: ImageSet, by: "confidence" | "centric", turns: Turns): Levels {
    const named = positiveNames(query.condition);
    const terms = named.length > 0 ? named : [anyLabel];
    const scoreOf = (label: Label) => (by === "centric" ? label.centricScore : label.confidence);
    const levelOf = (score: number | undefined) => levelOfStep(scoreStep(score));
    return {
      zero: undefined,
      levelOf,
      exact: (images) => this.#bestOf(terms, images, scoreOf).map((best) => best ?? 0),
      all: async () => {
        const levels = noLevels(set.blocks);
        const unsure = set.emptyCopy();
        for (const term of terms) await this.#addScores(levels, unsure, term, by, turns);
        unsure.keepOnly(set);
        for (const images of inPieces(unsure.toArray())) {
          const best = this.#bestOf(terms, images, scoreOf);
          images.forEach((image, at) => {
            levels[image] = levelOf(best[at]);
          });
          await turns.next();
        }
        return levels;
      },
    };
  }

  /** As far as the postings tell them; of other images, the labels must be looked at. */
  async #addScores(
    levels: Uint16Array,
    unsure: ImageSet,
    term: NameCondition,
    by: "confidence" | "centric",
    turns: Turns,
  ): Promise<void> {
    if (term.kind !== "label") {
      for (const posting of postingsOf(term, this.#statements)) {
        for (const part of this.#postings.read(posting)) unsure.addPart(part);
        await turns.next();
      }
      return;
    }
    const levelOf = (scores: number) =>
      levelOfStep(by === "confidence" ? scores >>> 8 : scores & 255);
    const evaluation = this.#evaluation(turns);
    const unsureOfTerm = unsure.emptyCopy();
    for await (const verdict of evaluation.verdictsOn(term)) {
      unsureOfTerm.addAll(verdict.unsure);
      for (const part of this.#postings.read(postingOf(families.scores, verdict.name)))
        raiseLevels(levels, part, { only: verdict.sure, levelOf });
      await turns.next();
    }
    unsureOfTerm.keepOnly(await evaluation.namedBy(term));
    unsure.addAll(unsureOfTerm);
  }

  /** Of each image, the highest score of the labels that one of the conditions matches. */
  #bestOf(
    terms: readonly NameCondition[],
    images: readonly number[],
    scoreOf: (label: Label) => number | undefined,
  ): (number | undefined)[] {
    const all = this.#found(images);
    return images.map((image) => {
      const found = all.get(image);
      const judged = found?.corrections ? this.#reader.judged(image) : labelsOf(found);
      if (!judged) return undefined;
      let best: number | undefined;
      for (const label of matchedLabels(terms, judged)) {
        const score = scoreOf(label);
        if (score !== undefined && (best === undefined || score > best)) best = score;
      }
      return best;
    });
  }
}

/** Of an image without corrections, whose labels are all shown. */
function labelsOf(found: FoundImage | undefined): JudgedLabels | undefined {
  return found && { labels: found.detection && found.labels };
}

const anyLabel: NameCondition = {
  kind: "label",
  name: { match: "begins", text: "" },
  reach: "exact",
  where: [],
};

function hasTests(term: NameCondition): term is LabelCondition {
  return term.kind === "label" && term.where.length > 0;
}

function writeMark({ value, ref }: Mark): string {
  return JSON.stringify([value ?? null, ref.account, ref.bucket, ref.key]);
}

/** `undefined` for what is no JSON. */
function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Throws `RangeError` for what no page ended with. */
function readMark(text: string): Mark {
  const parsed = parsedJson(text);
  if (!Array.isArray(parsed)) throw new RangeError("after");
  const [value, account, bucket, key]: unknown[] = parsed;
  if (typeof account !== "string" || typeof bucket !== "string" || typeof key !== "string")
    throw new RangeError("after");
  return { value: typeof value === "number" ? value : undefined, ref: { account, bucket, key } };
}
