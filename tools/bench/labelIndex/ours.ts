/** The label index itself, in its thread. */
import path from "node:path";
import { LabelIndex } from "../../../src/labelIndex/labelIndex.ts";
import type { ExchangeImage } from "../../../src/labelIndex/port.ts";
import type { Condition, Query } from "../../../src/query/query.ts";
import { repository } from "../../repository.ts";
import type { Contestant } from "./contestant.ts";
import type { GeneratedImage } from "./generatedImages.ts";

const place = { account: "main", bucket: "photos" };

export function openIndex(file: string): LabelIndex {
  return LabelIndex.open(file, {
    program: path.join(repository, "dist/labelIndexWorker.cjs"),
    onProblem: ({ code }) => {
      throw new Error(code);
    },
  });
}

export class OurIndex implements Contestant {
  readonly #index: LabelIndex;

  constructor(index: LabelIndex) {
    this.#index = index;
  }

  async keep(images: readonly GeneratedImage[]): Promise<void> {
    await this.#index.take(images.map(exchangeImage));
  }

  async finish(): Promise<void> {
    await this.#index.count(queryOf([]));
  }

  async page(names: readonly string[]) {
    const { images, total } = await this.#index.search(queryOf(names), { limit: 100 });
    return { images: images.length, total };
  }

  count(names: readonly string[]): Promise<number> {
    return this.#index.count(queryOf(names));
  }

  async facets(name: string): Promise<number> {
    return (await this.#index.facets(queryOf([name]), 50)).length;
  }

  async save(image: GeneratedImage): Promise<void> {
    const { key, etag, size, detectedAt, requestId, labels } = image;
    await this.#index.save({
      object: { ...place, key, etag, size },
      threshold: 0.5,
      detectedAt,
      requestId,
      labels,
      raw: "",
    });
  }

  close(): Promise<void> {
    return this.#index.close();
  }
}

function queryOf(names: readonly string[]): Query {
  const terms = names.map(
    (name): Condition => ({
      kind: "label",
      name: { match: "equal", text: name.toLowerCase() },
      reach: "below",
      where: [],
    }),
  );
  const [first = { kind: "everything" } as const, ...others] = terms;
  return {
    condition: others.length > 0 ? { kind: "and", of: [first, ...others] } : first,
    sort: { by: "relevance", isReversed: false },
  };
}

function exchangeImage(image: GeneratedImage): ExchangeImage {
  const { key, size, etag, lastModified, detectedAt, requestId, labels } = image;
  return {
    object: { ...place, key, size, etag, lastModified },
    detections: [{ threshold: 0.5, detectedAt, requestId, source: "image/labels", labels }],
  };
}
