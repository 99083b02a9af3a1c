/** A picture on this side that no mapping leads to an object for: uploaded, detected, deleted. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import type { DetectionOutcome } from "../../detection/detector.ts";
import { detectLocalImage, localVersion } from "../../detection/localImage.ts";
import type { StoredDetection } from "../../labelIndex/storedDetection.ts";
import { noPictureText } from "../../messages/brief.ts";
import { lastSegment } from "../../oss/objectRef.ts";
import { refuseWhenReadOnly } from "../settings.ts";
import { type AccountSetting, isSample } from "../settingsSchema.ts";
import type { Image, ImageDetection, ImageFacts, ImageServices } from "./image.ts";
import { pixelsOf, readImageFile } from "./imageFile.ts";
import type { Picture } from "./pictureBytes.ts";

export interface UploadLocation {
  readonly bucket: string;
  readonly prefix: string;
}

export class LocalImage implements Image {
  readonly id: string;
  readonly title: string;
  readonly uri: string;
  readonly account: string;
  readonly object = undefined;
  readonly isFree: boolean;
  readonly note: string;
  readonly #file: vscode.Uri;
  readonly #location: UploadLocation;
  readonly #services: ImageServices;

  constructor(
    file: vscode.Uri,
    setting: AccountSetting,
    location: UploadLocation,
    services: ImageServices,
  ) {
    this.#file = file;
    this.#location = location;
    this.#services = services;
    this.account = setting.name;
    this.isFree = isSample(setting);
    this.id = file.toString();
    this.title = lastSegment(file.path);
    this.uri = vscode.workspace.asRelativePath(file, false);
    this.note = t(
      "Local picture: a copy is uploaded to {0} for the call and deleted afterwards.",
      locationText(location),
    );
  }

  async known(): Promise<StoredDetection | undefined> {
    return this.#storedOf(await readImageFile(this.#file));
  }

  async facts(): Promise<ImageFacts> {
    const { note, isFree } = this;
    try {
      const picture = await readImageFile(this.#file);
      const [pixels, stored] = await Promise.all([
        pixelsOf(picture.bytes),
        this.#storedOf(picture),
      ]);
      const size = picture.bytes.length;
      return { note, isFree, size, picture, ...pixels, ...(stored && { stored }) };
    } catch (error) {
      this.#services.log.info(`About ${this.uri}: ${error}`);
      return { note, isFree, pictureMissing: noPictureText(error) };
    }
  }

  async detect({
    threshold,
    refresh = false,
    signal = new AbortController().signal,
  }: ImageDetection): Promise<DetectionOutcome> {
    const { client, labels, agreeToUpload, uploads } = this.#services;
    const { account } = this;
    const picture = await readImageFile(this.#file);
    const stored = refresh ? undefined : await this.#storedOf(picture);
    if (!stored || stored.threshold > threshold) {
      // Before the person is asked for what would then be refused.
      refuseWhenReadOnly();
      const { isFree } = this;
      await agreeToUpload({ account, location: locationText(this.#location), isFree });
    }
    return detectLocalImage(labels.detector, {
      account,
      client: () => client(account),
      location: this.#location,
      image: { name: this.title, bytes: picture.bytes, contentType: picture.type },
      copies: uploads,
      threshold,
      refresh,
      signal,
    });
  }

  async #storedOf({ bytes }: Picture): Promise<StoredDetection | undefined> {
    const address = { bucket: this.#location.bucket, key: this.title };
    return this.#services.labels.find(localVersion(this.account, address, bytes), 1);
  }
}

function locationText({ bucket, prefix }: UploadLocation): string {
  return `oss://${bucket}/${prefix}`;
}
