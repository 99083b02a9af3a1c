/** Names of labels for a text that a person types, in whatever language: from the label index and the glossary. */
import { imageCount } from "../../gallery/model/words.ts";
import type { Glossary } from "../../glossary/glossary.ts";
import { type NameMeant, namesMeant } from "../../glossary/namesMeant.ts";
import { readGlossary } from "../../glossary/readGlossary.ts";
import type { LabelCount, LabelIndexPort } from "../../labelIndex/port.ts";
import { foldText } from "../../labels/search.ts";
import type { NameChoice } from "../../query/complete.ts";

export interface LabelNamesServices {
  readonly index: () => Pick<LabelIndexPort, "labelNames">;
  /** `dist/glossary.br` of the extension. */
  readonly glossaryFile: string;
  /** Told once when that cannot be read: names are then found as they are written. */
  readonly note: (error: unknown) => void;
}

/** More names than the service has labels. */
const maxNames = 20_000;

export class LabelNames {
  readonly #services: LabelNamesServices;
  #glossary: Promise<Glossary | undefined> | undefined;
  #all: Promise<ReadonlyMap<string, LabelCount>> | undefined;

  constructor(services: LabelNamesServices) {
    this.#services = services;
  }

  /** What the index knows has changed. */
  indexChanged(): void {
    this.#all = undefined;
  }

  /** The best first; for the empty text the most frequent. */
  async meantBy(text: string, limit: number): Promise<NameMeant<LabelCount>[]> {
    const index = this.#services.index();
    const [found, all, glossary] = await Promise.all([
      index.labelNames(text, limit),
      this.#allNames(index),
      this.#readGlossary(),
    ]);
    return namesMeant(text, limit, { found, named: (folded) => all.get(folded), glossary });
  }

  /** The same for the list below a query. */
  async choices(text: string, limit: number): Promise<NameChoice[]> {
    const names = await this.meantBy(text, limit);
    return names.map(({ known: { name, images }, meaning }) => ({
      name,
      detail: nameDetail(images, meaning),
      ...(meaning !== undefined && { meaning }),
    }));
  }

  /** `undefined` where it cannot be read. */
  glossary(): Promise<Glossary | undefined> {
    return this.#readGlossary();
  }

  #allNames(index: Pick<LabelIndexPort, "labelNames">): Promise<ReadonlyMap<string, LabelCount>> {
    if (this.#all !== undefined) return this.#all;
    const all = index
      .labelNames("", maxNames)
      .then((names) => new Map(names.map((each) => [foldText(each.name), each])));
    this.#all = all;
    // What failed is asked again.
    all.catch(() => {
      if (this.#all === all) this.#all = undefined;
    });
    return all;
  }

  #readGlossary(): Promise<Glossary | undefined> {
    this.#glossary ??= readGlossary(this.#services.glossaryFile).catch((error: unknown) => {
      this.#services.note(error);
      return undefined;
    });
    return this.#glossary;
  }
}

/** Beside a name in a list: `dog · 12 images`. */
export function nameDetail(images: number, meaning?: string): string {
  return meaning === undefined ? imageCount(images) : `${meaning} · ${imageCount(images)}`;
}
