/** The label index of this machine, opened when the first label is looked up. */
import { createHash } from "node:crypto";
import * as vscode from "vscode";
import { type DetectionStore, Detector } from "../detection/detector.ts";
import type { LabelIndex } from "../labelIndex/labelIndex.ts";
import type { ObjectVersion, StoredDetection } from "../labelIndex/storedDetection.ts";
import { topLabels } from "../labels/report.ts";
import type { ObjectAddress } from "../oss/address.ts";
import type { ObjectRef } from "../oss/objectRef.ts";
import type { Log } from "./log.ts";
import type { ObjectNode } from "./tree/nodes.ts";
import { uiLine } from "./uiText.ts";

export class LabelStore implements DetectionStore {
  readonly #folder: vscode.Uri;
  readonly #accounts: () => readonly string[];
  readonly #log: Log;
  #index: Promise<LabelIndex> | undefined;
  readonly detector = new Detector(this);

  /** `accounts` names those of the settings. */
  constructor(folder: vscode.Uri, accounts: () => readonly string[], log: Log) {
    this.#folder = folder;
    this.#accounts = accounts;
    this.#log = log;
  }

  index(): Promise<LabelIndex> {
    this.#index ??= this.#open();
    return this.#index;
  }

  async find(version: ObjectVersion, threshold: number): Promise<StoredDetection | undefined> {
    return (await this.index()).find(version, threshold);
  }

  async save(stored: StoredDetection): Promise<void> {
    (await this.index()).save(stored);
  }

  /** The answer for the version that the tree lists; an answer for an older version is not shown. */
  async ofNode({ account, bucket, object }: ObjectNode): Promise<StoredDetection | undefined> {
    const { key, etag, size } = object;
    return this.ofVersion({ account, bucket, key, etag, size });
  }

  /** The answer about just these bytes, whatever threshold it was asked at. */
  async ofVersion(version: ObjectVersion): Promise<StoredDetection | undefined> {
    const index = await this.index();
    return index.find(version, 1);
  }

  /** The newest answer about an object whose present version is not known. */
  async latest(ref: ObjectRef): Promise<StoredDetection | undefined> {
    const index = await this.index();
    return index.latest(ref);
  }

  /** The answer that any account has about a picture of this side. */
  async ofBytes(bytes: Uint8Array): Promise<StoredDetection | undefined> {
    const etag = createHash("md5").update(bytes).digest("hex");
    for (const account of this.#accounts()) {
      const version = { account, bucket: "", key: "", etag, size: bytes.length };
      const answer = await this.ofVersion(version);
      if (answer) return answer;
    }
    return undefined;
  }

  async topLabel(node: ObjectNode): Promise<string | undefined> {
    const answer = await this.ofNode(node);
    return answer && topLabels(answer.labels, 1)[0]?.name;
  }

  /** Forgets what is known of an object, or everything; returns how many answers that were. */
  async forget(account: string, address?: ObjectAddress): Promise<number> {
    const index = await this.index();
    return index.forget(account, address?.bucket, address?.key);
  }

  async close(): Promise<void> {
    const index = await this.#index?.catch(() => undefined);
    index?.close();
  }

  async #open(): Promise<LabelIndex> {
    const { LabelIndex } = await import("../labelIndex/labelIndex.ts");
    const file = vscode.Uri.joinPath(this.#folder, "labels.sqlite").fsPath;
    return LabelIndex.open(file, { onProblem: ({ message }) => this.#tell(message) });
  }

  /** What was paid for and cannot be kept is worth a word, once. */
  #tell(message: string): void {
    this.#log.warn(message);
    void vscode.window.showWarningMessage(uiLine(message));
  }
}
