/** Finds the image that a target names: an object and its account, or a local picture and where it goes. */

import * as vscode from "vscode";
import { type ObjectFingerprint, objectVersion } from "../../detection/detector.ts";
import { localVersion } from "../../detection/localImage.ts";
import { Refusal } from "../../errors/refusal.ts";
import { isSameContent } from "../../labelIndex/fingerprint.ts";
import type { ObjectVersion, StoredDetection } from "../../labelIndex/storedDetection.ts";
import { correctedLabels } from "../../labels/corrections.ts";
import type { Label } from "../../labels/label.ts";
import type { ObjectAddress } from "../../oss/address.ts";
import { lastSegment } from "../../oss/objectRef.ts";
import { objectForPath } from "../../references/mappings.ts";
import type { Accounts } from "../accounts/accounts.ts";
import type { BucketAccounts } from "../accounts/bucketAccounts.ts";
import { readSetting } from "../settings.ts";
import { type AccountSetting, isSample } from "../settingsSchema.ts";
import { BucketImage } from "./bucketImage.ts";
import type { DetectionCost } from "./detectionCost.ts";
import type { Image, ImageFacts, ImageServices } from "./image.ts";
import { leavesWorkspace, pixelsOf } from "./imageFile.ts";
import { comparisonSentence } from "./localCopies.ts";
import { LocalImage, type UploadLocation } from "./localImage.ts";
import { type Target, targetText, thresholdFor } from "./target.ts";

export interface ImagesServices extends ImageServices {
  readonly accounts: Accounts;
  readonly bucketAccounts: Pick<BucketAccounts, "accountFor" | "known">;
}

/** Files above this, in bytes, are not read to look their labels up. */
const maxFileRead = 8_000_000;

export class Images {
  readonly #services: ImagesServices;

  constructor(services: ImagesServices) {
    this.#services = services;
  }

