/** An object of a bucket, as what labels are asked for. */

import * as vscode from "vscode";
import { type DetectionOutcome, type Detector, objectVersion } from "../../detection/detector.ts";
import type { StoredDetection } from "../../labelIndex/storedDetection.ts";
import { formatObjectUri, type ObjectAddress } from "../../oss/address.ts";
import type { ObjectHead } from "../../oss/calls/headObject.ts";
import type { OssClient } from "../../oss/client.ts";
import { refKey } from "../../oss/objectRef.ts";
import type { PanelObject } from "../../panel/protocol.ts";
import { sampleNote } from "../accounts/sampleAccount.ts";
import type { Pictures } from "../pictures.ts";
import type { AccountSetting } from "../settingsSchema.ts";
import { lastSegment } from "../tree/treeItems.ts";
import { comparisonSentence, type LocalCopies } from "./localCopy.ts";
import type { Subject, SubjectDetection } from "./subject.ts";

export interface ObjectSubjectServices {
  readonly client: (account: string) => Promise<OssClient>;
  readonly detector: Detector;
  readonly pictures: Pictures;
  readonly copies: LocalCopies;
}

export class ObjectSubject implements Subject {
  readonly id: string;
  readonly title: string;
  readonly uri: string;
  readonly account: string;
  readonly address: ObjectAddress;
  readonly #services: ObjectSubjectServices;
  readonly #sampleNote: string | undefined;
  /** The file of the workspace that stands for the object. */
  readonly #file: vscode.Uri | undefined;
  #fileNote: string | undefined;

  constructor(
    setting: AccountSetting,
    address: ObjectAddress,
    services: ObjectSubjectServices,
    file?: vscode.Uri,
  ) {
    this.account = setting.name;
    this.#sampleNote = setting.credentials.source === "sample" ? sampleNote : undefined;
    this.address = address;
    this.uri = formatObjectUri(address);
    this.id = refKey({ account: this.account, ...address });
    this.title = lastSegment(address.key);
    this.#services = services;
    this.#file = file;
  }

  get note(): string | undefined {
    return [this.#fileNote, this.#sampleNote].filter(Boolean).join(" ") || undefined;
  }

  async facts(signal: AbortSignal): Promise<PanelObject> {
    const { title, uri, account } = this;
    const none = () => undefined;
    const client = await this.#services.client(account).catch(none);
    // The next request says why.
    if (!client) return { title, uri, account };
    const head = await client.headObject(this.address, { signal }).catch(none);
    if (head) this.#fileNote = await this.#compare(head).catch(none);
    const [info, picture] = await Promise.all([
      client.imageInfo(this.address, { signal }).catch(none),
      this.#services.pictures.panelPicture(
        client,
        { account, address: this.address, etag: head?.etag },
        signal,
      ),
    ]);
    return {
      title,
      uri,
      account,
      ...(head && { size: head.size }),
      ...(info && { width: info.width, height: info.height }),
      ...(picture && { picture: picture.bytes, pictureType: picture.type }),
    };
  }

  /** Labels of another picture than the one in the workspace must not pass for its own. */
  async #compare(head: ObjectHead): Promise<string | undefined> {
    if (!this.#file) return undefined;
    const file = vscode.workspace.asRelativePath(this.#file, false);
    const result = await this.#services.copies.compare(this.#file, this.address, head);
    return comparisonSentence(result, file);
  }

  async known(signal: AbortSignal): Promise<StoredDetection | undefined> {
    const client = await this.#services.client(this.account);
    const head = await client.headObject(this.address, { signal });
    // Any threshold up to 1 will do: the panel shows what there is and marks what was asked for.
    const version = objectVersion({ account: this.account, ...this.address }, head);
    return (await this.#services.detector.stored(version, { threshold: 1 }))?.stored;
  }

  async detect(detection: SubjectDetection): Promise<DetectionOutcome> {
    const { account, address } = this;
    return this.#services.detector.detect({
      object: { account, ...address },
      client: () => this.#services.client(account),
      ...detection,
    });
  }
}
