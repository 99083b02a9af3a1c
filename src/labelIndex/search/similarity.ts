/**
 * Images that are about the same things. Each image is a vector with a number for each name of its current labels; how
 * alike two images are is the cosine between their vectors: 1 for the same things in the same proportions, 0 for
 * nothing in common.
 */
import type { Label } from "../../labels/label.ts";
import { foldText } from "../../labels/search.ts";
import { currentLabels } from "../../query/currentLabels.ts";
import { removed } from "../changeLog.ts";
import { families, postingOf } from "../imageEntries.ts";
import { numbersOf } from "../postingBlock.ts";
import type { Postings } from "../postings.ts";
import type { ImageReader } from "./imageReader.ts";
import { firstImageOf } from "./imageSet.ts";
import type { Turns } from "./turns.ts";

/** Images whose labels are read: those that seem most alike from the postings. */
const maxCandidates = 1500;
/** Images that a name is looked up for; what most images have tells little about any. */
const maxLookedUp = 1_000_000;

export interface Similar {
  readonly image: number;
  /** 0–1 */
  readonly similarity: number;
}

type Vector = ReadonlyMap<string, number>;

/**
 * How much a label says about what an image is about: half of its confidence for being there, and the other half as
 * far as it is the main subject. A label without a confidence was added by a person, who is sure.
 */
function weightOf({ confidence = 1, centricScore = 0 }: Label): number {
  return confidence * (0.5 + 0.5 * centricScore);
}

function vectorOf(reader: ImageReader, image: number): Vector {
  const judged = reader.judged(image);
  const vector = new Map<string, number>();
  for (const label of currentLabels(judged?.labels ?? [], judged?.corrections)) {
    const name = foldText(label.name);
    vector.set(name, Math.max(vector.get(name) ?? 0, weightOf(label)));
  }
  return vector;
}

function cosine(one: Vector, other: Vector): number {
  let product = 0;
  for (const [name, weight] of one) product += weight * (other.get(name) ?? 0);
  const length = lengthOf(one) * lengthOf(other);
  return length > 0 ? Math.min(1, product / length) : 0;
}

function lengthOf(vector: Vector): number {
  let sum = 0;
  for (const weight of vector.values()) sum += weight * weight;
  return Math.sqrt(sum);
}

/** The most similar first; without those that have nothing in common, and without the image itself. */
export async function similarImages(
  image: number,
  limit: number,
  { postings, reader, turns, images }: SimilaritySources,
): Promise<Similar[]> {
  const vector = vectorOf(reader, image);
  const candidates = await likelyImages(image, vector, { postings, reader, turns, images }, limit);
  const found: Similar[] = [];
  for (const candidate of candidates) {
    const similarity = cosine(vector, vectorOf(reader, candidate));
    if (similarity > 0) found.push({ image: candidate, similarity });
    await turns.next();
  }
  return found.sort((a, b) => b.similarity - a.similarity || a.image - b.image).slice(0, limit);
}

export interface SimilaritySources {
  readonly postings: Postings;
  readonly reader: ImageReader;
  readonly turns: Turns;
  /** Above the numbers of all images. */
  readonly images: number;
}

/** Those with the highest product of vectors, as far as the postings tell it: rare names first. */
async function likelyImages(
  image: number,
  vector: Vector,
  { postings, turns, images }: SimilaritySources,
  limit: number,
): Promise<number[]> {
  const products = new Float32Array(images);
  const names = [...vector].flatMap(([folded, weight]) => {
    const name = postings.nameOf(folded);
    return name === undefined ? [] : { name, weight, images: postings.imagesOf(name) };
  });
  let lookedUp = 0;
  for (const { name, weight, images: ofName } of names.sort((a, b) => a.images - b.images)) {
    if (lookedUp > 0 && lookedUp + ofName > maxLookedUp) break;
    lookedUp += ofName;
    for (const { block, written, changes } of postings.read(postingOf(families.self, name))) {
      const first = firstImageOf(block);
      const add = (number: number, relevance: number) => {
        const at = first + number;
        if (at < images) products[at] = (products[at] ?? 0) + weight * (0.35 + relevance / 131_072);
      };
      const changed = changes?.latest;
      const { relevance } = written ?? {};
      const numbers = written ? numbersOf(written) : [];
      for (let at = 0; at < numbers.length; at++) {
        const number = numbers[at] ?? 0;
        if (!changed?.has(number)) add(number, relevance?.[at] ?? 0);
      }
      for (const [number, value] of changed ?? []) if (value !== removed) add(number, value);
    }
    await turns.next();
  }
  products[image] = 0;
  return highest(products, Math.max(maxCandidates, limit));
}

/** The places of the highest numbers above 0. */
function highest(numbers: Float32Array, count: number): number[] {
  const steps = 4096;
  let most = 0;
  for (const number of numbers) if (number > most) most = number;
  if (most === 0) return [];
  const counts = new Uint32Array(steps);
  const stepOf = (number: number) => Math.min(steps - 1, Math.floor((number / most) * steps));
  for (const number of numbers) {
    if (number > 0) counts[stepOf(number)] = (counts[stepOf(number)] ?? 0) + 1;
  }
  let least = steps - 1;
  for (let sum = counts[least] ?? 0; least > 0 && sum < count; ) sum += counts[--least] ?? 0;
  const found: number[] = [];
  numbers.forEach((number, at) => {
    if (number > 0 && stepOf(number) >= least) found.push(at);
  });
  return found.sort((a, b) => (numbers[b] ?? 0) - (numbers[a] ?? 0)).slice(0, count);
}