  /**
   * The image of a target; the person may be asked which account it is read with. Throws a `Refusal`, or a
   * `CancellationError` when the person does not choose.
   */
  async open(target: Target): Promise<Image> {
    const { accounts, bucketAccounts } = this.#services;
    if (target.kind === "object") {
      const { account, address } = target;
      const setting =
        account === undefined
          ? await bucketAccounts.accountFor(address.bucket, address.key)
          : accounts.setting(account);
      return new BucketImage(setting, address, this.#services);
    }
    const object = objectOf(target);
    if (!object) return this.#localImage(target.uri);
    const setting = await bucketAccounts.accountFor(object.bucket, object.key);
    return new BucketImage(setting, object, this.#services, { file: target.uri });
  }

  /** An object in the version that a listing told. */
  listed(setting: AccountSetting, object: ObjectAddress, listed: ObjectFingerprint): Image {
    return new BucketImage(setting, object, this.#services, { listed });
  }

  /** The same images, but what a person refused to have uploaded is not asked for again. */
  askingOnce(): Images {
    const { agreeToUpload } = this.#services;
    const answers = new Map<string, Promise<void>>();
    return new Images({
      ...this.#services,
      agreeToUpload: (destination) => {
        const name = JSON.stringify(destination);
        const answer = answers.get(name) ?? agreeToUpload(destination);
        answers.set(name, answer);
        return answer;
      },
    });
  }

  /** The same images, for a program: what a person would be asked is answered here, or refused. */
  askingNobody(
    account: (bucket: string, key: string) => AccountSetting,
    agreeToUpload: ImageServices["agreeToUpload"],
  ): Images {
    const { bucketAccounts } = this.#services;
    return new Images({
      ...this.#services,
      agreeToUpload,
      bucketAccounts: {
        known: (bucket, key) => bucketAccounts.known(bucket, key),
        accountFor: async (bucket, key = "") => account(bucket, key),
      },
    });
  }

  /** What can be said of a target without asking the person, nor any account that bills for requests. */
  async facts(target: Target): Promise<ImageFacts> {
    const object = objectOf(target);
    const image = object && this.#ofKnownAccount(target, object);
    const ofObject = (await image?.facts({ spend: "nothing", picture: "thumbnail" })) ?? {};
    return target.kind === "file" ? this.#fileFacts(target.uri, object, ofObject) : ofObject;
  }

  /** The newest detection of an object, or that of a file's very bytes; asks nobody. */
  async stored(target: Target): Promise<StoredDetection | undefined> {
    if (target.kind === "file") return (await this.#storedOfFile(target.uri, undefined)).stored;
    return this.#ofKnownAccount(target, target.address)?.known({ spend: "nothing" });
  }

  /** The labels that are stored, as people corrected them; `undefined` where none are known. Asks nobody. */
  async labels(target: Target): Promise<readonly Label[] | undefined> {
    const stored = await this.stored(target);
    return stored && this.corrected(target, stored.labels);
  }

  /** Labels of a target, as people corrected them. Asks nobody. */
  async corrected(target: Target, labels: readonly Label[]): Promise<readonly Label[]> {
    const object = objectOf(target);
    const setting = object && this.#knownSetting(target, object);
    if (!object || !setting) return labels;
    const ref = { account: setting.name, ...object };
    return correctedLabels(labels, await this.#services.corrections.of(ref));
  }

  /** What a detection at the person's threshold would cost; asks nobody. */
  async cost(target: Target): Promise<DetectionCost> {
    const stored = await this.stored(target);
    return {
      isKnown: stored !== undefined && reachesThreshold(stored, target),
      isFree: this.isFree(target),
      uploads: objectOf(target) === undefined,
    };
  }

  /**
   * Whether the labels are known as far down as a threshold (0–1), so that a detection costs nothing. Asks nobody; of
   * an object that no listing told of, nothing can be said before it is asked about.
   */
  async isKnown(target: Target, threshold: number): Promise<boolean> {
    if (target.kind === "object" && !target.listed) return false;
    const { labels } = this.#services;
    for (const version of await this.versions(target)) {
      if (await labels.find(version, threshold)) return true;
    }
    return false;
  }

  /** Whether a detection costs nothing, as far as that is known without asking anyone: the account is the sample. */
  isFree(target: Target): boolean {
    const object = objectOf(target) ?? uploadPlace(target);
    const setting = object && this.#knownSetting(target, object);
    return setting !== undefined && isSample(setting);
  }

  /**
   * What the labels of a target are kept under: its object as it is now, and a file's bytes in every account. The
   * person may be asked which account it is read with. Throws a `Refusal`.
   */
  async versions(target: Target): Promise<ObjectVersion[]> {
    const { accounts, bucketAccounts } = this.#services;
    if (target.kind === "object") return [await this.#presentVersion(target)];
    const object = objectOf(target);
    const setting = object && bucketAccounts.known(object.bucket, object.key);
    const { size } = await vscode.workspace.fs.stat(target.uri);
    const bytes = size > maxFileRead ? undefined : await vscode.workspace.fs.readFile(target.uri);
    const version = bytes && localVersion("", { bucket: "", key: "" }, bytes);
    return [
      ...(setting && object ? [{ account: setting.name, ...object }] : []),
      ...accounts
        .list()
        .accounts.flatMap(({ name }) => (version ? [{ ...version, account: name }] : [])),
    ];
  }

  /**
   * Whether a mapped file and its object are the same picture, as a sentence. One HEAD, no detection. Throws an
   * `Refusal` when the target is no file in a mapped folder.
   */
  async compare(target: Target): Promise<string> {
    const { bucketAccounts, copies } = this.#services;
    const object = target.kind === "file" ? objectOf(target) : undefined;
    if (target.kind !== "file" || !object) throw notMapped(targetText(target));
    const setting = await bucketAccounts.accountFor(object.bucket, object.key);
    const head = await new BucketImage(setting, object, this.#services).head();
    const result = await copies.compare(target.uri, object, head);
    return comparisonSentence(result, targetText(target));
  }

  #ofKnownAccount(target: Target, object: ObjectAddress): Image | undefined {
    const setting = this.#knownSetting(target, object);
    return setting && new BucketImage(setting, object, this.#services);
  }

  #knownSetting(target: Target, object: ObjectAddress): AccountSetting | undefined {
    const { accounts, bucketAccounts } = this.#services;
    const named = target.kind === "object" ? target.account : undefined;
    return named === undefined
      ? bucketAccounts.known(object.bucket, object.key)
      : accounts.setting(named);
  }

  /** Of an object that is gone or cannot be asked about, what was known stays known by its name. */
  async #presentVersion({
    address,
    account,
    listed,
  }: Extract<Target, { kind: "object" }>): Promise<ObjectVersion> {
    const { accounts, bucketAccounts, log } = this.#services;
    const setting =
      account === undefined
        ? await bucketAccounts.accountFor(address.bucket, address.key)
        : accounts.setting(account);
    const image = new BucketImage(setting, address, this.#services);
    try {
      return objectVersion(image.object, listed ?? (await image.head()));
    } catch (error) {
      log.info(`About ${image.uri}: ${error}`);
      return image.object;
    }
  }

  /** The file is what is shown; its object tells the rest. */
  async #fileFacts(
    file: vscode.Uri,
    object: ObjectAddress | undefined,
    { stored: ofObject, note, isFree = false }: ImageFacts,
  ): Promise<ImageFacts> {
    const { mtime, size, bytes, stored } = await this.#storedOfFile(file, ofObject);
    const comparison = object && this.#services.copies.recall(file, mtime, object);
    return {
      size,
      isFree,
      pictureUri: file,
      ...(bytes && (await pixelsOf(bytes))),
      ...(stored && { stored }),
      ...(object && { inOss: { object, comparison } }),
      ...(note !== undefined && { note }),
    };
  }

  /** Labels are found by the bytes: those of another picture are never shown. */
  async #storedOfFile(file: vscode.Uri, ofObject: StoredDetection | undefined) {
    const { mtime, size } = await vscode.workspace.fs.stat(file);
    if (size > maxFileRead) return { mtime, size };
    const bytes = await vscode.workspace.fs.readFile(file);
    const isSame =
      ofObject && isSameContent(localVersion("", ofObject.object, bytes), ofObject.object);
    const stored = isSame ? ofObject : await this.#services.labels.ofBytes(bytes);
    return { mtime, size, bytes, stored };
  }

  async #localImage(file: vscode.Uri): Promise<Image> {
    if (await leavesWorkspace(file)) throw outsideWorkspace(file);
    const location = uploadLocation(file);
    const setting = await this.#services.bucketAccounts.accountFor(
      location.bucket,
      location.prefix,
    );
    return new LocalImage(file, setting, location, this.#services);
  }
}

/** The object of a target: its own, or the one that `pathMappings` gives a file of the workspace. */
export function objectOf(target: Target): ObjectAddress | undefined {
  if (target.kind === "object") return target.address;
  const { uri } = target;
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!folder || !uri.path.startsWith(`${folder.uri.path}/`)) return undefined;
  const path = uri.path.slice(folder.uri.path.length + 1);
  return objectForPath(path, readSetting("pathMappings", folder));
}

/** Of a threshold that is set wrongly nobody knows; a detection will say so. */
function reachesThreshold({ threshold }: StoredDetection, target: Target): boolean {
  try {
    return threshold <= thresholdFor(target);
  } catch {
    return false;
  }
}

/** Where a local picture would go, as far as the settings say so. */
function uploadPlace(target: Target): ObjectAddress | undefined {
  if (target.kind === "object") return undefined;
  try {
    const { bucket, prefix } = uploadLocation(target.uri);
    return { bucket, key: prefix };
  } catch {
    return undefined;
  }
}

/** Throws a `Refusal` that says which setting to fill when there is no place to upload to. */
function uploadLocation(file: vscode.Uri): UploadLocation {
  const written = readSetting("uploadLocation", file);
  const location = /^oss:\/\/([^/]+)\/?(.*)$/s.exec(written);
  if (location?.[1]) return { bucket: location[1], prefix: location[2] ?? "" };
  throw new Refusal(
    "no-upload-location",
    written === ""
      ? { reason: "not-set", file: lastSegment(file.path) }
      : { reason: "malformed", text: written.slice(0, 100) },
  );
}

function outsideWorkspace(file: vscode.Uri): Refusal {
  const path = vscode.workspace.asRelativePath(file, false);
  return new Refusal("outside-workspace", { reason: "link", file: path });
}

function notMapped(name: string): Refusal {
  return new Refusal("not-mapped", { name });
}
