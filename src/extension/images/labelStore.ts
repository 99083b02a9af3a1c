/** The label index of this machine, opened when the first label is looked up. */
import { createHash } from "node:crypto";
import * as vscode from "vscode";
import { type DetectionStore, Detector } from "../../detection/detector.ts";
import { Refusal } from "../../errors/refusal.ts";
import { isSameContent } from "../../labelIndex/fingerprint.ts";
import type { LabelIndex } from "../../labelIndex/labelIndex.ts";
import type {
  FoundObject,
  ObjectVersion,
  StoredDetection,
} from "../../labelIndex/storedDetection.ts";
import { type ObjectRef, refKey, sameRef } from "../../oss/objectRef.ts";
import { sampleBucket } from "../accounts/sampleAccount.ts";
import type { Log } from "../log.ts";
import { type AccountSetting, isSample } from "../settingsSchema.ts";
import type { Ui } from "../ui.ts";

/** What has become known or was forgotten, for everything that shows labels. */
export type LabelChange =
  /** `isRestored` tells what was forgotten before from what was asked for just now. */
  | { readonly kind: "stored"; readonly stored: StoredDetection; readonly isRestored?: true }
  /** What was forgotten; absent for all of an account. */
  | {
      readonly kind: "forgotten";
      readonly account: string;
      readonly detections?: readonly StoredDetection[];
    };

type NamedAccount = Pick<AccountSetting, "name" | "credentials">;

export class LabelStore implements DetectionStore {
  readonly #folder: vscode.Uri;
  readonly #accounts: () => readonly NamedAccount[];
  readonly #log: Log;
  readonly #ui: Ui;
  readonly #changed = new vscode.EventEmitter<LabelChange>();
  /** New names of accounts, by those they had when this window was opened. */
  readonly #renamed = new Map<string, string>();
  #index: Promise<LabelIndex> | undefined;
  readonly detector = new Detector(this);
  readonly onDidChange = this.#changed.event;

  /** `accounts` gives those of the settings. */
  constructor(folder: vscode.Uri, accounts: () => readonly NamedAccount[], log: Log, ui: Ui) {
    this.#folder = folder;
    this.#accounts = accounts;
    this.#log = log;
    this.#ui = ui;
  }

  /** What was paid for through one account is not asked again through another, or under the account's new name. */
  async find(version: ObjectVersion, threshold: number): Promise<StoredDetection | undefined> {
    const index = await this.#opened();
    const { account } = version;
    const stored = index.find(version, threshold);
    // The sample account's labels were written by hand, and are nobody else's.
    if (stored || version.bucket === sampleBucket || this.#isSample(account)) return stored;
    const found = index.findElsewhere(version, threshold, (other) => this.#isSample(other));
    return found && { ...found, object: { ...found.object, account } };
  }

  async claim(bytes: string, duration: number): Promise<boolean> {
    return (await this.#opened()).claim(bytes, duration);
  }

  async release(bytes: string): Promise<void> {
    (await this.#opened()).release(bytes);
  }

  async save(detected: StoredDetection): Promise<void> {
    const index = await this.#opened();
    const { account } = detected.object;
    // The account may have been renamed during the call.
    const isThere = this.#accounts().some((setting) => setting.name === account);
    const name = isThere ? account : this.#renamed.get(account);
    const stored = { ...detected, object: { ...detected.object, account: name ?? account } };
    index.save(stored);
    this.#changed.fire({ kind: "stored", stored });
  }

  #isSample(account: string): boolean {
    return this.#accounts().some((setting) => setting.name === account && isSample(setting));
  }

  /** The newest about an object, whatever its bytes were then. */
  async latest(object: ObjectRef): Promise<StoredDetection | undefined> {
    return (await this.#opened()).latest(object);
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

  /** At most a thousand objects whose newest labels match a text, newest first. */
  async search(text: string): Promise<FoundObject[]> {
    return (await this.#opened()).search(text);
  }

  /**
   * Forgets what is known of an object, and of copies with the same bytes, which would be shown in its place. Returns
   * what was forgotten, for `restore`; empty when nothing was known. Throws a `Refusal` when the index cannot be
   * written.
   */
  async forget(version: ObjectVersion): Promise<StoredDetection[]> {
    const detections = (await this.#opened()).take(version);
    if (!detections) throw new Refusal("labels-not-changed", { reason: "forgotten" });
    const { account } = version;
    if (detections.length > 0) this.#changed.fire({ kind: "forgotten", account, detections });
    return detections;
  }

  /** Brings back what was forgotten. */
  async restore(detections: readonly StoredDetection[]): Promise<void> {
    (await this.#opened()).restore(detections);
    const newest = new Map(detections.map((stored) => [refKey(stored.object), stored]));
    for (const stored of newest.values()) {
      this.#changed.fire({ kind: "stored", stored, isRestored: true });
    }
  }

  /** Forgets what is known of an account's objects; returns how many detections that were. */
  async forgetLabels(account: string): Promise<number> {
    const count = (await this.#opened()).forget(account);
    if (count === undefined) throw new Refusal("labels-not-changed", { reason: "forgotten" });
    this.#changed.fire({ kind: "forgotten", account });
    return count;
  }

  async renameAccount(from: string, to: string): Promise<void> {
    this.#renamed.set(from, to);
    const count = (await this.#opened()).renameAccount(from, to);
    if (count === undefined) throw new Refusal("labels-not-changed", { reason: "renamed" });
  }

  async close(): Promise<void> {
    this.#changed.dispose();
    const index = await this.#index?.catch(() => undefined);
    index?.close();
  }

  #opened(): Promise<LabelIndex> {
    this.#index ??= this.#open();
    return this.#index;
  }

  async #open(): Promise<LabelIndex> {
    const { LabelIndex } = await import("../../labelIndex/labelIndex.ts");
    const file = vscode.Uri.joinPath(this.#folder, "labels.sqlite").fsPath;
    return LabelIndex.open(file, {
      // A person should hear, once, that what they paid for cannot be kept.
      onProblem: ({ message: text }) => {
        this.#log.warn(text);
        void this.#ui.tell({ severity: "warning", text });
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
  if (change.account !== version.account) return false;
  if (change.detections === undefined) return true;
  return change.detections.some(
    ({ object }) => sameRef(object, version) || isSameContent(object, version),
  );
}
