/** The label index of this machine, opened when the first label is looked up. */
import { createHash } from "node:crypto";
import * as vscode from "vscode";
import { type CallBudget, type DetectionStore, Detector } from "../../detection/detector.ts";
import { Refusal } from "../../errors/refusal.ts";
import { isSameContent } from "../../labelIndex/fingerprint.ts";
import { LabelIndex } from "../../labelIndex/labelIndex.ts";
import type { ForgetScope, Forgotten } from "../../labelIndex/port.ts";
import type { ObjectVersion, StoredDetection } from "../../labelIndex/storedDetection.ts";
import { wordsFor } from "../../messages/explain.ts";
import { type ObjectRef, sameRef } from "../../oss/objectRef.ts";
import type { PlanIndex } from "../../runs/plan.ts";
import { sampleBucket } from "../accounts/sampleAccount.ts";
import type { Log } from "../log.ts";
import { type AccountSetting, isSample } from "../settingsSchema.ts";
import type { Ui } from "../ui.ts";

/** What has become known or was forgotten, for everything that shows labels. */
export type LabelChange =
  /** `isRestored` tells what was forgotten before from what was asked for just now. */
  | { readonly kind: "stored"; readonly stored: StoredDetection; readonly isRestored?: true }
  /** Of which objects something was forgotten; absent where it was of more than can be named. */
  | { readonly kind: "forgotten"; readonly objects?: readonly ObjectVersion[] };

/** Objects that are told of one by one; of others, only that the index has changed. */
const maxTold = 1000;

type NamedAccount = Pick<AccountSetting, "name" | "credentials">;

export interface LabelStoreOptions {
  /** Where the index's file is. */
  readonly storage: vscode.Uri;
  /** Where the extension is installed, with the program of the index's thread. */
  readonly extension: vscode.Uri;
  /** Whether anything is kept beyond this window. */
  readonly isKept: () => boolean;
  /** Those of the settings. */
  readonly accounts: () => readonly NamedAccount[];
  readonly log: Log;
  readonly ui: Ui;
  /** What every billable call is counted against. */
  readonly budget?: CallBudget;
}

export class LabelStore implements DetectionStore {
  readonly #storage: vscode.Uri;
  readonly #extension: vscode.Uri;
  readonly #isKept: () => boolean;
  readonly #accounts: () => readonly NamedAccount[];
  readonly #log: Log;
  readonly #ui: Ui;
  readonly #changed = new vscode.EventEmitter<LabelChange>();
  readonly #indexChanged = new vscode.EventEmitter<void>();
  /** New names of accounts, by those they had when this window was opened. */
  readonly #renamed = new Map<string, string>();
  #index: LabelIndex | undefined;
  /** When the index was opened. */
  #wasKept = true;
  readonly detector: Detector;
  readonly onDidChange = this.#changed.event;
  /** What is kept has changed, in this window or another; told at most every 250 ms. */
  readonly onDidChangeIndex = this.#indexChanged.event;

  constructor(options: LabelStoreOptions) {
    const { storage, extension, isKept, accounts, log, ui, budget } = options;
    this.detector = new Detector(this, budget);
    this.#isKept = isKept;
    this.#storage = storage;
    this.#extension = extension;
    this.#accounts = accounts;
    this.#log = log;
    this.#ui = ui;
  }

  /** All that the index can be asked; what changes labels that are shown is asked here instead. */
  get index(): LabelIndex {
    this.#index ??= this.#open();
    return this.#index;
  }

