/** An image that somebody named: an object of a bucket, or a picture on this side that is uploaded for the call. */
import type { Uri } from "vscode";
import type { DetectionOptions, DetectionOutcome } from "../../detection/detector.ts";
import type { StoredDetection } from "../../labelIndex/storedDetection.ts";
import type { LabelCorrections } from "../../labels/corrections.ts";
import type { ObjectAddress } from "../../oss/address.ts";
import type { OssClient } from "../../oss/client.ts";
import type { ObjectRef } from "../../oss/objectRef.ts";
import type { Log } from "../log.ts";
import type { Ui } from "../ui.ts";
import type { Corrections } from "./corrections.ts";
import type { LabelStore } from "./labelStore.ts";
import type { Comparison, LocalCopies } from "./localCopies.ts";
import type { Picture, Pictures } from "./pictures.ts";
import type { UploadDestination } from "./uploadConsent.ts";
import type { UploadedCopies } from "./uploadedCopies.ts";

/** What looking at an image may cost. None of it asks for labels. */
export interface Look {
  /**
   * `requests` asks the account about the image as it is now. `nothing` takes what this machine has: the label index,
   * pictures that were fetched before, files, and the sample account's server.
   */
  readonly spend: "nothing" | "requests";
  readonly signal?: AbortSignal;
}

/** Facts that are not available are absent. */
export interface ImageFacts {
  /** Bytes. */
  readonly size?: number;
  /** Pixels. */
  readonly width?: number;
  /** Pixels. */
  readonly height?: number;
  readonly picture?: Picture;
  /** Why there is no picture, in few words, where it was looked for. */
  readonly pictureMissing?: string;
  /** What OSS says the image is: `jpg`, `png`, `gif`… */
  readonly format?: string;
  /** The file to show as the picture, when there are no bytes at hand. */
  readonly pictureUri?: Uri;
  /** The newest stored detection of these bytes, whatever threshold it was asked at. */
  readonly stored?: StoredDetection;
  /** What people corrected of the image's labels; absent where nothing. */
  readonly corrections?: LabelCorrections;
  /** Where a file of the workspace is in OSS, and what the last comparison found, if there was one. */
  readonly inOss?: { readonly object: ObjectAddress; readonly comparison: Comparison | undefined };
  /** A sentence that belongs beside the image. */
  readonly note?: string;
  /** True when a detection costs nothing: the image is the sample account's, whose note belongs beside its labels. */
  readonly isFree?: boolean;
}

export interface ImageDetection extends DetectionOptions {
  readonly signal?: AbortSignal;
}

export interface Image {
  /** One panel per id. */
  readonly id: string;
  /** File name, as the panel's title shows it. */
  readonly title: string;
  /** `oss://bucket/key`, or the path of a local picture in its workspace. */
  readonly uri: string;
  /** Name of the account that is asked. */
  readonly account: string;
  /** `undefined` for a local picture. */
  readonly object: ObjectRef | undefined;
  /** True when a detection costs nothing: the account is the sample. */
  readonly isFree: boolean;
  /** What belongs beside the image before any fact is known. */
  readonly note: string | undefined;
  /**
   * The newest stored detection; with `requests` only one of the bytes as they are now. Rejects with a `Failure`.
   */
  known(look: Look): Promise<StoredDetection | undefined>;
  /** What is available; never throws. `picture` is of at most 320 px, or of 800 px for the panel. */
  facts(look: Look & { readonly picture: "thumbnail" | "panel" }): Promise<ImageFacts>;
  /** At most one billable call. Rejects with a `Failure`. */
  detect(detection: ImageDetection): Promise<DetectionOutcome>;
}

/** What images are asked with. */
export interface ImageServices {
  readonly client: (account: string) => Promise<OssClient>;
  readonly labels: LabelStore;
  readonly corrections: Pick<Corrections, "of">;
  readonly pictures: Pictures;
  readonly copies: LocalCopies;
  /** Resolves when the person agrees, or agreed before, that pictures are uploaded there. */
  readonly agreeToUpload: (destination: UploadDestination) => Promise<void>;
  readonly uploads: UploadedCopies;
  readonly ui: Ui;
  readonly log: Log;
}
