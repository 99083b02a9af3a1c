/** The tree "OSS Images": accounts, their buckets, prefixes and images. Lists nothing until it is opened. */
import { t } from "@vscode/l10n";
import type * as vscode from "vscode";
import { Refusal } from "../../errors/refusal.ts";
import { correctedLabels } from "../../labels/corrections.ts";
import type { Label } from "../../labels/label.ts";
import { formatObjectUri } from "../../oss/address.ts";
import type { ListedObject } from "../../oss/calls/listObjects.ts";
import { type ObjectRef, refKey } from "../../oss/objectRef.ts";
import { isDetectableName } from "../../references/imageExtension.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { BucketAccounts } from "../accounts/bucketAccounts.ts";
import { commandName } from "../commandIds.ts";
import type { FileUris } from "../fileSystem/fileUris.ts";
import type { Corrections } from "../images/corrections.ts";
import type { Image, ImageFacts } from "../images/image.ts";
import type { Images } from "../images/images.ts";
import type { LabelLanguages } from "../images/labelLanguages.ts";
import { labelMarkdown } from "../images/labelMarkdown.ts";
import { concerns, type LabelChange, type LabelStore } from "../images/labelStore.ts";
import type { Log } from "../log.ts";
import { logError } from "../present.ts";
import { accountFolders, rootPrefix } from "./accountFolders.ts";
import { imagesOnlyAtFirst } from "./imagesOnly.ts";
import { Listing } from "./listing.ts";
import { emptyMessage, noBucketsMessage, problemMessage } from "./messageNodes.ts";
import {
  type AccountNode,
  accountOf,
  type FolderNode,
  type MessageNode,
  type ObjectNode,
  type TreeChange,
  type TreeNode,
} from "./nodes.ts";
import { Redraw } from "./redraw.ts";
import { isArchived, storageNote } from "./storageText.ts";
import { treeItem } from "./treeItems.ts";

type FolderFacts = Omit<FolderNode, "parent" | "listing">;

export interface BucketTreeServices {
  readonly accounts: Accounts;
  readonly bucketAccounts: BucketAccounts;
  readonly log: Log;
  readonly images: Images;
  readonly uris: Pick<FileUris, "rowUriOf">;
  readonly labels: LabelStore;
  readonly languages: LabelLanguages;
  readonly corrections: Corrections;
  /** Is told which nodes to redraw. */
  readonly changed: vscode.EventEmitter<TreeChange>;
  /** Buckets that a person named, per account, since they may not be listed. */
  readonly namedBuckets: (account: string) => readonly string[];
}

export class BucketTree implements vscode.Disposable {
  readonly #services: BucketTreeServices;
  readonly #changed: vscode.EventEmitter<TreeChange>;
  readonly #listeners: readonly vscode.Disposable[];
  /** Kept over a redraw, so that loaded pages and filters stay. */
  readonly #folders = new Map<string, FolderNode>();
  readonly #objects = new Map<string, ObjectNode>();
  /** The labels that nodes were drawn with last. */
  readonly #drawn = new WeakMap<ObjectNode, string>();
  readonly #redraw: Redraw;
  /** Of which nodes VS Code is told to ask again. */
  readonly onDidRedraw: vscode.Event<TreeChange>;
  #imagesOnly = imagesOnlyAtFirst;

