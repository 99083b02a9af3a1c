/**
 * One search view's side in the extension, without VS Code: the query and its result, page by page as the view scrolls,
 * and the pictures that it shows. Works from the label index alone.
 */
import { t } from "@vscode/l10n";
import type { FoundImage, LabelCount, LabelIndexPort } from "../labelIndex/port.ts";
import type { ImageVersion } from "../labelIndex/storedDetection.ts";
import { plainLine } from "../labels/format.ts";
import {
  asTheyCame,
  type LabelLanguage,
  type Namer,
  type ShownName,
} from "../labels/shownNames.ts";
import { explain, sentencesOf } from "../messages/explain.ts";
import { type ObjectRef, sameRef } from "../oss/objectRef.ts";
import { complete, markError, type NameChoice } from "../query/complete.ts";
import { withNamesMeant } from "../query/meant.ts";
import { parseQuery } from "../query/parse.ts";
import type { Query } from "../query/query.ts";
import { cellOf, pictureKey } from "./cells.ts";
import type { GalleryIntent } from "./intent.ts";
import { type Meanings, withMeanings } from "./meanings.ts";
import { imageCount } from "./model/words.ts";
import { type PictureJob, PictureQueue } from "./pictureQueue.ts";
import type {
  CompletionItem,
  Facet,
  GalleryMessage,
  GalleryPicture,
  GalleryProblem,
  GalleryState,
  PageSize,
  PictureSide,
} from "./protocol.ts";
import { chosenLabels, withLabelToggled, withSortChosen } from "./queryText.ts";

const pageSize: PageSize = 100;

/** Pages that are kept for what is done with their images; 100,000 images are 1,000. */
const maxPages = 200;

/** Rows of the list below the query box. */
const maxChoices = 10;

/** Labels beside the result. */
const maxFacets = 40;

export interface GallerySearchServices {
  readonly index: Pick<LabelIndexPort, "search" | "count" | "facets" | "labelNames" | "summary">;
  /** Names that a person may mean by a text, the best first; absent: those of the index that have it. */
  readonly names?: ((text: string, limit: number) => Promise<readonly NameChoice[]>) | undefined;
  /** A picture no larger than `side`; never rejects. */
  readonly picture: (
    image: ImageVersion,
    side: PictureSide,
    signal: AbortSignal,
  ) => Promise<Pick<GalleryPicture, "bytes" | "mediaType" | "missing">>;
  readonly post: (message: GalleryMessage) => void;
  /** In which language names are shown; absent: as they came. */
  readonly namesShown?: () => NamesShown;
}

/** In which language names are shown, and how. */
export interface NamesShown {
  readonly language: LabelLanguage;
  readonly namer: Namer;
  /** Other names of the same things, so that a search finds them, too. */
  readonly meanings: Meanings;
}

const asCame: NamesShown = { language: "original", namer: asTheyCame, meanings: () => [] };

/** Images that something is to be done with. */
export type Chosen =
  | { readonly kind: "images"; readonly images: readonly ImageVersion[] }
  /** All that the query finds. */
  | { readonly kind: "query"; readonly text: string; readonly total: number };

/** The intents that are answered here; the others are the extension's. */
export type SearchIntent = Exclude<
  GalleryIntent,
  { type: "act" | "labelLanguage" | "saveAlbum" | "openSample" | "showTree" }
>;

interface Result {
  readonly number: number;
  readonly text: string;
  readonly query: Query;
  readonly total: number;
  /** The least recently asked for first. */
  readonly pages: Map<number, readonly FoundImage[]>;
}

export class GallerySearch {
  readonly #services: GallerySearchServices;
  readonly #queue = new PictureQueue();
  #state: GalleryState;
  #result: Result | undefined;
  /** Counts the searches: an answer that comes late is dropped. */
  #searches = 0;
  /** Stops what the last search asked of the index. */
  #asked = new AbortController();
  #wantedPages: readonly number[] = [];
  #isLoading = false;
  #isClosed = false;

