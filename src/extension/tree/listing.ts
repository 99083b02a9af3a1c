/** The pages of one folder, loaded one at a time and kept until the folder is refreshed. Knows no VS Code. */
import type { ListedObject, ObjectPage } from "../../oss/calls/listObjects.ts";
import { isDetectableName } from "../../references/imageExtension.ts";

/** Entries a page of the tree has. */
const pageSize = 200;

/** Pages read in a row to find one image among other files, before the person is asked to go on. */
const maxPagesWithoutImage = 5;

export type LoadPage = (options: {
  prefix: string;
  continuationToken: string | undefined;
  maxKeys: number;
}) => Promise<ObjectPage>;

export interface ListingEntries {
  readonly prefixes: readonly string[];
  readonly objects: readonly ListedObject[];
  readonly hasMore: boolean;
  /** Objects loaded but not shown, since they are not images. */
  readonly hidden: number;
  /** True when the service began the list anew, so that its end cannot be reached. */
  readonly repeats: boolean;
}

export class Listing {
  readonly #prefix: string;
  readonly #load: LoadPage;
  /** What names must start with, filtered by the service itself; empty shows all. */
  readonly filter: string;
  readonly #prefixes: string[] = [];
  readonly #objects: ListedObject[] = [];
  readonly #tokens = new Set<string>();
  /** Shown whatever page they are on, until that page is loaded. */
  readonly #found = new Map<string, ListedObject>();
  #token: string | undefined;
  #repeats = false;
  #started = false;
  #loading: Promise<void> | undefined;

  constructor(prefix: string, filter: string, load: LoadPage) {
    this.#prefix = prefix;
    this.filter = filter;
    this.#load = load;
  }

  /** What is loaded so far; loads the first page when nothing is. */
  async entries(imagesOnly: boolean): Promise<ListingEntries> {
    if (!this.#started) await this.more(imagesOnly);
    const objects = this.#objects.filter(
      ({ key }) => !imagesOnly || isDetectableName(key) || this.#found.has(key),
    );
    const found = this.#foundElsewhere();
    return {
      prefixes: this.#prefixes,
      objects: [...objects, ...found],
      hasMore: this.#token !== undefined,
      hidden: this.#objects.length - objects.length,
      repeats: this.#repeats,
    };
  }

  /** Shows an object that a page further on may hold, below what is loaded. */
  show(object: ListedObject): void {
    this.#found.set(object.key, object);
  }

  /** Those that no loaded page has. */
  #foundElsewhere(): ListedObject[] {
    if (this.#found.size === 0) return [];
    const loaded = new Set(this.#objects.map(({ key }) => key));
    return [...this.#found.values()].filter(({ key }) => !loaded.has(key));
  }

  /** Loads the next page; a second call while one is loading waits for that one. */
  async more(imagesOnly: boolean): Promise<void> {
    this.#loading ??= this.#loadUntilSomethingShows(imagesOnly).finally(() => {
      this.#loading = undefined;
    });
    await this.#loading;
  }

  async #loadUntilSomethingShows(imagesOnly: boolean): Promise<void> {
    for (let pages = 0; pages < maxPagesWithoutImage; pages += 1) {
      const page = await this.#loadPage();
      const shows =
        page.prefixes.length > 0 || page.objects.some(({ key }) => isDetectableName(key));
      if (shows || !imagesOnly || this.#token === undefined) return;
    }
  }

  async #loadPage(): Promise<ObjectPage> {
    const page = await this.#load({
      prefix: this.#prefix + this.filter,
      continuationToken: this.#token,
      maxKeys: pageSize,
    });
    this.#started = true;
    this.#prefixes.push(...page.prefixes);
    // A zero-byte object named like the folder stands for the folder itself.
    this.#objects.push(
      ...page.objects.filter(({ key }) => key !== this.#prefix && !key.endsWith("/")),
    );
    const token = page.nextContinuationToken;
    this.#repeats = token !== undefined && this.#tokens.has(token);
    if (token !== undefined) this.#tokens.add(token);
    this.#token = this.#repeats ? undefined : token;
    return page;
  }
}
