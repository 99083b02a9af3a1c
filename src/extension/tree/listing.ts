/** The pages of one folder, loaded one at a time and kept until the folder is refreshed. Knows no VS Code. */
import type { ListedObject, ObjectPage } from "../../oss/calls/listObjects.ts";
import { isDetectableName } from "../../references/imageExtension.ts";

/** Entries a page of the tree has. */
export const pageSize = 200;

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
}

export class Listing {
  readonly #prefix: string;
  readonly #load: LoadPage;
  /** What names must start with, filtered by the service itself; empty shows all. */
  readonly filter: string;
  readonly #prefixes: string[] = [];
  readonly #objects: ListedObject[] = [];
  #token: string | undefined;
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
    const objects = this.#objects.filter((object) => !imagesOnly || isDetectableName(object.key));
    return {
      prefixes: this.#prefixes,
      objects,
      hasMore: this.#token !== undefined,
      hidden: this.#objects.length - objects.length,
    };
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
    this.#token = page.nextContinuationToken;
    return page;
  }
}
