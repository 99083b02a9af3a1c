/** An image that is an object of a bucket. */
import { t } from "@vscode/l10n";
import * as vscode from "vscode";
import {
  type DetectionOutcome,
  type ObjectFingerprint,
  objectVersion,
} from "../../detection/detector.ts";
import type { StoredDetection } from "../../labelIndex/storedDetection.ts";
import { isUncorrected } from "../../labels/corrections.ts";
import { sentences } from "../../labels/format.ts";
import { noPictureText } from "../../messages/brief.ts";
import { formatObjectUri, type ObjectAddress } from "../../oss/address.ts";
import type { OssClient } from "../../oss/client.ts";
import { OssError } from "../../oss/error.ts";
import { lastSegment, type ObjectRef, refKey } from "../../oss/objectRef.ts";
import { SharedWork } from "../../oss/sharedWork.ts";
import { isCancellation } from "../present.ts";
import { type AccountSetting, isSample } from "../settingsSchema.ts";
import type { Image, ImageDetection, ImageFacts, ImageServices, Look } from "./image.ts";
import { comparisonSentence } from "./localCopies.ts";
import type { PictureUse } from "./pictures.ts";

/** Said before a call: without either, nobody can tell whether an answer is still about the same bytes. */
function notReusable({ etag, crc64 }: ObjectFingerprint): string | undefined {
  if (etag !== undefined || crc64 !== undefined) return undefined;
  return t(
    "OSS gives this object neither an ETag nor a checksum, so its labels cannot be kept: each detection is billed.",
  );
}

function noteOf(said: readonly (string | undefined)[]): Pick<ImageFacts, "note"> {
  const note = sentences(...said);
  return note === "" ? {} : { note };
}

/** What is known of the object already. */
export interface BucketImageHints {
  /** The file of the workspace that stands for the object. */
  readonly file?: vscode.Uri;
  /** The version as a listing gave it, which saves a HEAD. */
  readonly listed?: ObjectFingerprint;
}

export class BucketImage implements Image {
  readonly id: string;
  readonly title: string;
  readonly uri: string;
  readonly account: string;
  readonly object: ObjectRef;
  readonly isFree: boolean;
  readonly note = undefined;
  readonly #services: ImageServices;
  readonly #hints: BucketImageHints;
  readonly #heads = new SharedWork<ObjectFingerprint>();

  constructor(
    setting: AccountSetting,
    { bucket, key }: ObjectAddress,
    services: ImageServices,
    hints: BucketImageHints = {},
  ) {
    this.account = setting.name;
    this.object = { account: setting.name, bucket, key };
    this.isFree = isSample(setting);
    this.uri = formatObjectUri(this.object);
    this.id = refKey(this.object);
    this.title = lastSegment(key);
    this.#services = services;
    this.#hints = hints;
  }

  async known({ spend, signal }: Look): Promise<StoredDetection | undefined> {
    const { labels } = this.#services;
    const { listed } = this.#hints;
    if (!listed && spend === "nothing") return labels.latest(this.object);
    const head = listed ?? (await this.head(signal));
    // Any threshold will do: what is shown says what was asked for.
    return labels.find(objectVersion(this.object, head), 1);
  }

  async facts({ spend, signal, picture }: Look & { picture: PictureUse }): Promise<ImageFacts> {
    // The sample account's server is on this machine, so asking it spends nothing.
    if (spend === "nothing" && !this.isFree) return this.#factsAtHand();
    let head: ObjectFingerprint;
    try {
      head = this.#hints.listed ?? (await this.head(signal));
    } catch (error) {
      return this.#factsWithoutHead(error);
    }
    const [stored, corrections, info, small, comparison] = await Promise.all([
      this.#services.labels.find(objectVersion(this.object, head), 1),
      this.#corrections(),
      this.#hints.listed ? undefined : this.#orLogged(this.#info(signal)),
      this.#picture(picture, head, signal),
      this.#orLogged(this.#comparison(head)),
    ]);
    return {
      size: head.size,
      isFree: this.isFree,
      ...(info && { width: info.width, height: info.height, format: info.format }),
      ...small,
      ...(stored && { stored }),
      ...corrections,
      ...noteOf([comparison, this.isFree ? undefined : notReusable(head)]),
    };
  }

  async detect(detection: ImageDetection): Promise<DetectionOutcome> {
    const { labels } = this.#services;
    return labels.detector.detect({
      object: this.object,
      client: () => this.#client(),
      head: (signal) => this.head(signal),
      ...detection,
    });
  }

  /** The object as it is now. Callers at the same time share one HEAD. Rejects with a `Failure`. */
  head(signal?: AbortSignal): Promise<ObjectFingerprint> {
    return this.#heads.run("", undefined, signal, async (shared) =>
      (await this.#client()).headObject(this.object, { signal: shared }),
    );
  }

  async #factsAtHand(): Promise<ImageFacts> {
    const { labels, pictures } = this.#services;
    const stored = await labels.latest(this.object);
    const picture = await pictures.keptThumbnail(this.object, stored?.object);
    const size = stored?.object.size;
    return {
      ...(stored && { stored }),
      ...(await this.#corrections()),
      ...(size !== undefined && { size }),
      ...(picture && { picture }),
    };
  }

  #factsWithoutHead(error: unknown): ImageFacts {
    this.#log(error);
    const isMissing = error instanceof OssError && error.status === 404;
    const note = t("There is no such object in the sample account.");
    const pictureMissing = noPictureText(error);
    return { isFree: this.isFree, pictureMissing, ...(this.isFree && isMissing && { note }) };
  }

  async #info(signal: AbortSignal | undefined) {
    return (await this.#client()).imageInfo(this.object, signal ? { signal } : {});
  }

  async #picture(
    use: PictureUse,
    head: ObjectFingerprint,
    signal: AbortSignal | undefined,
  ): Promise<Pick<ImageFacts, "picture" | "pictureMissing">> {
    try {
      const version = objectVersion(this.object, head);
      const picture = await this.#services.pictures.fetch(() => this.#client(), version, {
        use,
        signal,
      });
      return picture ? { picture } : { pictureMissing: noPictureText(undefined) };
    } catch (error) {
      // Everything else still works; a broken object says so when it is detected.
      this.#log(error);
      return { pictureMissing: noPictureText(error) };
    }
  }

  /** Labels of another picture than the one in the workspace must not pass for its own. */
  async #comparison(head: ObjectFingerprint): Promise<string | undefined> {
    const { file } = this.#hints;
    if (!file) return undefined;
    const result = await this.#services.copies.compare(file, this.object, head);
    return comparisonSentence(result, vscode.workspace.asRelativePath(file, false));
  }

  async #corrections(): Promise<Pick<ImageFacts, "corrections">> {
    const corrections = await this.#services.corrections.of(this.object);
    return isUncorrected(corrections) ? {} : { corrections };
  }

  #client(): Promise<OssClient> {
    return this.#services.client(this.account);
  }

  /** The next request reports its own failure; a missing fact is only worth a line in the log. */
  async #orLogged<T>(fact: T | Promise<T>): Promise<T | undefined> {
    try {
      return await fact;
    } catch (error) {
      this.#log(error);
      return undefined;
    }
  }

  #log(error: unknown): void {
    if (!isCancellation(error)) this.#services.log.info(`About ${this.uri}: ${error}`);
  }
}