  /** What was paid for through one account is not asked again through another, or under the account's new name. */
  async find(version: ObjectVersion, threshold: number): Promise<StoredDetection | undefined> {
    const { account } = version;
    const stored = await this.index.find(version, threshold, this.#leftOut(version));
    if (!stored || stored.object.account === account) return stored;
    return { ...stored, object: { ...stored.object, account } };
  }

  async adopt(version: ObjectVersion, threshold: number): Promise<void> {
    await this.index.adopt(version, threshold, this.#leftOut(version));
  }

  async claim(bytes: string, duration: number): Promise<boolean> {
    return this.index.claim(bytes, duration);
  }

  async release(bytes: string): Promise<void> {
    await this.index.release(bytes);
  }

  async save(detected: StoredDetection): Promise<void> {
    const { account } = detected.object;
    // The account may have been renamed during the call.
    const isThere = this.#accounts().some((setting) => setting.name === account);
    const name = isThere ? account : this.#renamed.get(account);
    const stored = { ...detected, object: { ...detected.object, account: name ?? account } };
    await this.index.save(stored);
    this.#changed.fire({ kind: "stored", stored });
  }

  /** Accounts whose labels are nobody else's; `undefined` where another account's will not do at all. */
  #leftOut({ account, bucket }: ObjectVersion): string[] | undefined {
    // The sample account's labels were written by hand.
    if (bucket === sampleBucket || this.#isSample(account)) return undefined;
    return this.#accounts()
      .filter(isSample)
      .map(({ name }) => name);
  }

  #isSample(account: string): boolean {
    return this.#accounts().some((setting) => setting.name === account && isSample(setting));
  }

  /** What plans of runs ask and tell: as `find`, for many. */
  get planIndex(): PlanIndex {
    return {
      see: (images) => this.index.see(images),
      adopt: (version, threshold) => this.adopt(version, threshold),
      findMany: async (versions, threshold) => {
        const [first] = versions;
        if (!first) return [];
        const places = new Set(versions.map(({ account, bucket }) => `${account}/${bucket}`));
        // Who may answer for whom goes by account and bucket.
        if (places.size === 1) {
          return this.index.findMany(versions, threshold, this.#leftOut(first));
        }
        return Promise.all(versions.map((version) => this.find(version, threshold)));
      },
    };
  }

  /** The newest about an object, whatever its bytes were then. */
  latest(object: ObjectRef): Promise<StoredDetection | undefined> {
    return this.index.latest(object);
  }

  /** The newest about just these bytes, of any account of the settings. */
  async ofBytes(bytes: Uint8Array): Promise<StoredDetection | undefined> {
    const etag = createHash("md5").update(bytes).digest("hex");
    for (const { name: account } of this.#accounts()) {
      const version = { account, bucket: "", key: "", etag, size: bytes.length };
      const stored = await this.find(version, 1);
      if (stored) return stored;
    }
    return undefined;
  }

  /**
   * Forgets what is known of objects, and of copies with the same bytes, which would be shown in their place; or all
   * of an account, a bucket, a prefix or a query. Throws a `Refusal` when the index cannot be written.
   */
  async forget(scope: ForgetScope): Promise<Forgotten> {
    const forgotten = await this.index.forget(scope);
    if (!forgotten) throw new Refusal("labels-not-changed", { reason: "forgotten" });
    const { detections, objects } = forgotten;
    if (detections > 0) this.#changed.fire({ kind: "forgotten", ...(objects && { objects }) });
    return forgotten;
  }

  /** Brings back what was forgotten last. */
  async restore({ id }: Forgotten): Promise<void> {
    const refs = await this.index.undoForget(id);
    for (const ref of refs.slice(0, maxTold)) {
      const stored = await this.latest(ref);
      if (stored) this.#changed.fire({ kind: "stored", stored, isRestored: true });
    }
  }

  /** Forgets what is known of an account's objects; returns how many detections that were. */
  async forgetLabels(account: string): Promise<number> {
    return (await this.forget({ kind: "prefix", account })).detections;
  }

  async renameAccount(from: string, to: string): Promise<void> {
    this.#renamed.set(from, to);
    const count = await this.index.renameAccount(from, to);
    if (count === undefined) throw new Refusal("labels-not-changed", { reason: "renamed" });
  }

  async close(): Promise<void> {
    this.#changed.dispose();
    this.#indexChanged.dispose();
    await this.#index?.close();
  }

  /** From now on the index is kept, or is not, as the settings say. */
  async settingsChanged(): Promise<void> {
    const before = this.#index;
    if (!before || this.#isKept() === this.#wasKept) return;
    this.#index = undefined;
    await before.close();
    this.#indexChanged.fire();
  }

  #open(): LabelIndex {
    this.#wasKept = this.#isKept();
    const file = vscode.Uri.joinPath(this.#storage, "labels.sqlite").fsPath;
    return LabelIndex.open(this.#wasKept ? file : undefined, {
      program: vscode.Uri.joinPath(this.#extension, "dist", "labelIndexWorker.cjs").fsPath,
      onChange: () => this.#indexChanged.fire(),
      // A person should hear, once, that what they paid for cannot be kept.
      onProblem: ({ facts, cause }) => {
        const problem = new Refusal("label-index", facts, { cause });
        this.#log.warn(problem.message);
        void this.#ui.tell({ severity: "warning", text: wordsFor(problem) });
      },
    });
  }
}

/** Whether a change is about an object, or about a copy of it with the same bytes. */
export function concerns(change: LabelChange, version: ObjectVersion): boolean {
  if (change.kind === "stored") {
    const { object } = change.stored;
    if (object.account !== version.account) return false;
    return sameRef(object, version) || isSameContent(object, version);
  }
  if (change.objects === undefined) return true;
  return change.objects.some(
    (object) =>
      object.account === version.account &&
      (sameRef(object, version) || isSameContent(object, version)),
  );
}
