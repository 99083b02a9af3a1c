/** The tree "Albums": saved queries and the categories of the labels, with their images, from the label index alone. */
import { t } from "@vscode/l10n";
import type * as vscode from "vscode";
import type { FoundImage, LabelIndexPort } from "../../labelIndex/port.ts";
import { foldText } from "../../labels/search.ts";
import { explain, wordsFor } from "../../messages/explain.ts";
import { formatObjectUri } from "../../oss/address.ts";
import { parseQuery } from "../../query/parse.ts";
import type { Query } from "../../query/query.ts";
import { commandName } from "../commandIds.ts";
import type { Images } from "../images/images.ts";
import type { LabelLanguages } from "../images/labelLanguages.ts";
import { labelMarkdown } from "../images/labelMarkdown.ts";
import type { Log } from "../log.ts";
import { logError } from "../present.ts";
import type { AlbumEntry } from "./albumList.ts";
import {
  type AlbumNode,
  type AlbumNoteNode,
  type AlbumState,
  type AlbumTreeNode,
  albumItem,
  albumNodeId,
  albumNoteItem,
  type CategoriesNode,
  type CategoryNode,
  categoriesItem,
  categoryItem,
  type ImageNode,
  type ImagesNode,
  imageItem,
  imageNode,
  moreImagesItem,
} from "./albumNodes.ts";
import type { Albums } from "./albums.ts";

export type AlbumTreeChange = AlbumTreeNode | undefined;

export interface AlbumTreeServices {
  readonly albums: Albums;
  readonly index: () => Pick<LabelIndexPort, "search" | "count" | "categories">;
  /** Each fires when what is kept changes, however often. */
  readonly changes: readonly vscode.Event<unknown>[];
  readonly images: Images;
  readonly languages: LabelLanguages;
  readonly changed: vscode.EventEmitter<AlbumTreeChange>;
  readonly log: Log;
}

/** Images of a page. */
const pageSize = 200;

/** Milliseconds: a run stores many answers a second, and the counts need not follow each. */
const redrawDelay = 500;

export class AlbumTree implements vscode.Disposable {
  readonly #services: AlbumTreeServices;
  readonly #listeners: readonly vscode.Disposable[];
  /** Images that are to be shown below a node, by its id; a page where nobody asked for more. */
  readonly #wanted = new Map<string, number>();
  #redraw: NodeJS.Timeout | undefined;

  constructor(services: AlbumTreeServices) {
    this.#services = services;
    const { albums, changes, changed } = services;
    this.#listeners = [
      albums.onDidChange(() => changed.fire(undefined)),
      ...changes.map((onDidChange) => onDidChange(() => this.#redrawSoon())),
    ];
  }

  async getTreeItem(node: AlbumTreeNode): Promise<vscode.TreeItem> {
    const item = await this.#itemOf(node);
    item.id = albumNodeId(node);
    return item;
  }

  async resolveTreeItem(item: vscode.TreeItem, node: AlbumTreeNode): Promise<vscode.TreeItem> {
    if (node.kind === "object") item.tooltip = await this.#tooltip(node);
    return item;
  }

  getParent(node: AlbumTreeNode): AlbumTreeNode | undefined {
    return "parent" in node ? node.parent : undefined;
  }

  async getChildren(node?: AlbumTreeNode): Promise<AlbumTreeNode[]> {
    try {
      switch (node?.kind) {
        case undefined:
          return await this.#roots();
        case "album":
          return await this.#imagesOf(node, queryOf(node));
        case "categories":
          return await this.#categoriesOf(node);
        case "category": {
          const below = await this.#categoriesOf(node);
          const images = await this.#imagesOf(node, exactly(node.name));
          // What is all below is not said to be missing here.
          return [...below, ...(below.length > 0 ? images.filter(isNoNote) : images)];
        }
        default:
          return [];
      }
    } catch (error) {
      logError(error, this.#services.log);
      return [problemNote(error, node)];
    }
  }

  /** Shows one page more of a node's images. */
  more(parent: ImagesNode, shown: number): void {
    this.#wanted.set(albumNodeId(parent), shown + pageSize);
    this.#services.changed.fire(parent);
  }

  dispose(): void {
    clearTimeout(this.#redraw);
    for (const listener of this.#listeners) listener.dispose();
  }

  #redrawSoon(): void {
    this.#redraw ??= setTimeout(() => {
      this.#redraw = undefined;
      this.#services.changed.fire(undefined);
    }, redrawDelay);
  }

  async #itemOf(node: AlbumTreeNode): Promise<vscode.TreeItem> {
    switch (node.kind) {
      case "album":
        return albumItem(node, await this.#stateOf(node));
      case "categories":
        return categoriesItem();
      case "category":
        return categoryItem(node, this.#services.languages.namer);
      case "object":
        return imageItem(node, this.#services.languages.namer);
      case "moreImages":
        return moreImagesItem(node);
      case "albumNote":
        return albumNoteItem(node);
    }
  }

  async #stateOf(node: AlbumNode): Promise<AlbumState> {
    try {
      const query = queryOf(node);
      return { kind: "counted", images: await this.#services.index().count(query) };
    } catch (error) {
      return { kind: "wrong", problem: wordsFor(error) };
    }
  }

  async #roots(): Promise<AlbumTreeNode[]> {
    const { albums, index } = this.#services;
    const lists = albums.lists();
    const nodes = lists.flatMap(({ entries, problem }): AlbumTreeNode[] => [
      ...(problem === undefined ? [] : [settingsNote(problem)]),
      ...entries.map((entry) => entryNode(entry)),
    ]);
    const categories = await index().categories();
    return categories.length > 0 ? [...nodes, { kind: "categories" }] : nodes;
  }

  async #categoriesOf(parent: CategoriesNode | CategoryNode): Promise<CategoryNode[]> {
    const name = parent.kind === "category" ? parent.name : undefined;
    const counts = await this.#services.index().categories(name);
    return counts
      .filter((count) => !isWithin(count.name, parent))
      .map((count) => ({ kind: "category", name: count.name, images: count.images, parent }));
  }

  async #imagesOf(parent: ImagesNode, query: Query): Promise<AlbumTreeNode[]> {
    const index = this.#services.index();
    const wanted = this.#wanted.get(albumNodeId(parent)) ?? pageSize;
    const images: FoundImage[] = [];
    let total = 0;
    let after: string | undefined;
    do {
      const page = await index.search(query, { limit: pageSize, after });
      images.push(...page.images);
      ({ total, after } = page);
    } while (after !== undefined && images.length < wanted);
    const nodes: AlbumTreeNode[] = images.map((image) => imageNode(image, parent));
    if (after !== undefined) {
      nodes.push({ kind: "moreImages", parent, shown: images.length, total });
    }
    if (nodes.length > 0) return nodes;
    return [{ kind: "albumNote", text: t("No images match."), icon: "info", parent }];
  }