  constructor(services: BucketTreeServices) {
    this.#services = services;
    this.#changed = services.changed;
    this.onDidRedraw = services.changed.event;
    this.#redraw = new Redraw(() => this.#redrawChanged(), services.log);
    this.#listeners = [
      services.accounts.onDidChange((names) => this.#accountsChanged(names)),
      services.labels.onDidChange((change) => this.#labelsChanged(change)),
      services.languages.onDidChange(() => this.#changed.fire(undefined)),
      services.corrections.onDidChange((object) => {
        const node = this.#objects.get(refKey(object));
        if (node) this.#changed.fire(node);
      }),
      services.labels.onDidChangeIndex(() => this.#redraw.soon()),
      this.#redraw,
    ];
  }

  get imagesOnly(): boolean {
    return this.#imagesOnly;
  }

  set imagesOnly(value: boolean) {
    this.#imagesOnly = value;
    this.#changed.fire(undefined);
  }

  async getTreeItem(node: TreeNode): Promise<vscode.TreeItem> {
    switch (node.kind) {
      case "object": {
        const labels = await this.#labelsOf(node);
        this.#drawn.set(node, JSON.stringify(labels) ?? "");
        const item = treeItem(node, { labels, namer: this.#services.languages.namer });
        // Its file's mark; other files would get an icon of the theme, too.
        if (isDetectableName(node.object.key)) item.resourceUri = this.#uriOf(node);
        return item;
      }
      case "account":
        return treeItem(node, { accounts: this.#accountNames() });
      default:
        return treeItem(node);
    }
  }

  async resolveTreeItem(item: vscode.TreeItem, node: TreeNode): Promise<vscode.TreeItem> {
    if (node.kind === "object") item.tooltip = await this.#tooltip(node);
    return item;
  }

  getParent(node: TreeNode): TreeNode | undefined {
    return node.kind === "account" ? undefined : node.parent;
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) return this.#roots();
    try {
      if (node.kind === "account") return await this.#foldersOf(node);
      if (node.kind === "bucket" || node.kind === "prefix") return await this.#entriesOf(node);
      return [];
    } catch (error) {
      logError(error, this.#services.log);
      return [problemMessage(error, node as AccountNode | FolderNode)];
    }
  }

  /** Reads one node again, or everything without one. */
  refresh(node?: TreeNode): void {
    for (const folder of this.#folders.values()) {
      if (node === undefined || isWithin(folder, node)) folder.listing = this.#listing(folder);
    }
    if (node === undefined) this.#objects.clear();
    this.#changed.fire(node);
  }

  /** Shows what begins with `filter` only; the service does the filtering. */
  filter(node: FolderNode, filter: string): void {
    node.listing = this.#listing(node, filter);
    this.#changed.fire(node);
  }

  /** Loads the next page of a folder; resolves to the first that came with it, unless nothing did. */
  async more(node: FolderNode): Promise<TreeNode | undefined> {
    const before = new Set(await this.#entriesOf(node));
    await node.listing.more(this.#imagesOnly);
    const first = (await this.#entriesOf(node)).find(
      (entry) => !before.has(entry) && (entry.kind === "object" || entry.kind === "prefix"),
    );
    this.#changed.fire(node);
    return first;
  }

  /** The node of an account. Throws a `Refusal` when there is none. */
  account(name: string): AccountNode {
    return { kind: "account", setting: this.#services.accounts.setting(name) };
  }

  /** The folder of a bucket or prefix, made when it was not shown yet. */
  folder(account: string, bucket: string, prefix: string): FolderNode {
    const node = this.account(account);
    const root = rootPrefix(node.setting, bucket);
    let folder = this.#folder(node, {
      kind: root === "" ? "bucket" : "prefix",
      account,
      bucket,
      prefix: root,
    });
    if (!prefix.startsWith(root)) return folder;
    const { length } = root;
    for (let end = prefix.indexOf("/", length); end !== -1; end = prefix.indexOf("/", end + 1)) {
      folder = this.#folder(folder, {
        kind: "prefix",
        account,
        bucket,
        prefix: prefix.slice(0, end + 1),
      });
    }
    return folder;
  }

  /**
   * An object of a folder, shown there however many pages away it is. `undefined` when there is no such object.
   * Rejects with a `Failure`.
   * @param listed what a listing told of it just now, which saves a request
   */
  async objectIn(
    folder: FolderNode,
    key: string,
    listed?: ListedObject,
  ): Promise<ObjectNode | undefined> {
    const { listing, account, bucket } = folder;
    const loaded = (await listing.entries(false)).objects.find((object) => object.key === key);
    const object = loaded ?? listed ?? (await this.#listed(account, bucket, key));
    if (!object) return undefined;
    listing.show(object);
    this.#changed.fire(folder);
    return this.#object(folder, object);
  }

  /** The row of an object, where it is listed already; asks nobody. */
  shown(object: ObjectRef): ObjectNode | undefined {
    return this.#objects.get(refKey(object));
  }

  /** The image after an object in its folder, or before it (`step` -1), as far as the folder has been loaded. */
  async beside(object: ObjectRef, step: 1 | -1): Promise<ObjectNode | undefined> {
    const node = this.shown(object);
    if (!node) return undefined;
    const entries = await this.#entriesOf(node.parent);
    const images = entries.filter(
      (entry): entry is ObjectNode => entry.kind === "object" && isDetectableName(entry.object.key),
    );
    const at = images.findIndex((image) => image.object.key === object.key);
    return at < 0 ? undefined : images[at + step];
  }

  dispose(): void {
    for (const listener of this.#listeners) listener.dispose();
  }

  /** Other accounts keep the pages that are loaded. */
  #accountsChanged(names: ReadonlySet<string>): void {
    for (const [id, { account }] of this.#folders) if (names.has(account)) this.#folders.delete(id);
    for (const [id, { account }] of this.#objects) if (names.has(account)) this.#objects.delete(id);
    this.#changed.fire(undefined);
  }

  /** Redraws the objects whose labels have become known or were forgotten. */
  #labelsChanged(change: LabelChange): void {
    const nodes = [...this.#objects.values()].filter(({ account, bucket, object }) =>
      concerns(change, { account, bucket, ...object }),
    );
    if (nodes.length > 0) this.#changed.fire(nodes);
  }

  /** Redraws what an import or another window has changed, which nobody tells one by one. */
  async #redrawChanged(): Promise<void> {
    const changed: ObjectNode[] = [];
    for (const node of [...this.#objects.values()]) {
      const before = this.#drawn.get(node);
      if (before === undefined) continue;
      if ((JSON.stringify(await this.#labelsOf(node)) ?? "") !== before) changed.push(node);
    }
    if (changed.length > 0) this.#changed.fire(changed);
  }

  /** For the listed version only: labels of an older one are not shown. */
  async #labelsOf(node: ObjectNode): Promise<readonly Label[] | undefined> {
    const stored = await this.#imageOf(node)?.known({ spend: "nothing" });
    if (!stored) return undefined;
    const { account, bucket, object } = node;
    const ref = { account, bucket, key: object.key };
    return correctedLabels(stored.labels, await this.#services.corrections.of(ref));
  }

  #uriOf({ account, bucket, object }: ObjectNode): vscode.Uri {
    return this.#services.uris.rowUriOf({ account, bucket, key: object.key });
  }

  #accountNames(): string[] {
    return this.#services.accounts.list().accounts.map(({ name }) => name);
  }

  async #tooltip(node: ObjectNode): Promise<vscode.MarkdownString> {
    const { bucket, object } = node;
    const name = formatObjectUri({ bucket, key: object.key });
    const facts = await this.#factsOf(node);
    const note = [storageNote(object), facts.note].filter(Boolean).join(" ");
    const { namer } = this.#services.languages;
    return labelMarkdown({
      name,
      facts: { ...facts, ...(note !== "" && { note }) },
      links: [],
      namer,
    });
  }

  /** No picture is fetched of an object whose name is not an image's. */
  async #factsOf(node: ObjectNode): Promise<ImageFacts> {
    const { key, size } = node.object;
    const image = this.#imageOf(node);
    // Of one that is archived there is no picture to be had.
    if (isDetectableName(key) && image && !isArchived(node.object)) {
      return image.facts({ spend: "requests", picture: "thumbnail" });
    }
    const stored = await image?.known({ spend: "nothing" });
    return { size, ...(stored && { stored }) };
  }

  #imageOf(node: ObjectNode): Image | undefined {
    const setting = accountOf(node)?.setting;
    const { bucket, object } = node;
    return setting && this.#services.images.listed(setting, { bucket, key: object.key }, object);
  }

  #roots(): TreeNode[] {
    const { accounts, problems } = this.#services.accounts.list();
    const settings = { title: t("Open Settings"), command: commandName("openSettings") };
    return [
      ...accounts.map((setting): AccountNode => ({ kind: "account", setting })),
      ...problems.map((text): MessageNode => {
        const command = { ...settings, arguments: ["accounts"] };
        return { kind: "note", icon: "error", text, command, parent: undefined };
      }),
    ];
  }

  async #foldersOf(node: AccountNode): Promise<TreeNode[]> {
    const { accounts, namedBuckets, bucketAccounts, log } = this.#services;
    const { setting } = node;
    const { name } = setting;
    const client = await accounts.client(name);
    const { folders, problem } = await accountFolders(setting, client, namedBuckets(name));
    // The account was edited in the meantime: its buckets are read anew.
    if ((await accounts.client(name)) !== client) return this.#foldersOf(this.account(name));
    const nodes: TreeNode[] = folders.map(({ bucket, prefix, region }) =>
      this.#folder(node, {
        kind: prefix === "" ? "bucket" : "prefix",
        account: name,
        bucket,
        prefix,
        ...(region !== undefined && { region }),
      }),
    );
    if (problem !== undefined) {
      logError(problem, log);
      return [problemMessage(problem, node), ...nodes];
    }
    bucketAccounts.listed(
      name,
      folders.map(({ bucket }) => bucket),
    );
    if (nodes.length > 0) return nodes;
    return [noBucketsMessage(node)];
  }

  async #entriesOf(node: FolderNode): Promise<TreeNode[]> {
    const { listing, account, bucket } = node;
    const { prefixes, objects, hasMore, hidden, repeats } = await listing.entries(this.#imagesOnly);
    // It was refreshed or filtered in the meantime: what came is no longer what was asked for.
    if (node.listing !== listing) return this.#entriesOf(node);
    const nodes: TreeNode[] = prefixes.map((prefix) =>
      this.#folder(node, { kind: "prefix", account, bucket, prefix }),
    );
    for (const object of objects) {
      nodes.push(this.#object(node, object));
    }
    const shown = nodes.length;
    if (nodes.length === 0) nodes.push(emptyMessage(node, hidden));
    if (hasMore) nodes.push({ kind: "more", parent: node, shown });
    if (repeats) {
      const target = formatObjectUri({ bucket, key: node.prefix });
      nodes.push(problemMessage(new Refusal("listing-repeats", { target }), node));
    }
    return nodes;
  }

  /** The same node for the same object, so that VS Code keeps it selected over a redraw. */
  #object(parent: FolderNode, object: ListedObject): ObjectNode {
    const { account, bucket } = parent;
    const id = refKey({ account, bucket, key: object.key });
    const known = this.#objects.get(id);
    if (known?.object === object && known.parent === parent) return known;
    const node: ObjectNode = { kind: "object", account, bucket, object, parent };
    this.#objects.set(id, node);
    return node;
  }

  /** As a listing tells it: of all keys that begin with a key, that key is the first. */
  async #listed(account: string, bucket: string, key: string): Promise<ListedObject | undefined> {
    const client = await this.#services.accounts.client(account);
    const { objects } = await client.listObjects(bucket, { prefix: key, maxKeys: 1 });
    return objects.find((object) => object.key === key);
  }

  #folder(parent: FolderNode["parent"], facts: FolderFacts): FolderNode {
    const id = refKey({ account: facts.account, bucket: facts.bucket, key: facts.prefix });
    const known = this.#folders.get(id);
    if (known) return known;
    const folder: FolderNode = { ...facts, parent, listing: this.#listing(facts) };
    this.#folders.set(id, folder);
    return folder;
  }

  #listing(
    { account, bucket, prefix, listing }: FolderFacts & { readonly listing?: Listing },
    filter = listing?.filter ?? "",
  ): Listing {
    const { accounts } = this.#services;
    return new Listing(prefix, filter, async ({ continuationToken, ...options }) => {
      const client = await accounts.client(account);
      return client.listObjects(bucket, {
        ...options,
        delimiter: "/",
        ...(continuationToken !== undefined && { continuationToken }),
      });
    });
  }
}

function isWithin(folder: FolderNode, node: TreeNode): boolean {
  if (node.kind === "account") return folder.account === node.setting.name;
  if (node.kind !== "bucket" && node.kind !== "prefix") return false;
  const { account, bucket, prefix } = node;
  return folder.account === account && folder.bucket === bucket && folder.prefix.startsWith(prefix);
}