  constructor(text: string, services: GallerySearchServices) {
    this.#services = services;
    this.#state = {
      text,
      revision: 0,
      result: 0,
      isSearching: true,
      sort: { by: "relevance", isReversed: false },
      isStale: false,
      language: "original",
    };
  }

  get state(): GalleryState {
    return this.#state;
  }

  async handle(intent: SearchIntent): Promise<void> {
    const { text } = this.#state;
    switch (intent.type) {
      case "ready":
        return this.#begin();
      case "search":
        return this.search(intent.text);
      case "clear":
        return this.#write("");
      case "meant":
        return this.#write(this.#state.meant ?? text);
      case "refresh":
        return this.search(text);
      case "toggleLabel":
        return this.#write(withLabelToggled(text, intent.name));
      case "sort":
        return this.#write(withSortChosen(text, intent));
      case "pages":
        if (intent.result === this.#result?.number) this.#want(intent.pages);
        return;
      case "pictures":
        if (intent.result === this.#result?.number) this.#queue.want(this.#jobs(intent.wanted));
        return;
      case "complete":
        return this.#complete(intent);
    }
  }

  /** Another query in place of this one, as though it had been typed. */
  write(text: string): Promise<void> {
    return this.#write(text);
  }

  async search(text: string): Promise<void> {
    const search = ++this.#searches;
    this.#asked.abort();
    this.#asked = new AbortController();
    const { signal } = this.#asked;
    const mistake = problemIn(text);
    if (mistake) {
      this.#tell({ text, isSearching: false, problem: mistake });
      return;
    }
    const { language, meanings } = this.#shown();
    const written = parseQuery(text);
    const query = language === "original" ? written : withMeanings(written, meanings);
    const { problem: _, notice: __, meant: ___, ...rest } = this.#state;
    this.#state = rest;
    this.#tell({ text, sort: query.sort, isSearching: true, language });
    try {
      const { total, images } = await this.#services.index.search(
        query,
        { limit: pageSize },
        signal,
      );
      if (search !== this.#searches) return;
      const known = total > 0 ? undefined : await this.#known();
      if (search !== this.#searches) return;
      const number = this.#state.result + 1;
      this.#result = { number, text, query, total, pages: new Map([[0, images]]) };
      this.#wantedPages = [];
      this.#queue.want([]);
      this.#postPage(this.#result, 0, images);
      const found = { result: number, total, isSearching: false, isStale: false };
      this.#tell({ ...found, ...(known !== undefined && { known }) });
      await Promise.all([this.#count(search, query), total === 0 && this.#tellMeant(search, text)]);
    } catch (error) {
      if (search === this.#searches) this.#tell({ isSearching: false, problem: problemOf(error) });
    }
  }

  /** The index has changed. The images stay where they are while somebody looks at them, and are drawn anew. */
  async indexChanged(): Promise<void> {
    const result = this.#result;
    if (!result || this.#state.isSearching || this.#isClosed) return;
    if (result.total === 0) return this.search(this.#state.text);
    const search = this.#searches;
    const { index } = this.#services;
    const first = await index.search(result.query, { limit: pageSize });
    if (search !== this.#searches || this.#isClosed) return;
    const before = result.pages.get(0);
    const isSame =
      first.total === result.total && (before === undefined || sameImages(before, first.images));
    if (!isSame) {
      this.#tell({ isStale: true });
      return;
    }
    const near = [0, ...this.#wantedPages];
    result.pages.clear();
    this.#addPage(result, 0, first.images);
    this.#want(near.slice(1));
    await this.#count(search, result.query);
  }

  /** What is selected; `undefined` where the index has changed so much that nobody can tell, which is then said. */
  async chosen(
    number: number,
    ranges: readonly (readonly [number, number])[],
  ): Promise<Chosen | undefined> {
    const result = this.#result;
    if (result?.number !== number) return undefined;
    const { text, total } = result;
    const [first] = ranges;
    const isAll = ranges.length === 1 && first?.[0] === 0 && first[1] === total - 1;
    // With names in another language the search finds more than its text says to others.
    if (isAll && total > pageSize && this.#state.language === "original") {
      return { kind: "query", text, total };
    }
    const images: ImageVersion[] = [];
    for (const [from, to] of ranges) {
      for (let page = Math.floor(from / pageSize); page * pageSize <= Math.min(to, total); page++) {
        const start = page * pageSize;
        const found = await this.#imagesOf(result, page);
        if (!found) {
          this.#tell({
            notice: t("Labels have changed since this search. Search again, then select anew."),
          });
          return undefined;
        }
        const part = found.slice(Math.max(0, from - start), to - start + 1);
        images.push(...part.map(({ object }) => object));
      }
    }
    return { kind: "images", images };
  }

  /** Names are shown otherwise now: the same search again, whose words may mean other things. */
  async languageChanged(): Promise<void> {
    if (this.#result && !this.#isClosed) await this.search(this.#state.text);
  }

  #shown(): NamesShown {
    return this.#services.namesShown?.() ?? asCame;
  }

  /** The image after an object in the result, or before it (`step` -1), as far as its page was shown. */
  async beside(object: ObjectRef, step: 1 | -1): Promise<ImageVersion | undefined> {
    const result = this.#result;
    for (const [page, images] of result?.pages ?? []) {
      const at = images.findIndex((image) => sameRef(image.object, object));
      if (!result || at < 0) continue;
      const position = page * pageSize + at + step;
      if (position < 0 || position >= result.total) return undefined;
      const found = await this.#imagesOf(result, Math.floor(position / pageSize));
      return found?.[position % pageSize]?.object;
    }
    return undefined;
  }

  close(): void {
    this.#isClosed = true;
    this.#searches += 1;
    this.#asked.abort();
    this.#queue.want([]);
  }

  /** The page is new, or was hidden for a while: it knows nothing. */
  async #begin(): Promise<void> {
    const result = this.#result;
    if (!result) return this.search(this.#state.text);
    const first = result.pages.get(0);
    if (first) this.#postPage(result, 0, first);
    // Its box takes the text over.
    this.#tell({ revision: this.#state.revision + 1 });
  }

  async #write(text: string): Promise<void> {
    this.#state = { ...this.#state, revision: this.#state.revision + 1 };
    return this.search(text);
  }

  async #known(): Promise<number> {
    const sort = { by: "relevance", isReversed: false } as const;
    return this.#services.index.count({ condition: { kind: "everything" }, sort });
  }

  async #tellMeant(search: number, text: string): Promise<void> {
    const { names } = this.#services;
    if (!names) return;
    const meant = await withNamesMeant(text, { names: (name) => names(name, 1) });
    if (meant !== undefined && search === this.#searches) this.#tell({ meant });
  }

  async #count(search: number, query: Query): Promise<void> {
    const counts = await this.#facets(search, query);
    if (!counts || search !== this.#searches) return;
    const isChosen = chosenLabels(
      markError(this.#state.text) ? query : parseQuery(this.#state.text),
    );
    const { namer } = this.#shown();
    const facets = counts.map(
      ({ name, language, images }): Facet => ({
        name,
        images,
        isChosen: isChosen(name),
        ...(language !== undefined && { language }),
        ...shownFor(name, namer),
      }),
    );
    // What the query asks for comes first: it is where it is taken back.
    facets.sort((a, b) => Number(b.isChosen) - Number(a.isChosen));
    this.#tell({ facets });
  }

  /** `undefined` when another search has begun meanwhile. */
  async #facets(search: number, query: Query): Promise<readonly LabelCount[] | undefined> {
    try {
      return await this.#services.index.facets(query, maxFacets, this.#asked.signal);
    } catch (error) {
      if (search === this.#searches) throw error;
      return undefined;
    }
  }

  #want(pages: readonly number[]): void {
    this.#wantedPages = pages;
    void this.#loadPages();
  }

  /** One after the other, always the one that is most wanted by then. */
  async #loadPages(): Promise<void> {
    if (this.#isLoading) return;
    this.#isLoading = true;
    try {
      for (let page = this.#nextPage(); page !== undefined; page = this.#nextPage()) {
        const result = this.#result;
        if (!result) return;
        const kept = result.pages.get(page);
        const images = kept ?? (await this.#found(result, page));
        this.#wantedPages = this.#wantedPages.filter((wanted) => wanted !== page);
        if (result === this.#result) this.#addPage(result, page, images);
      }
    } catch (error) {
      this.#wantedPages = [];
      this.#tell({ problem: problemOf(error) });
    } finally {
      this.#isLoading = false;
    }
  }

  #nextPage(): number | undefined {
    const result = this.#result;
    if (!result || this.#isClosed) return undefined;
    return this.#wantedPages.find((page) => page * pageSize < result.total);
  }

  async #found({ query }: Result, page: number): Promise<readonly FoundImage[]> {
    const { index } = this.#services;
    return (await index.search(query, { limit: pageSize, offset: page * pageSize })).images;
  }

  /** Those that were shown, or would be; `undefined` where these can be others by now. */
  async #imagesOf(result: Result, page: number): Promise<readonly FoundImage[] | undefined> {
    const kept = result.pages.get(page);
    if (kept) return kept;
    return this.#state.isStale ? undefined : this.#found(result, page);
  }

  #addPage(result: Result, page: number, images: readonly FoundImage[]): void {
    result.pages.delete(page);
    result.pages.set(page, images);
    for (const oldest of result.pages.keys()) {
      if (result.pages.size <= maxPages) break;
      result.pages.delete(oldest);
    }
    this.#postPage(result, page, images);
  }

  #postPage({ number, query }: Result, page: number, images: readonly FoundImage[]): void {
    const { namer } = this.#shown();
    const cells = images.map((image) => cellOf(image, query, namer));
    this.#post({ type: "page", result: number, page, cells });
  }

  #jobs(
    wanted: readonly { readonly position: number; readonly side: PictureSide }[],
  ): readonly PictureJob[] {
    return wanted.flatMap(({ position, side }) => {
      const page = this.#result?.pages.get(Math.floor(position / pageSize));
      const image = page?.[position % pageSize];
      return image ? [this.#job(image.object, side)] : [];
    });
  }

  #job(image: ImageVersion, side: PictureSide): PictureJob {
    const key = pictureKey(image);
    return {
      name: `${side} ${key}`,
      run: async (signal) => {
        const picture = await this.#services.picture(image, side, signal);
        if (!signal.aborted) {
          this.#post({ type: "picture", picture: { pictureKey: key, side, ...picture } });
        }
      },
    };
  }

  async #complete({
    request,
    text,
    cursor,
  }: Extract<SearchIntent, { type: "complete" }>): Promise<void> {
    const { index, names } = this.#services;
    const { start, end, choices } = await complete(text, cursor, {
      names: async (name) =>
        (await names?.(name, maxChoices)) ??
        (await index.labelNames(name, maxChoices)).map((each) => ({
          name: each.name,
          detail: imageCount(each.images),
        })),
      values: async (field) => {
        if (field === "class") return [];
        const { places } = await index.summary();
        return [...new Set(places.map((place) => place[field]))];
      },
    });
    const items = choices.slice(0, maxChoices).map(
      (choice): CompletionItem => ({
        title: choice.title,
        text: choice.text,
        ...(choice.detail !== undefined && { detail: choice.detail }),
      }),
    );
    // What stands there in full needs no list.
    const isWritten = items.length === 1 && items[0]?.text === text.slice(start, end);
    const completions = { request, from: start, to: end, items: isWritten ? [] : items };
    this.#post({ type: "completions", completions });
  }

  #tell(change: Partial<GalleryState>): void {
    this.#state = { ...this.#state, ...change };
    this.#post({ type: "state", state: this.#state });
  }

  #post(message: GalleryMessage): void {
    if (!this.#isClosed) this.#services.post(message);
  }
}

/** Of what went wrong with the index, which is no matter of the text. */
function problemOf(error: unknown): GalleryProblem {
  return { sentence: plainLine(sentencesOf(explain(error))) };
}

function problemIn(text: string): GalleryProblem | undefined {
  const mistake = markError(text);
  if (!mistake) return undefined;
  const { start, end, sentences } = mistake;
  // A text of nothing but what is missing has nothing to mark.
  return { sentence: plainLine(sentences), ...(end > start && { span: { start, end } }) };
}

function sameImages(before: readonly FoundImage[], after: readonly FoundImage[]): boolean {
  return (
    before.length === after.length &&
    before.every(({ object }, at) => {
      const other = after[at]?.object;
      return (
        other !== undefined &&
        other.account === object.account &&
        other.bucket === object.bucket &&
        other.key === object.key
      );
    })
  );
}

function shownFor(name: string, namer: Namer): { readonly shown?: ShownName } {
  const shown = namer(name);
  return shown ? { shown } : {};
}