  async #tooltip({ image }: ImageNode): Promise<vscode.MarkdownString> {
    const { account, bucket, key } = image.object;
    const name = formatObjectUri(image.object);
    const facts = await this.#services.images
      .open({ kind: "object", account, address: { bucket, key } })
      .then((opened) => opened.facts({ spend: "requests", picture: "thumbnail" }))
      // The account may be gone from the settings; what is known stays known.
      .catch(() => ({}));
    return labelMarkdown({ name, facts, links: [], namer: this.#services.languages.namer });
  }
}

/** Throws a `Refusal` for a query that cannot be read. */
function queryOf({ entry }: AlbumNode): Query {
  return parseQuery(entry.album?.query ?? "");
}

/** The images of a label itself: those of the labels below it stand there. */
function exactly(name: string): Query {
  const text = foldText(name);
  const condition = {
    kind: "label",
    name: { match: "equal", text },
    reach: "exact",
    where: [],
  } as const;
  return { condition, sort: { by: "relevance", isReversed: false } };
}

/** Parents can go round in a circle, of different images: a label is not shown below itself. */
function isWithin(name: string, node: CategoriesNode | CategoryNode): boolean {
  if (node.kind === "categories") return false;
  return foldText(node.name) === foldText(name) || isWithin(name, node.parent);
}

function isNoNote({ kind }: AlbumTreeNode): boolean {
  return kind !== "albumNote";
}

function entryNode(entry: AlbumEntry): AlbumTreeNode {
  return entry.album ? { kind: "album", entry } : settingsNote(entry.problem ?? "");
}

function settingsNote(text: string): AlbumNoteNode {
  const command = {
    title: t("Open Settings"),
    command: commandName("openSettings"),
    arguments: ["albums"],
  };
  return { kind: "albumNote", text, icon: "error", command, parent: undefined };
}

function problemNote(error: unknown, node: AlbumTreeNode | undefined): AlbumNoteNode {
  const parent = node?.kind === "album" || node?.kind === "category" ? node : undefined;
  const isQuery = parent?.kind === "album" && isWrongQuery(error);
  const command = { title: t("Edit"), command: commandName("editAlbum"), arguments: [parent] };
  const text = isQuery ? explain(error).what : wordsFor(error);
  return { kind: "albumNote", text, icon: "error", parent, ...(isQuery && { command }) };
}

function isWrongQuery(error: unknown): boolean {
  return (error as { readonly code?: unknown } | undefined)?.code === "query-syntax";
}
