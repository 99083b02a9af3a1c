/** A picture on this side that no mapping leads to an object for: uploaded, detected, deleted. */
import * as vscode from "vscode";
import type { DetectionOutcome, Detector } from "../../detection/detector.ts";
import { detectLocalImage, localVersion } from "../../detection/localImage.ts";
import { checkImageSize } from "../../detection/preflight.ts";
import type { StoredDetection } from "../../labelIndex/storedDetection.ts";
import type { OssClient } from "../../oss/client.ts";
import { OssError } from "../../oss/error.ts";
import type { PanelObject } from "../../panel/protocol.ts";
import { sampleNote } from "../accounts/sampleAccount.ts";
import { type Picture, pictureType } from "../pictures.ts";
import type { AccountSetting } from "../settingsSchema.ts";
import type { Subject, SubjectDetection } from "./subject.ts";
import type { UploadPlace } from "./uploadConsent.ts";

export interface LocalSubjectServices {
  readonly client: (account: string) => Promise<OssClient>;
  readonly detector: Detector;
  /** Resolves when the person agrees, or agreed before, that pictures are uploaded to this place. */
  readonly agreeToUpload: (place: UploadPlace) => Promise<void>;
  readonly onLeftBehind: (uri: string) => void;
}

export interface UploadLocation {
  readonly bucket: string;
  readonly prefix: string;
}

export class LocalSubject implements Subject {
  readonly id: string;
  readonly title: string;
  readonly uri: string;
  readonly account: string;
  readonly note: string;
  readonly #file: vscode.Uri;
  readonly #location: UploadLocation;
  readonly #services: LocalSubjectServices;

  constructor(
    file: vscode.Uri,
    setting: AccountSetting,
    location: UploadLocation,
    services: LocalSubjectServices,
  ) {
    this.#file = file;
    this.#location = location;
    this.#services = services;
    this.account = setting.name;
    this.id = file.toString();
    this.title = file.path.slice(file.path.lastIndexOf("/") + 1);
    this.uri = vscode.workspace.asRelativePath(file, false);
    const sample = setting.credentials.source === "sample" ? ` ${sampleNote}` : "";
    this.note = `Local picture: a copy is uploaded to ${locationText(location)} for the call and deleted afterwards.${sample}`;
  }

  async facts(): Promise<PanelObject> {
    const { title, uri, account } = this;
    const picture = await this.#read().catch(() => undefined);
    if (!picture) return { title, uri, account };
    const pixels = await pixelsOf(picture.bytes);
    const { bytes, type } = picture;
    return {
      title,
      uri,
      account,
      size: bytes.length,
      picture: bytes,
      pictureType: type,
      ...pixels,
    };
  }

  async known(): Promise<StoredDetection | undefined> {
    const { bytes } = await this.#read();
    const address = { bucket: this.#location.bucket, key: this.title };
    const version = localVersion(this.account, address, bytes);
    return (await this.#services.detector.stored(version, { threshold: 1 }))?.stored;
  }

  async detect(detection: SubjectDetection): Promise<DetectionOutcome> {
    const { bytes, type } = await this.#read();
    const known = !detection.refresh && (await this.known());
    if (!known || known.threshold > detection.threshold) {
      const { account } = this;
      await this.#services.agreeToUpload({ account, location: locationText(this.#location) });
    }
    return detectLocalImage(this.#services.detector, {
      account: this.account,
      client: () => this.#services.client(this.account),
      location: this.#location,
      image: { name: this.title, bytes, contentType: type },
      onLeftBehind: this.#services.onLeftBehind,
      ...detection,
    });
  }

  /** A file that is too large is refused before it is read. */
  async #readFile(): Promise<Uint8Array> {
    const { fs } = vscode.workspace;
    const { size } = await this.#reading(() => fs.stat(this.#file));
    if (size > 0) checkImageSize(this.uri, size);
    return this.#reading(() => fs.readFile(this.#file));
  }

  async #reading<T>(read: () => Thenable<T>): Promise<T> {
    try {
      return await read();
    } catch (cause) {
      throw new OssError({
        code: "file-unreadable",
        message: `${this.uri} cannot be read. Check that the file exists and that you may read it.`,
        cause,
      });
    }
  }

  async #read(): Promise<Picture> {
    const bytes = await this.#readFile();
    const type = pictureType(bytes);
    // A plain copy, since VS Code posts nothing else to a webview as bytes.
    if (type) return { bytes: new Uint8Array(bytes), type };
    throw new OssError({
      code: "not-an-image",
      message: `${this.title} is not a JPEG or PNG picture, despite its name. Choose another file; nothing was uploaded.`,
    });
  }
}

function locationText({ bucket, prefix }: UploadLocation): string {
  return `oss://${bucket}/${prefix}`;
}

/** Width and height in pixels, read from the picture's header; empty when they cannot be read. */
export async function pixelsOf(bytes: Uint8Array): Promise<{ width?: number; height?: number }> {
  const { imageSize } = await import("image-size");
  try {
    const { width, height } = imageSize(bytes);
    return { width, height };
  } catch {
    return {};
  }
}
